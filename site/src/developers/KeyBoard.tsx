import { useMemo, useState } from "preact/hooks";
import { callApi } from "../api.ts";
import type { ApiKey } from "../api-types.ts";
import { ListBoard } from "../app/ListBoard.tsx";
import type { useAddress } from "../app/use-address.ts";
import { useProfile } from "../app/use-profile.ts";
import { timeNow } from "../clock.ts";
import { command } from "../command.ts";
import { fill } from "../i18n/fill.ts";
import { AddButton } from "../ui/AddButton.tsx";
import { useNow } from "../ui/Age.tsx";
import { Button } from "../ui/Button.tsx";
import { type Confirmation, ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { type Filter, type FilterField, fold } from "../ui/filter-query.ts";
import { type Secret, SecretDialog } from "../ui/SecretDialog.tsx";
import { showToast } from "../ui/toast.ts";
import { useList } from "../use-list.ts";
import { KeyDetail } from "./KeyDetail.tsx";
import { KeyForm } from "./KeyForm.tsx";
import type { KeysWords } from "./KeysPage.tsx";
import { type IssuedKey, KEYS } from "./key-api.ts";
import { keyColumns } from "./key-columns.tsx";
import { keyState } from "./key-state.ts";
import { NetworksForm } from "./NetworksForm.tsx";
import { RotateForm } from "./RotateForm.tsx";

type KeyBoardProps = { words: KeysWords; address: ReturnType<typeof useAddress>; fields: FilterField[] };
type Task = "create" | "rotate" | "networks";

/** Every key with what can be done with it. */
export function KeyBoard({ words, address, fields }: KeyBoardProps) {
  const { keys, shell, language } = words;
  const { filter, openId, isRead } = address;
  const profile = useProfile();
  const now = useNow();
  const list = useList<ApiKey>(isRead ? `${KEYS}?limit=100` : undefined);
  const [task, setTask] = useState<Task>();
  const [asked, ask] = useState<Confirmation>();
  const [secret, showSecret] = useState<Secret>();
  const rows = useMemo(() => list.rows.filter((key) => passes(filter, key, now)), [list.rows, filter, now]);
  const columns = useMemo(() => keyColumns(words, now), [words, now]);
  const open = list.rows.find(({ id }) => id === openId);
  const finish = () => setTask(undefined);

  /** Puts a key as it is now into the list, and shows its secret where it has a new one. */
  const take = (key: ApiKey | IssuedKey) => {
    finish();
    const { key: issued, ...shown } = { key: undefined, ...key };
    list.change((before) =>
      before.some(({ id }) => id === key.id)
        ? before.map((other) => (other.id === key.id ? shown : other))
        : [shown, ...before],
    );
    if (issued) showSecret({ title: fill(keys.shown, { name: key.name }), note: keys.shownOnce, secret: issued });
    else showToast(fill(keys.saved, { name: key.name }));
  };
  const revoke = (key: ApiKey) =>
    ask({
      title: fill(keys.revoke.title, { name: key.name }),
      body: keys.revoke.body,
      submit: keys.revoke.submit,
      send: () => callApi(`${KEYS}/${encodeURIComponent(key.id)}`, command(language, "DELETE")),
      onDone: () => {
        const revoked_at = new Date(timeNow()).toISOString();
        list.change((before) => before.map((other) => (other.id === key.id ? { ...other, revoked_at } : other)));
        showToast(fill(keys.revoke.done, { name: key.name }));
      },
    });
  const create = (
    <AddButton label={keys.create.open} onClick={() => setTask("create")} disabled={profile === undefined} />
  );
  return (
    <>
      <ListBoard
        id="keys"
        title={keys.title}
        shell={shell}
        action={create}
        label={keys.title}
        list={list}
        rows={rows}
        rowId={({ id }) => id}
        columns={columns}
        fields={fields}
        placeholder={keys.search}
        address={address}
        keys={[{ key: "n", label: keys.create.open, run: () => setTask("create"), isAction: true, isOff: !profile }]}
        empty={
          <EmptyState title={keys.empty.title}>
            <p>{keys.empty.body}</p>
            <Button onClick={() => setTask("create")}>{keys.create.open}</Button>
          </EmptyState>
        }
        detail={
          open && {
            label: open.name,
            head: <h2 class="truncate text-16">{open.name}</h2>,
            body: (
              <KeyDetail
                words={words}
                item={open}
                state={keyState(open, now)}
                onRotate={() => setTask("rotate")}
                onNetworks={() => setTask("networks")}
                onRevoke={() => revoke(open)}
              />
            ),
          }
        }
      />
      <Dialog
        title={keys.create.title}
        isOpen={task === "create"}
        onClose={finish}
        class="w-[min(640px,calc(100vw-32px))]!"
      >
        {profile && <KeyForm words={words} profile={profile} onDone={take} onCancel={finish} />}
      </Dialog>
      <Dialog
        title={fill(keys.rotate.title, { name: open?.name ?? "" })}
        isOpen={task === "rotate" && open !== undefined}
        onClose={finish}
      >
        {open && (
          <RotateForm
            text={keys.rotate}
            path={`${KEYS}/${encodeURIComponent(open.id)}/rotate`}
            onDone={take}
            onCancel={finish}
          />
        )}
      </Dialog>
      <Dialog title={keys.networks.title} isOpen={task === "networks" && open !== undefined} onClose={finish}>
        {open && <NetworksForm words={words} item={open} onDone={take} onCancel={finish} />}
      </Dialog>
      <ConfirmDialog asked={asked} onClose={() => ask(undefined)} />
      <SecretDialog shown={secret} onClose={() => showSecret(undefined)} />
    </>
  );
}

function passes({ fields, words }: Filter, key: ApiKey, now: number): boolean {
  if (fields.mode && key.mode !== fields.mode) return false;
  if (fields.state && keyState(key, now) !== fields.state) return false;
  const text = fold(`${key.name} ${key.display} ${key.scopes.join(" ")}`);
  return fold(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
