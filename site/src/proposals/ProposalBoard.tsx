import { useMemo, useRef, useState } from "preact/hooks";
import type { Outcome } from "../api.ts";
import type { ProposalView } from "../api-types.ts";
import { isPermitted } from "../app/access.ts";
import { useKeys } from "../app/keys.ts";
import { TopLine } from "../app/TopLine.tsx";
import type { useAddress } from "../app/use-address.ts";
import { useProfile } from "../app/use-profile.ts";
import { useSteps } from "../app/use-steps.ts";
import { fill } from "../i18n/fill.ts";
import { pathToApp } from "../paths.ts";
import { approve, PROPOSALS, reject, withdraw } from "../rules/rule-api.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { withoutOrder } from "../ui/columns.ts";
import { DataTable, type TableControl } from "../ui/DataTable.tsx";
import { Drawer } from "../ui/Drawer.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { FilterBar } from "../ui/FilterBar.tsx";
import { isEmptyFilter, noFilter } from "../ui/filter-query.ts";
import { Skeleton } from "../ui/Skeleton.tsx";
import { TextDialog, type TextQuestion } from "../ui/TextDialog.tsx";
import { showToast } from "../ui/toast.ts";
import { explainRefusal } from "../ui/use-form.ts";
import { useQuery } from "../use-query.ts";
import { type Confirmation, ConfirmDialog } from "./ConfirmDialog.tsx";
import { isDecidable, ProposalBar } from "./ProposalBar.tsx";
import { ProposalDetail } from "./ProposalDetail.tsx";
import { proposalColumns } from "./proposal-columns.tsx";
import { passesFilter, proposalFields, subjectOf } from "./proposal-filter.ts";
import { useProposals } from "./use-proposals.ts";
import type { ProposalWords } from "./words.ts";

