import type { ProposalView } from "../api-types.ts";
import { formatShortDate } from "../format.ts";
import { Age } from "../ui/Age.tsx";
import { Badge } from "../ui/Badge.tsx";
import { byText, type Column } from "../ui/columns.ts";
import { subjectOf } from "./proposal-filter.ts";
import type { ProposalWords } from "./words.ts";

const tones = { pending: "warn", approved: "ok", rejected: "bad", withdrawn: "plain", expired: "plain" } as const;

/** Where a proposal stands. */
export function ProposalState({ state, words }: { state: ProposalView["state"]; words: ProposalWords }) {
  return <Badge tone={tones[state]}>{words.proposals.states[state]}</Badge>;
}

/** What the list shows of each proposal. */
export function proposalColumns(words: ProposalWords, me: string | undefined): Column<ProposalView>[] {
  const { proposals, rules, language } = words;
  const { columns } = proposals;
  const nameOf = (id: string) => (id === me ? rules.you : id);
  return [
    {
      id: "state",
      title: columns.state,
      width: 128,
      phone: "value",
      cell: ({ state }) => <ProposalState state={state} words={words} />,
    },
    {
      id: "kind",
      title: columns.kind,
      width: 140,
      phone: "note",
      cell: ({ kind }) => <span class="text-ink-2">{proposals.kinds[kind]}</span>,
    },
    {
      id: "what",
      title: columns.what,
      width: 160,
      grows: 1,
      phone: "title",
      text: (proposal) => subjectOf(proposal, words),
      cell: (proposal) => <span class="font-strong">{subjectOf(proposal, words)}</span>,
    },
    {
      id: "comment",
      title: columns.comment,
      width: 140,
      grows: 1,
      rank: 3,
      text: ({ comment }) => comment,
      cell: ({ comment }) => <span class="text-ink-2">{comment}</span>,
    },
    {
      id: "author",
      title: columns.author,
      width: 160,
      rank: 2,
      text: ({ answerable }) => nameOf(answerable),
      compare: byText(({ answerable }) => nameOf(answerable)),
      cell: ({ answerable }) => <span class="text-ink-2">{nameOf(answerable)}</span>,
    },
    {
      id: "created",
      title: columns.created,
      width: 128,
      phone: "meta",
      compare: byText(({ created_at }) => created_at),
      cell: ({ created_at }) => (
        <span class="text-ink-2">
          <Age at={created_at} />
        </span>
      ),
    },
    {
      id: "expires",
      title: columns.expires,
      width: 128,
      rank: 1,
      compare: byText(({ expires_at }) => expires_at),
      cell: ({ state, expires_at }) =>
        state === "pending" && <span class="text-ink-2">{formatShortDate(new Date(expires_at), language)}</span>,
    },
  ];
}
