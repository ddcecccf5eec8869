import { useMemo, useState } from "preact/hooks";
import { callApi } from "../api.ts";
import type { ClientView } from "../api-types.ts";
import { ListBoard } from "../app/ListBoard.tsx";
import type { useAddress } from "../app/use-address.ts";
import { useProfile } from "../app/use-profile.ts";
import { timeNow } from "../clock.ts";
import { command } from "../command.ts";
import { fill } from "../i18n/fill.ts";
import { AddButton } from "../ui/AddButton.tsx";
import { Age } from "../ui/Age.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { type Confirmation, ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { byText, type Column } from "../ui/columns.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { type Filter, type FilterField, fold } from "../ui/filter-query.ts";
import { type Secret, SecretDialog } from "../ui/SecretDialog.tsx";
import { showToast } from "../ui/toast.ts";
import { useList } from "../use-list.ts";
import { ClientDetail } from "./ClientDetail.tsx";
import { ClientForm } from "./ClientForm.tsx";
import { CLIENTS, clientPath, type IssuedClient } from "./client-api.ts";
import type { OauthWords } from "./OauthPage.tsx";
import { RotateForm } from "./RotateForm.tsx";

type ClientBoardProps = { words: OauthWords; address: ReturnType<typeof useAddress>; fields: FilterField[] };
type Task = "add" | "edit" | "rotate";

/** Every client with what can be done with it. */
export function ClientBoard({ words, address, fields }: ClientBoardProps) {
  const { oauth, shell, language } = words;
  const { filter, openId, isRead } = address;
  const profile = useProfile();
  const list = useList<ClientView>(isRead ? `${CLIENTS}?limit=100` : undefined);
  const [task, setTask] = useState<Task>();
  const [asked, ask] = useState<Confirmation>();
  const [secret, showSecret] = useState<Secret>();
  const rows = useMemo(() => list.rows.filter((client) => passes(filter, client)), [list.rows, filter]);
  const columns = useMemo(() => clientColumns(words), [words]);
  const open = list.rows.find(({ client_id }) => client_id === openId);
  const finish = () => setTask(undefined);

  const take = (client: IssuedClient) => {
    finish();
    const { client_secret, ...shown } = client;
    list.change((before) =>
      before.some(({ client_id }) => client_id === client.client_id)
        ? before.map((other) => (other.client_id === client.client_id ? shown : other))
        : [shown, ...before],
    );
    if (client_secret)
      showSecret({
        title: fill(oauth.secret.title, { name: client.name }),
        note: oauth.secret.note,
        secret: client_secret,
      });
    else showToast(fill(oauth.saved, { name: client.name }));
  };
  const revoke = (client: ClientView) =>
    ask({
      title: fill(oauth.revoke.title, { name: client.name }),
      body: oauth.revoke.body,
      submit: oauth.revoke.submit,
      send: () => callApi(clientPath(client.client_id), command(language, "DELETE")),
      onDone: () => {
        const revoked_at = new Date(timeNow()).toISOString();
        list.change((before) =>
          before.map((other) => (other.client_id === client.client_id ? { ...other, revoked_at } : other)),
        );
        showToast(fill(oauth.revoke.done, { name: client.name }));
      },
    });
  const add = () => setTask("add");
  return (
    <>
      <ListBoard
        id="oauth"
        title={oauth.title}
        shell={shell}
        action={<AddButton label={oauth.form.add} onClick={add} disabled={profile === undefined} />}
        label={oauth.title}
        list={list}
        rows={rows}
        rowId={({ client_id }) => client_id}
        columns={columns}
        fields={fields}
        placeholder={oauth.search}
        address={address}
        keys={[{ key: "n", label: oauth.form.add, run: add, isAction: true, isOff: !profile }]}
        empty={
          <EmptyState title={oauth.empty.title}>
            <p>{oauth.empty.body}</p>
            <Button onClick={add}>{oauth.form.add}</Button>
          </EmptyState>
        }
        detail={
          open && {
            label: open.name,
            head: <h2 class="truncate text-16">{open.name}</h2>,
            body: (
              <ClientDetail
                words={words}
                client={open}
                onEdit={() => setTask("edit")}
                onRotate={() => setTask("rotate")}
                onRevoke={() => revoke(open)}
              />
            ),
          }
        }
      />
      <Dialog
        title={task === "edit" ? oauth.form.edit : oauth.form.add}
        isOpen={task === "add" || (task === "edit" && open !== undefined)}
        onClose={finish}
        class="w-[min(640px,calc(100vw-32px))]!"
      >
        {profile && (
          <ClientForm
            words={words}
            profile={profile}
            client={task === "edit" ? open : undefined}
            onDone={take}
            onCancel={finish}
          />
        )}
      </Dialog>
      <Dialog
        title={fill(words.keys.rotate.title, { name: open?.name ?? "" })}
        isOpen={task === "rotate" && open !== undefined}
        onClose={finish}
      >
        {open && (
          <RotateForm<IssuedClient>
            text={words.keys.rotate}
            path={`${clientPath(open.client_id)}/rotate-secret`}
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

function clientColumns({ oauth, keys }: OauthWords): Column<ClientView>[] {
  const { columns, states, methods } = oauth;
  return [
    {
      id: "name",
      title: columns.name,
      width: 160,
      grows: 2,
      phone: "title",
      text: ({ name }) => name,
      cell: ({ name }) => <span class="font-strong">{name}</span>,
      compare: byText(({ name }) => name),
    },
    {
      id: "state",
      title: columns.state,
      width: 104,
      phone: "value",
      cell: ({ revoked_at }) =>
        revoked_at ? <Badge>{states.revoked}</Badge> : <Badge tone="ok">{states.active}</Badge>,
    },
    {
      id: "id",
      title: columns.id,
      width: 200,
      phone: "note",
      isCopied: true,
      text: ({ client_id }) => client_id,
      cell: ({ client_id }) => <code>{client_id}</code>,
    },
    {
      id: "method",
      title: columns.method,
      width: 170,
      rank: 4,
      cell: ({ authentication_method }) => methods[authentication_method],
    },
    {
      id: "scopes",
      title: columns.scopes,
      width: 120,
      grows: 3,
      rank: 5,
      text: ({ scopes }) => scopes.join(", "),
      cell: ({ scopes }) => <span class="text-ink-2">{scopes.join(", ")}</span>,
    },
    {
      id: "used",
      title: columns.used,
      width: 130,
      rank: 3,
      cell: ({ last_used_at }) =>
        last_used_at ? <Age at={last_used_at} /> : <span class="text-ink-3">{keys.never}</span>,
      compare: byText(({ last_used_at }) => last_used_at),
    },
  ];
}

function passes({ fields, words }: Filter, { name, client_id, scopes, revoked_at }: ClientView): boolean {
  if (fields.state && (fields.state === "revoked") !== (revoked_at !== null)) return false;
  const text = fold(`${name} ${client_id} ${scopes.join(" ")}`);
  return fold(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
