import { useMemo, useState } from "preact/hooks";
import { callApi } from "../api.ts";
import type { PlatformPerson } from "../api-types.ts";
import { ListBoard } from "../app/ListBoard.tsx";
import type { useAddress } from "../app/use-address.ts";
import { useProfile } from "../app/use-profile.ts";
import { command } from "../command.ts";
import { fill } from "../i18n/fill.ts";
import { queryOf } from "../paths.ts";
import { Age } from "../ui/Age.tsx";
import { Badge } from "../ui/Badge.tsx";
import { type Confirmation, ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import type { Column } from "../ui/columns.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { type Filter, type FilterField, fold } from "../ui/filter-query.ts";
import { showToast } from "../ui/toast.ts";
import { explainRefusal } from "../ui/use-form.ts";
import { useList } from "../use-list.ts";
import { EveryoneDetail } from "./EveryoneDetail.tsx";
import type { EveryoneWords } from "./EveryonePage.tsx";

type EveryoneBoardProps = { words: EveryoneWords; address: ReturnType<typeof useAddress>; fields: FilterField[] };

const pathOf = ({ id }: PlatformPerson, verb: "suspend" | "activate") =>
  `/api/admin/users/${encodeURIComponent(id)}/${verb}`;

/** Everybody of the platform; who is suspended, and suspending. */
export function EveryoneBoard({ words, address, fields }: EveryoneBoardProps) {
  const { admin, shell, ui, language } = words;
  const { everyone: text } = admin;
  const { filter, openId, isRead } = address;
  const me = useProfile();
  const list = useList<PlatformPerson>(isRead ? `/api/admin/users${toQuery(filter)}` : undefined);
  const [asked, ask] = useState<Confirmation>();
  const rows = useMemo(() => list.rows.filter((person) => passesWords(filter, person)), [list.rows, filter]);
  const columns = useMemo(() => everyoneColumns(words), [words]);
  const open = list.rows.find(({ id }) => id === openId);

  const take = (person: PlatformPerson, done: string) => {
    list.change((before) => before.map((other) => (other.id === person.id ? person : other)));
    showToast(fill(done, { name: person.full_name }));
  };
  const suspend = (person: PlatformPerson) =>
    ask({
      title: fill(text.suspend.title, { name: person.full_name }),
      body: fill(text.suspend.body, { email: person.email }),
      submit: text.suspend.submit,
      send: async () => {
        const outcome = await callApi<PlatformPerson>(pathOf(person, "suspend"), command(language, "POST", {}));
        if (outcome.ok) take(outcome.data, text.suspend.done);
        return outcome;
      },
    });
  const activate = async (person: PlatformPerson) => {
    const outcome = await callApi<PlatformPerson>(pathOf(person, "activate"), command(language, "POST", {}));
    if (outcome.ok) take(outcome.data, text.activate.done);
    else showToast(explainRefusal(outcome.failure, ui.refused), { tone: "bad" });
  };
  return (
    <>
      <ListBoard
        id="everyone"
        title={text.title}
        shell={shell}
        label={text.title}
        list={list}
        rows={rows}
        rowId={({ id }) => id}
        columns={columns}
        fields={fields}
        placeholder={text.search}
        help={text.searchHelp}
        address={address}
        empty={
          <EmptyState title={text.empty.title}>
            <p>{text.empty.body}</p>
          </EmptyState>
        }
        detail={
          open && {
            label: open.full_name,
            head: <h2 class="truncate text-16">{open.full_name}</h2>,
            body: (
              <EveryoneDetail
                key={open.id}
                words={words}
                person={open}
                isOwn={open.id === me?.id}
                onSuspend={() => suspend(open)}
                onActivate={() => activate(open)}
              />
            ),
          }
        }
      />
      <ConfirmDialog asked={asked} onClose={() => ask(undefined)} />
    </>
  );
}

/** One whole address, which is all that the API can find a sealed one by. */
const isAddress = (words: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(words);

const toQuery = ({ fields: { role, status, organization }, words }: Filter): string =>
  queryOf({
    limit: "100",
    role,
    status,
    organization_id: organization,
    email: isAddress(words) ? words : undefined,
  });

function passesWords({ words }: Filter, { full_name, email, organization_name }: PlatformPerson): boolean {
  const text = fold(`${full_name} ${email} ${organization_name}`);
  return fold(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function everyoneColumns({ admin: { everyone }, roles }: EveryoneWords): Column<PlatformPerson>[] {
  const { columns, status } = everyone;
  return [
    {
      id: "name",
      title: columns.name,
      width: 150,
      grows: 2,
      phone: "title",
      text: ({ full_name }) => full_name,
      cell: ({ full_name }) => <span class="font-strong">{full_name}</span>,
    },
    {
      id: "email",
      title: columns.email,
      width: 170,
      grows: 2,
      phone: "note",
      isCopied: true,
      text: ({ email }) => email,
      cell: ({ email }) => email,
    },
    {
      id: "organization",
      title: columns.organization,
      width: 150,
      grows: 2,
      rank: 1,
      text: ({ organization_name }) => organization_name,
      cell: ({ organization_name }) => organization_name,
    },
    {
      id: "role",
      title: columns.role,
      width: 170,
      rank: 2,
      text: ({ role }) => roles[role],
      cell: ({ role }) => roles[role],
    },
    {
      id: "status",
      title: status.title,
      width: 116,
      phone: "value",
      cell: ({ suspended_at }) =>
        suspended_at === null ? (
          <span class="text-ink-2">{status.active}</span>
        ) : (
          <Badge tone="warn">{status.suspended}</Badge>
        ),
    },
    { id: "since", title: columns.since, width: 130, rank: 3, cell: ({ created_at }) => <Age at={created_at} /> },
  ];
}
