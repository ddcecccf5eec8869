import { useMemo, useRef, useState } from "preact/hooks";
import type { ListedRule } from "../api-types.ts";
import { useKeys } from "../app/keys.ts";
import { TopLine } from "../app/TopLine.tsx";
import type { useAddress } from "../app/use-address.ts";
import { fill, fillCount } from "../i18n/fill.ts";
import { pathToApp } from "../paths.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { DataTable, type TableControl } from "../ui/DataTable.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { FilterBar } from "../ui/FilterBar.tsx";
import { isEmptyFilter, noFilter } from "../ui/filter-query.ts";
import { StaleLine } from "../ui/StaleLine.tsx";
import { TextDialog } from "../ui/TextDialog.tsx";
import { PolicyDialog } from "./PolicyDialog.tsx";
import { hitsOf, ruleColumns } from "./rule-columns.tsx";
import { ruleFilterFields, shownRules } from "./rule-filter.ts";
import type { RuleTableContext } from "./rule-table-context.ts";
import { useRuleCommands } from "./use-rule-commands.ts";
import { useRuleDrag } from "./use-rule-drag.ts";
import { useRuleOrder } from "./use-rule-order.ts";
import { useRules } from "./use-rules.ts";
import type { RulesWords } from "./words.ts";

/** Everything that decides, in order; moved by hand or by keys, switched and found here, written on a page of its own. */
export function RuleBoard({ words, address }: { words: RulesWords; address: ReturnType<typeof useAddress> }) {
  const { rules: text, shell, ui, language } = words;
  const { filter, setFilter } = address;
  const table = useRef<TableControl>(null);
  const search = useRef<HTMLInputElement>(null);
  const [isPolicyOpen, setPolicyOpen] = useState(false);
  const list = useRules(language);
  const { rules, failure, mayWrite } = list;
  const order = useRuleOrder({ words, rules, change: list.change, again: list.again });
  const commands = useRuleCommands({ words, ...list });

  const isOrdered = filter.fields.sort !== "hits";
  const rows = useMemo(() => shownRules(rules ?? [], filter, list.figures), [rules, filter, list.figures]);
  const fields = useMemo(() => ruleFilterFields(words), [words]);
  const others = (id: string) => (rules ?? []).filter(({ rule_id }) => rule_id !== id);
  const onGrab = useRuleDrag((id, target, isAfter) => {
    const at = others(id).findIndex(({ rule_id }) => rule_id === target);
    order.place(id, isAfter ? at + 1 : at);
  });
  /** Past the next row that is shown, so that what a filter hides does not swallow the step. */
  const onMove = (id: string, by: 1 | -1) => {
    const next = rows[rows.findIndex(({ rule_id }) => rule_id === id) + by];
    if (!next || !isOrdered) return;
    const at = others(id).findIndex(({ rule_id }) => rule_id === next.rule_id);
    order.place(id, by === 1 ? at + 1 : at);
  };
  const context: RuleTableContext = { ...list, ...commands, isOrdered, onGrab, onMove };
  const columns = useMemo(
    () => ruleColumns(words, context),
    [words, rows, list.figures, list.hitDays?.from, list.tripped, mayWrite, isOrdered],
  );

  const newRule = pathToApp(language, "rules/edit");
  const open = (id: string) => location.assign(pathToApp(language, "rules/edit", { rule: id }));
  const current = (): ListedRule | undefined => rows.find(({ rule_id }) => rule_id === table.current?.current());
  const onCurrent = (run: (rule: ListedRule) => void) => () => {
    const rule = current();
    if (rule && !rule.built_in) run(rule);
  };
  const openHits = () => {
    const href = hitsOf(language, table.current?.current() ?? "", context);
    if (href) location.assign(href);
  };
  const step = (by: 1 | -1) => {
    table.current?.step(by);
    table.current?.focus();
  };
  useKeys([
    { key: "j", label: ui.table.next, run: () => step(1) },
    { key: "k", label: ui.table.previous, run: () => step(-1) },
    { key: "Enter", label: ui.table.open, run: () => undefined, isOff: true },
    { key: "u", label: text.keys.up, run: onCurrent(({ rule_id }) => onMove(rule_id, -1)), isOff: !mayWrite },
    { key: "d", label: text.keys.down, run: onCurrent(({ rule_id }) => onMove(rule_id, 1)), isOff: !mayWrite },
    { key: "e", label: text.keys.toggle, run: onCurrent(commands.onToggle), isOff: !mayWrite },
    { key: "h", label: text.keys.hits, run: openHits, isOff: !context.hitDays },
    { key: "n", label: text.keys.add, run: () => location.assign(newRule), isAction: true, isOff: !mayWrite },
    { key: "/", label: text.keys.search, run: () => search.current?.focus(), isAction: true },
  ]);

  const total = rules?.length ?? 0;
  const note =
    rules &&
    (rows.length === total ? fillCount(text.count, total, language) : fill(text.shown, { total, shown: rows.length }));
  const hasOwn = rules?.some(({ built_in }) => !built_in);
  const model = list.tripped.get("model");
  return (
    <div class="board">
      <div class="board-list">
        <TopLine title={text.title} shell={shell} note={<span class="max-sm:sr-only">{note}</span>}>
          {mayWrite && (
            <ButtonLink look="primary" href={newRule}>
              {text.add}
            </ButtonLink>
          )}
        </TopLine>
        {(rules || !failure) && (
          <FilterBar
            page="rules"
            fields={fields}
            filter={filter}
            input={search}
            placeholder={text.search}
            help={text.searchHelp}
            onChange={setFilter}
            aside={
              <>
                <Button look="bare" class="text-13 max-sm:px-1" onClick={() => setPolicyOpen(true)}>
                  {text.policy}
                </Button>
                <ButtonLink look="bare" class="text-13 max-sm:px-1" href={pathToApp(language, "rules/proposals")}>
                  {text.proposals}
                </ButtonLink>
              </>
            }
          />
        )}
        <StaleLine failure={failure} at={list.at} isOverRows />
        {model && (
          <p
            class="flex flex-wrap items-center gap-3 border-b border-line px-4 py-2 text-13 text-bad md:px-6"
            role="status"
          >
            {text.modelTripped}
            {mayWrite && <Button onClick={() => context.onReset(model.id, model.name)}>{text.reset}</Button>}
          </p>
        )}
        {failure && !rules && <ErrorState failure={failure} onRetry={list.again} title={text.failed} />}
        {rules && rows.length === 0 && (
          <EmptyState title={text.nothing.title}>
            <Button onClick={() => setFilter(noFilter)}>{text.nothing.clear}</Button>
          </EmptyState>
        )}
        {((!rules && !failure) || rows.length > 0) && (
          <DataTable<ListedRule>
            id="rules"
            label={text.table}
            columns={columns}
            rows={rows}
            rowId={({ rule_id }) => rule_id}
            isLoading={!rules}
            onOpen={open}
            control={table}
          >
            {hasOwn === false && isEmptyFilter(filter) && (
              <footer class="flex flex-wrap items-center gap-4 px-4 py-6 text-ink-2 md:px-6">
                <p>{text.none}</p>
                {mayWrite && <ButtonLink href={newRule}>{text.add}</ButtonLink>}
              </footer>
            )}
          </DataTable>
        )}
      </div>
      <Dialog
        title={text.makeRoomTitle}
        isOpen={order.plan !== undefined}
        onClose={order.cancel}
        footer={
          <>
            <Button onClick={order.cancel}>{ui.cancel}</Button>
            <Button look="primary" onClick={() => order.plan && void order.apply(order.plan)}>
              {fillCount(text.makeRoomDo, order.plan?.priorities.size ?? 0, language)}
            </Button>
          </>
        }
      >
        {fillCount(text.makeRoom, order.plan?.priorities.size ?? 0, language)}
      </Dialog>
      <PolicyDialog words={words} isOpen={isPolicyOpen} mayWrite={mayWrite} onClose={() => setPolicyOpen(false)} />
      <TextDialog question={commands.question} onClose={commands.answer} />
    </div>
  );
}
