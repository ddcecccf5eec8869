import type { ApiKey } from "../api-types.ts";
import { formatShortDate } from "../format.ts";
import { Age } from "../ui/Age.tsx";
import { Badge } from "../ui/Badge.tsx";
import { byText, type Column } from "../ui/columns.ts";
import type { KeysWords } from "./KeysPage.tsx";
import { keyState, stateTones } from "./key-state.ts";

/** The columns of the keys. */
export function keyColumns({ language, keys }: KeysWords, now: number): Column<ApiKey>[] {
  const { columns, states, modes, never } = keys;
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
      width: 132,
      phone: "value",
      cell: (key) => {
        const state = keyState(key, now);
        return <Badge tone={stateTones[state]}>{states[state]}</Badge>;
      },
    },
    { id: "mode", title: columns.mode, width: 80, rank: 2, cell: ({ mode }) => modes[mode] },
    {
      id: "key",
      title: columns.key,
      width: 190,
      phone: "note",
      text: ({ display }) => display,
      cell: ({ display }) => <code>{display}</code>,
    },
    {
      id: "scopes",
      title: columns.scopes,
      width: 150,
      grows: 3,
      rank: 5,
      text: ({ scopes }) => scopes.join(", "),
      cell: ({ scopes }) => <span class="text-ink-2">{scopes.join(", ")}</span>,
    },
    {
      id: "used",
      title: columns.used,
      width: 120,
      rank: 3,
      cell: ({ last_used_at }) => (last_used_at ? <Age at={last_used_at} /> : <span class="text-ink-3">{never}</span>),
      compare: byText(({ last_used_at }) => last_used_at),
    },
    {
      id: "expires",
      title: columns.expires,
      width: 120,
      rank: 1,
      cell: ({ expires_at }) => formatShortDate(new Date(expires_at), language),
      compare: byText(({ expires_at }) => expires_at),
    },
  ];
}