/** Changes that wait for a second person, and what became of others. */
export function ProposalBoard({ words, address }: { words: ProposalWords; address: ReturnType<typeof useAddress> }) {
  const { proposals: text, shell, ui, language } = words;
  const { filter, openId, open, close, setFilter } = address;
  const table = useRef<TableControl>(null);
  const search = useRef<HTMLInputElement>(null);
  const profile = useProfile();
  const [question, ask] = useState<TextQuestion>();
  const [confirmation, confirm] = useState<Confirmation>();
  const list = useProposals(language, filter.fields.state);
  const rows = useMemo(() => list.rows?.filter((one) => passesFilter(filter, one)) ?? [], [list.rows, filter]);
  const columns = useMemo(() => proposalColumns(words, profile?.id), [words, profile?.id]);
  const fields = useMemo(() => proposalFields(words), [words]);
  const mayWrite = profile !== undefined && isPermitted(profile.permissions, "write:rules");

  const row = rows.find(({ id }) => id === openId);
  // A link may lead to one that is beyond the rows that are loaded.
  const single = useQuery<ProposalView>(
    openId && list.rows && !row ? `${PROPOSALS}/${encodeURIComponent(openId)}` : undefined,
  );
  const proposal = row ?? (openId ? single.data : undefined);
  const isOpenFor = proposal !== undefined && isDecidable(proposal, profile?.id, mayWrite);

  /** Tells what became of it; returns what to tell where it was refused. */
  const settle = (outcome: Outcome<ProposalView | undefined>, about: ProposalView, done: string) => {
    if (!outcome.ok) return explainRefusal(outcome.failure, ui.refused);
    list.change(outcome.data ?? { ...about, state: "withdrawn" });
    single.retry();
    showToast(fill(done, { name: subjectOf(about, words) }));
    return undefined;
  };
  const onApprove = () =>
    proposal &&
    isOpenFor &&
    confirm({
      title: text.approveTitle,
      body: fill(text.approveHelp[proposal.kind], { name: subjectOf(proposal, words) }),
      submit: text.approve,
      run: async () => settle(await approve(language, proposal.id), proposal, text.approved),
    });
  const onWithdraw = () =>
    proposal &&
    confirm({
      title: text.withdrawTitle,
      body: text.withdrawHelp,
      submit: text.withdraw,
      run: async () => settle(await withdraw(language, proposal.id), proposal, text.withdrawn),
    });
  const onReject = () =>
    proposal &&
    isOpenFor &&
    ask({
      title: text.rejectTitle,
      label: text.rejectReason,
      help: text.rejectHelp,
      submit: text.reject,
      isDanger: true,
      maxLength: 500,
      missing: text.rejectMissing,
      onSubmit: async (reason) => settle(await reject(language, proposal.id, reason), proposal, text.rejected),
    });

  const { step, leave } = useSteps(table, { openId, open, close });
  useKeys([
    { key: "j", label: ui.table.next, run: () => step(1) },
    { key: "k", label: ui.table.previous, run: () => step(-1) },
    { key: "Enter", label: ui.table.open, run: () => undefined, isOff: true },
    { key: "a", label: text.keys.approve, run: onApprove, isAction: true, isOff: !isOpenFor },
    { key: "r", label: text.keys.reject, run: onReject, isAction: true, isOff: !isOpenFor },
    { key: "/", label: text.keys.search, run: () => search.current?.focus(), isAction: true },
    { key: "Escape", label: text.keys.close, run: leave, isOff: openId === undefined },
  ]);

  return (
    <div class="board">
      <div class="board-list">
        <TopLine title={text.title} shell={shell}>
          <ButtonLink look="bare" href={pathToApp(language, "rules")}>
            {text.toRules}
          </ButtonLink>
        </TopLine>
        {!list.failure && (
          <FilterBar
            page="proposals"
            fields={fields}
            filter={filter}
            input={search}
            placeholder={text.search}
            help={text.searchHelp}
            onChange={setFilter}
          />
        )}
        {list.failure && <ErrorState failure={list.failure} onRetry={list.retry} title={text.failed} />}
        {list.rows && rows.length === 0 && (
          <NoProposals words={words} isNarrowed={!isEmptyFilter(filter)} onClear={() => setFilter(noFilter)} />
        )}
        {!list.failure && (!list.rows || rows.length > 0) && (
          <DataTable<ProposalView>
            id="proposals"
            label={text.table}
            columns={list.next === null ? columns : withoutOrder(columns)}
            rows={rows}
            rowId={({ id }) => id}
            isLoading={!list.rows}
            openId={openId}
            onOpen={open}
            control={table}
            onEnd={() => void list.loadMore()}
          >
            {list.rows && (
              <footer class="flex h-16 items-center px-4 text-13 text-ink-3 md:px-6">
                {list.next === null ? text.end : ui.loading}
              </footer>
            )}
          </DataTable>
        )}
      </div>
      {openId && (
        <Drawer
          id={openId}
          label={text.drawer}
          closeLabel={text.close}
          head={<h2 class="truncate text-14">{proposal ? subjectOf(proposal, words) : openId}</h2>}
          foot={
            proposal && (
              <ProposalBar {...{ words, proposal, me: profile?.id, mayWrite, onApprove, onReject, onWithdraw }} />
            )
          }
          onClose={leave}
        >
          {proposal && <ProposalDetail words={words} proposal={proposal} me={profile?.id} />}
          {!proposal && single.failure && (
            <ErrorState failure={single.failure} onRetry={single.retry} title={text.failedOne} />
          )}
          {!proposal && !single.failure && (
            <div class="p-6">
              <Skeleton label={ui.loading} />
            </div>
          )}
        </Drawer>
      )}
      <TextDialog question={question} onClose={() => ask(undefined)} />
      <ConfirmDialog words={words} confirmation={confirmation} onClose={() => confirm(undefined)} />
    </div>
  );
}

type NoProposalsProps = { words: ProposalWords; isNarrowed: boolean; onClear: () => void };

function NoProposals({ words: { proposals: text, language }, isNarrowed, onClear }: NoProposalsProps) {
  if (isNarrowed)
    return (
      <EmptyState title={text.nothing.title}>
        <Button onClick={onClear}>{text.nothing.clear}</Button>
      </EmptyState>
    );
  return (
    <EmptyState title={text.empty.title}>
      <p>{text.empty.body}</p>
      <ButtonLink href={pathToApp(language, "rules")}>{text.empty.go}</ButtonLink>
    </EmptyState>
  );
}
