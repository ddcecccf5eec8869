import { UserPlus } from "lucide-preact";
import { useMemo, useState } from "preact/hooks";
import { callApi } from "../api.ts";
import type { Profile } from "../api-types.ts";
import { ListBoard } from "../app/ListBoard.tsx";
import type { useAddress } from "../app/use-address.ts";
import { useProfile } from "../app/use-profile.ts";
import { command } from "../command.ts";
import { fill } from "../i18n/fill.ts";
import { Age } from "../ui/Age.tsx";
import { Button } from "../ui/Button.tsx";
import { type Confirmation, ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { byText, type Column } from "../ui/columns.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { type Filter, type FilterField, fold } from "../ui/filter-query.ts";
import { showToast } from "../ui/toast.ts";
import { useList } from "../use-list.ts";
import { InviteForm } from "./InviteForm.tsx";
import type { PeopleWords } from "./PeoplePage.tsx";
import { PersonDetail } from "./PersonDetail.tsx";
import { organizationPath, personPath } from "./people-api.ts";
import { nameProducts } from "./products.ts";

type PeopleBoardProps = { words: PeopleWords; address: ReturnType<typeof useAddress>; fields: FilterField[] };

/** Everybody of the organisation with what they may do. */
export function PeopleBoard({ words, address, fields }: PeopleBoardProps) {
  const { people, shell, language } = words;
  const { filter, openId, isRead, close } = address;
  const me = useProfile();
  const list = useList<Profile>(me && isRead ? `${organizationPath(me.organization_id)}/users?limit=100` : undefined);
  const [isInviting, setInviting] = useState(false);
  const [asked, ask] = useState<Confirmation>();
  const rows = useMemo(() => list.rows.filter((person) => passes(filter, person)), [list.rows, filter]);
  const columns = useMemo(() => peopleColumns(words, me?.id), [words, me?.id]);
  const open = list.rows.find(({ id }) => id === openId);

  const take = (person: Profile) => {
    list.change((before) => before.map((other) => (other.id === person.id ? person : other)));
    showToast(fill(people.saved, { name: person.full_name }));
  };
  const remove = (person: Profile) =>
    ask({
      title: fill(people.remove.title, { name: person.full_name }),
      body: fill(people.remove.body, { email: person.email }),
      submit: people.remove.submit,
      send: () => callApi(personPath(person.id), command(language, "DELETE")),
      onDone: () => {
        close();
        list.change((before) => before.filter(({ id }) => id !== person.id));
        showToast(fill(people.remove.done, { name: person.full_name }));
      },
    });
  return (
    <>
      <ListBoard
        id="people"
        title={people.title}
        shell={shell}
        action={
          <Button look="primary" disabled={me === undefined} onClick={() => setInviting(true)}>
            <UserPlus size={15} aria-hidden="true" />
            <span class="max-sm:sr-only">{people.invite.open}</span>
          </Button>
        }
        label={people.title}
        list={list}
        rows={rows}
        rowId={({ id }) => id}
        columns={columns}
        fields={fields}
        placeholder={people.search}
        address={address}
        keys={[{ key: "n", label: people.invite.open, run: () => setInviting(true), isAction: true, isOff: !me }]}
        empty={
          <EmptyState title={people.empty.title}>
            <p>{people.empty.body}</p>
            <Button onClick={() => setInviting(true)}>{people.invite.open}</Button>
          </EmptyState>
        }
        detail={
          open &&
          me && {
            label: open.full_name,
            head: <h2 class="truncate text-16">{open.full_name}</h2>,
            body: (
              <PersonDetail
                key={open.id}
                words={words}
                person={open}
                me={me}
                onChange={take}
                onRemove={() => remove(open)}
              />
            ),
          }
        }
      />
      <Dialog title={people.invite.title} isOpen={isInviting} onClose={() => setInviting(false)}>
        {me && (
          <InviteForm
            words={words}
            me={me}
            onDone={({ email }) => {
              setInviting(false);
              showToast(fill(people.invite.done, { email }));
            }}
            onCancel={() => setInviting(false)}
          />
        )}
      </Dialog>
      <ConfirmDialog asked={asked} onClose={() => ask(undefined)} />
    </>
  );
}

function peopleColumns({ people, roles }: PeopleWords, ownId: string | undefined): Column<Profile>[] {
  const { columns } = people;
  return [
    {
      id: "name",
      title: columns.name,
      width: 150,
      grows: 2,
      phone: "title",
      text: ({ full_name }) => full_name,
      compare: byText(({ full_name }) => full_name),
      cell: ({ id, full_name }) => (
        <>
          <span class="font-strong">{full_name}</span>
          {id === ownId && <span class="text-ink-3"> {people.you}</span>}
        </>
      ),
    },
    {
      id: "email",
      title: columns.email,
      width: 170,
      grows: 2,
      phone: "note",
      isCopied: true,
      text: ({ email }) => email,
      compare: byText(({ email }) => email),
      cell: ({ email }) => email,
    },
    {
      id: "role",
      title: columns.role,
      width: 170,
      phone: "value",
      cell: ({ role }) => roles[role],
      compare: byText(({ role }) => roles[role]),
    },
    {
      id: "products",
      title: columns.products,
      width: 180,
      rank: 4,
      text: ({ modules }) => nameProducts(modules),
      cell: ({ modules }) => nameProducts(modules),
    },
    {
      id: "since",
      title: columns.since,
      width: 120,
      rank: 3,
      cell: ({ created_at }) => <Age at={created_at} />,
      compare: byText(({ created_at }) => created_at),
    },
  ];
}

function passes({ fields, words }: Filter, { full_name, email, phone, role }: Profile): boolean {
  if (fields.role && role !== fields.role) return false;
  const text = fold(`${full_name} ${email} ${phone ?? ""}`);
  return fold(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
