import { useMemo, useState } from "preact/hooks";
import { callApi } from "../api.ts";
import type { EndpointView } from "../api-types.ts";
import { isPermitted } from "../app/access.ts";
import { ListBoard } from "../app/ListBoard.tsx";
import { modeOf, withMode } from "../app/mode-filter.ts";
import type { useAddress } from "../app/use-address.ts";
import { useProfile } from "../app/use-profile.ts";
import { command } from "../command.ts";
import { RotateForm } from "../developers/RotateForm.tsx";
import { fill } from "../i18n/fill.ts";
import { AddButton } from "../ui/AddButton.tsx";
import { Button } from "../ui/Button.tsx";
import { type Confirmation, ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { type Filter, type FilterField, fold } from "../ui/filter-query.ts";
import { type Secret, SecretDialog } from "../ui/SecretDialog.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { showToast } from "../ui/toast.ts";
import { explainRefusal } from "../ui/use-form.ts";
import { useList } from "../use-list.ts";
import { EndpointDetail } from "./EndpointDetail.tsx";
import { type Edited, EndpointForm } from "./EndpointForm.tsx";
import { ENDPOINTS, endpointPath, type IssuedEndpoint, inMode, switchEndpoint } from "./endpoint-api.ts";
import { EndpointState, endpointColumns } from "./endpoint-columns.tsx";
import type { WebhookWords } from "./WebhooksPage.tsx";

type EndpointBoardProps = { words: WebhookWords; address: ReturnType<typeof useAddress>; fields: FilterField[] };
type Task = { is: "add" } | { is: "edit"; edited: Edited } | { is: "rotate" };

/** Every endpoint with what can be done with it, of what is live or of the sandbox. */
export function EndpointBoard({ words, address, fields }: EndpointBoardProps) {
  const { webhooks, shell, ui, language } = words;
  const { filter, openId, isRead, close, setFilter } = address;
  const mode = isRead ? modeOf(filter) : "live";
  const profile = useProfile();
  const mayWrite = profile !== undefined && isPermitted(profile.permissions, "write:webhooks");
  const list = useList<EndpointView>(isRead ? `${ENDPOINTS}?limit=100` : undefined, mode);
  const [task, setTask] = useState<Task>();
  const [asked, ask] = useState<Confirmation>();
  const [secret, showSecret] = useState<Secret>();
  const rows = useMemo(() => list.rows.filter((item) => passes(filter, item)), [list.rows, filter]);
  const columns = useMemo(() => endpointColumns(words), [words]);
  const open = list.rows.find(({ id }) => id === openId);
  const finish = () => setTask(undefined);

  const take = (item: EndpointView | IssuedEndpoint) => {
    finish();
    const { secret: issued, ...shown } = { secret: undefined, ...item };
    list.change((before) =>
      before.some(({ id }) => id === item.id)
        ? before.map((other) => (other.id === item.id ? shown : other))
        : [shown, ...before],
    );
    if (issued) showSecret({ title: webhooks.secret.title, note: webhooks.secret.note, secret: issued });
    else showToast(webhooks.saved);
  };
  const edit = async (item: EndpointView) => {
    const read = await callApi<EndpointView>(endpointPath(item.id), { language, mode });
    if (read.ok) setTask({ is: "edit", edited: { item: read.data, etag: read.etag } });
    else showToast(explainRefusal(read.failure, ui.refused), { tone: "bad" });
  };
  const toggle = async (item: EndpointView) => {
    const outcome = await switchEndpoint(language, mode, item.id, !item.enabled);
    if (outcome.ok) take(outcome.data);
    else showToast(explainRefusal(outcome.failure, ui.refused), { tone: "bad" });
  };
  const remove = (item: EndpointView) =>
    ask({
      title: webhooks.remove.title,
      body: fill(webhooks.remove.body, { url: item.url }),
      submit: webhooks.remove.submit,
      send: () => callApi(endpointPath(item.id), inMode(mode, command(language, "DELETE"))),
      onDone: () => {
        close();
        list.change((before) => before.filter(({ id }) => id !== item.id));
        showToast(webhooks.remove.done);
      },
    });
  const add = () => setTask({ is: "add" });
  return (
    <>
      <ListBoard
        id="webhooks"
        title={webhooks.title}
        shell={shell}
        action={mayWrite && <AddButton label={webhooks.form.add} onClick={add} />}
        label={webhooks.title}
        list={list}
        rows={rows}
        rowId={({ id }) => id}
        columns={columns}
        fields={fields}
        placeholder={webhooks.search}
        address={address}
        choices={
          <Segmented
            label={webhooks.mode}
            options={[
              { value: "live", label: webhooks.modes.live },
              { value: "test", label: webhooks.modes.test },
            ]}
            value={mode}
            onChange={(chosen) => {
              setFilter(withMode(filter, chosen));
              // Behind it: closing first would go back in the history, and the filter with it.
              if (openId) close();
            }}
          />
        }
        keys={[{ key: "n", label: webhooks.form.add, run: add, isAction: true, isOff: !mayWrite }]}
        empty={
          <EmptyState title={webhooks.empty.title}>
            <p>{webhooks.empty.body}</p>
            {mayWrite && <Button onClick={add}>{webhooks.form.add}</Button>}
          </EmptyState>
        }
        detail={
          open && {
            label: open.url,
            head: (
              <>
                <h2 class="truncate text-16" title={open.url}>
                  {new URL(open.url).host}
                </h2>
                <span class="ml-2">
                  <EndpointState words={words} item={open} />
                </span>
              </>
            ),
            body: (
              <EndpointDetail
                key={`${mode} ${open.id}`}
                words={words}
                item={open}
                mode={mode}
                mayWrite={mayWrite}
                onEdit={() => void edit(open)}
                onRotate={() => setTask({ is: "rotate" })}
                onToggle={() => void toggle(open)}
                onRemove={() => remove(open)}
              />
            ),
          }
        }
      />
      <Dialog
        title={task?.is === "edit" ? webhooks.form.edit : webhooks.form.add}
        isOpen={task?.is === "add" || task?.is === "edit"}
        onClose={finish}
      >
        {task && task.is !== "rotate" && (
          <EndpointForm
            words={words}
            mode={mode}
            edited={task.is === "edit" ? task.edited : undefined}
            onDone={take}
            onCancel={finish}
          />
        )}
      </Dialog>
      <Dialog title={webhooks.rotate.title} isOpen={task?.is === "rotate" && open !== undefined} onClose={finish}>
        {open && (
          <RotateForm<IssuedEndpoint>
            text={webhooks.rotate}
            path={`${endpointPath(open.id)}/rotate-secret`}
            mode={mode}
            onDone={take}
            onCancel={finish}
          />
        )}
      </Dialog>
      <ConfirmDialog asked={asked} onClose={() => ask(undefined)} />
      <SecretDialog shown={secret} onClose={() => showSecret(undefined)} />
    </>
  );
}

function passes({ fields, words }: Filter, { url, description, event_types, enabled }: EndpointView): boolean {
  if (fields.state && (fields.state === "enabled") !== enabled) return false;
  const text = fold(`${url} ${description} ${event_types?.join(" ") ?? ""}`);
  return fold(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
