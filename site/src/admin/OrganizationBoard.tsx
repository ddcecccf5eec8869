import { useMemo, useState } from "preact/hooks";
import type { ListedOrganization, OrganizationView } from "../api-types.ts";
import { ListBoard } from "../app/ListBoard.tsx";
import type { useAddress } from "../app/use-address.ts";
import { formatNumber } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { nameProducts } from "../organization/products.ts";
import { queryOf } from "../paths.ts";
import { AddButton } from "../ui/AddButton.tsx";
import { Age } from "../ui/Age.tsx";
import { Button } from "../ui/Button.tsx";
import type { Column } from "../ui/columns.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import type { FilterField } from "../ui/filter-query.ts";
import { showToast } from "../ui/toast.ts";
import { useList } from "../use-list.ts";
import { OrganizationDetail } from "./OrganizationDetail.tsx";
import { OrganizationForm } from "./OrganizationForm.tsx";
import type { OrganizationsWords } from "./OrganizationsPage.tsx";

type OrganizationBoardProps = {
  words: OrganizationsWords;
  address: ReturnType<typeof useAddress>;
  fields: FilterField[];
};

/** Every organisation with its plan and products; the filter is the API's. */
export function OrganizationBoard({ words, address, fields }: OrganizationBoardProps) {
  const { admin, shell } = words;
  const { organizations: text } = admin;
  const { filter, openId, isRead } = address;
  const { type, plan } = filter.fields;
  const query = queryOf({ limit: "100", q: filter.words, type, subscription_tier: plan });
  const list = useList<ListedOrganization>(isRead ? `/api/organizations${query}` : undefined);
  const [isCreating, setCreating] = useState(false);
  const columns = useMemo(() => organizationColumns(words), [words]);
  const open = list.rows.find(({ id }) => id === openId);

  const take = (saved: OrganizationView) => {
    list.change((rows) => rows.map((row) => (row.id === saved.id ? { ...row, ...saved } : row)));
    showToast(fill(admin.saved, { name: saved.name }));
  };
  return (
    <>
      <ListBoard
        id="organizations"
        title={text.title}
        shell={shell}
        action={<AddButton label={text.create.open} onClick={() => setCreating(true)} />}
        label={text.title}
        list={list}
        rows={list.rows}
        rowId={({ id }) => id}
        columns={columns}
        fields={fields}
        placeholder={text.search}
        address={address}
        keys={[{ key: "n", label: text.create.open, run: () => setCreating(true), isAction: true }]}
        empty={
          <EmptyState title={text.empty.title}>
            <p>{text.empty.body}</p>
            <Button onClick={() => setCreating(true)}>{text.create.open}</Button>
          </EmptyState>
        }
        detail={
          open && {
            label: open.name,
            head: <h2 class="truncate text-16">{open.name}</h2>,
            body: <OrganizationDetail key={open.id} words={words} organization={open} onChange={take} />,
          }
        }
      />
      <Dialog title={text.create.title} isOpen={isCreating} onClose={() => setCreating(false)}>
        {isCreating && (
          <OrganizationForm
            words={words}
            onDone={(opened) => {
              setCreating(false);
              list.reload();
              showToast(fill(text.create.done, { name: opened.name }));
            }}
            onCancel={() => setCreating(false)}
          />
        )}
      </Dialog>
    </>
  );
}

function organizationColumns({ admin, language }: OrganizationsWords): Column<ListedOrganization>[] {
  const { columns } = admin.organizations;
  return [
    {
      id: "name",
      title: columns.name,
      width: 180,
      grows: 3,
      phone: "title",
      text: ({ name }) => name,
      cell: ({ name }) => <span class="font-strong">{name}</span>,
    },
    {
      id: "type",
      title: columns.type,
      width: 120,
      grows: 1,
      rank: 3,
      text: ({ type }) => admin.types[type],
      cell: ({ type }) => admin.types[type],
    },
    {
      id: "plan",
      title: columns.plan,
      width: 104,
      phone: "value",
      cell: ({ subscription_tier }) => admin.plans[subscription_tier],
    },
    {
      id: "products",
      title: columns.products,
      width: 180,
      grows: 1,
      rank: 2,
      phone: "note",
      text: ({ modules }) => nameProducts(modules),
      cell: ({ modules }) => nameProducts(modules),
    },
    {
      id: "people",
      title: columns.people,
      width: 96,
      align: "end",
      cell: ({ people }) => formatNumber(people, language),
    },
    { id: "since", title: columns.since, width: 130, rank: 4, cell: ({ created_at }) => <Age at={created_at} /> },
  ];
}
