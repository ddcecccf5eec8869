import type { PolicyView, ProposalView, RuleVersionView } from "../api-types.ts";
import { formatDateTime } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { pathToApp } from "../paths.ts";
import { DocumentDiff } from "../rules/DocumentDiff.tsx";
import { ruleFields } from "../rules/document-diff.ts";
import { POLICY, rulePath } from "../rules/rule-api.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { FactList, Section } from "../ui/Section.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useQuery } from "../use-query.ts";
import { ProposalState } from "./proposal-columns.tsx";
import { subjectOf } from "./proposal-filter.ts";
import type { ProposalWords } from "./words.ts";

const policyFields = ["allow_first", "four_eyes", "breaker"];
/** Recipients are not part of versions, so they cannot be compared. */
const comparedFields = ruleFields.filter((field) => field !== "notify");

type ProposalDetailProps = { words: ProposalWords; proposal: ProposalView; me: string | undefined };

/** What a proposal would change, held against what its author saw. */
export function ProposalDetail({ words, proposal, me }: ProposalDetailProps) {
  const { proposals, rules, language } = words;
  const { facts } = proposals;
  const nameOf = (id: string | null) => (id === me ? rules.you : (id ?? ""));
  const at = (iso: string | null) => (iso === null ? "" : formatDateTime(iso, language));
  const rule = proposal.rule_id && (
    <a
      class="underline decoration-line underline-offset-2 hover:decoration-current"
      href={pathToApp(language, "rules/edit", { rule: proposal.rule_id })}
    >
      {subjectOf(proposal, words)}
    </a>
  );
  const decided: [string, string][] =
    proposal.decided_at === null
      ? []
      : [
          [facts.decidedBy, nameOf(proposal.decided_by)],
          [facts.decidedAt, at(proposal.decided_at)],
        ];
  return (
    <>
      <Section title={proposals.drawer}>
        <FactList
          facts={[
            [facts.kind, proposals.kinds[proposal.kind]],
            [facts.state, <ProposalState key="state" state={proposal.state} words={words} />],
            ...(proposal.kind === "add" || !rule ? [] : [[facts.rule, rule] as [string, typeof rule]]),
            [facts.author, nameOf(proposal.answerable)],
            [facts.created, at(proposal.created_at)],
            ...(proposal.state === "pending" ? [[facts.expires, at(proposal.expires_at)] as [string, string]] : []),
            ...(proposal.comment ? [[facts.comment, proposal.comment] as [string, string]] : []),
            ...decided,
            ...(proposal.reason ? [[facts.reason, proposal.reason] as [string, string]] : []),
            ...(proposal.revision === null ? [] : [[facts.revision, String(proposal.revision)] as [string, string]]),
          ]}
        />
      </Section>
      <Section title={proposals.changes}>
        <Changes words={words} proposal={proposal} />
      </Section>
    </>
  );
}

function Changes({ words, proposal }: { words: ProposalWords; proposal: ProposalView }) {
  const isPending = proposal.state === "pending";
  if (proposal.kind === "remove") return <p class="text-13">{words.proposals.removes}</p>;
  if (proposal.kind === "add")
    return <DocumentDiff words={words} before={null} after={proposal.rule} fields={ruleFields} />;
  if (proposal.kind === "policy") return <PolicyChanges words={words} proposal={proposal} isPending={isPending} />;
  return <RuleChanges words={words} proposal={proposal} isPending={isPending} />;
}

type ChangesProps = { words: ProposalWords; proposal: ProposalView; isPending: boolean };

function PolicyChanges({ words, proposal, isPending }: ChangesProps) {
  const query = useQuery<PolicyView>(isPending ? POLICY : undefined);
  // Policies have no versions to read: of one that was decided on the whole is told.
  if (!isPending) return <DocumentDiff words={words} before={null} after={proposal.policy} fields={policyFields} />;
  if (query.failure && !query.data) return <ErrorState failure={query.failure} onRetry={query.retry} />;
  if (!query.data) return <Skeleton label={words.ui.loading} />;
  return <DocumentDiff words={words} before={query.data} after={proposal.policy} fields={policyFields} />;
}

function RuleChanges({ words, proposal, isPending }: ChangesProps) {
  const query = useQuery<{ data: RuleVersionView[] }>(
    proposal.rule_id ? `${rulePath(proposal.rule_id)}/versions?limit=100` : undefined,
  );
  if (query.failure && !query.data) return <ErrorState failure={query.failure} onRetry={query.retry} />;
  if (!query.data) return <Skeleton label={words.ui.loading} />;
  const versions = query.data.data;
  const base = versions.find(({ revision }) => revision === proposal.base_revision);
  const now = versions[0]?.revision ?? proposal.base_revision;
  return (
    <div class="grid gap-3">
      {isPending && now !== proposal.base_revision && (
        <p class="border-l-2 border-warn pl-3 text-13 text-warn">
          {fill(words.proposals.stale, { base: proposal.base_revision, now })}
        </p>
      )}
      <DocumentDiff words={words} before={base ?? null} after={proposal.rule} fields={comparedFields} />
    </div>
  );
}
