import { useMemo, useState } from "preact/hooks";
import type { Backtest, BacktestDetail as Detail } from "../api-types.ts";
import { isPermitted } from "../app/access.ts";
import { ListBoard } from "../app/ListBoard.tsx";
import type { useAddress } from "../app/use-address.ts";
import { useProfile } from "../app/use-profile.ts";
import { fill } from "../i18n/fill.ts";
import { inLanguage } from "../paths.ts";
import { AddButton } from "../ui/AddButton.tsx";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { type Confirmation, ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import type { FilterField } from "../ui/filter-query.ts";
import { showToast } from "../ui/toast.ts";
import { useList } from "../use-list.ts";
import { BacktestDetail, BacktestFoot } from "./BacktestDetail.tsx";
import { BACKTESTS, cancelBacktest, deleteBacktest, isOpen } from "./backtest-api.ts";
import { backtestColumns, nameOf, StatusBadge } from "./backtest-columns.tsx";
import { passes } from "./backtest-filter.ts";
import { type BacktestValues, blankValues, valuesOf } from "./backtest-values.ts";
import { useBacktestForm } from "./use-backtest-form.ts";
import { useBacktest, useProgress } from "./use-progress.ts";
import { useRuleNames } from "./use-rule-names.ts";
import type { BacktestWords } from "./words.ts";

type BacktestBoardProps = { words: BacktestWords; address: ReturnType<typeof useAddress>; fields: FilterField[] };

/** Every backtest of the organisation, how far each is, and what can be done with it. */
export function BacktestBoard({ words, address, fields }: BacktestBoardProps) {
  const { backtests: text, shell, language } = words;
  const { filter, openId, isRead, open, close } = address;
  const profile = useProfile();
  const may = (permission: string) => profile !== undefined && isPermitted(profile.permissions, permission);
  const mayWrite = may("write:rules");
  const list = useList<Backtest>(isRead ? `${BACKTESTS}?limit=100` : undefined);
  const single = useBacktest(openId, list);
  useProgress(list, openId !== undefined);
  const nameRule = useRuleNames(language, openId !== undefined && may("read:rules"));
  const [draft, setDraft] = useState<BacktestValues>();
  const [asked, ask] = useState<Confirmation>();
  const rows = useMemo(
    () => list.rows.filter((backtest) => passes(filter, backtest, profile?.id)),
    [list.rows, filter, profile?.id],
  );
  const columns = useMemo(() => backtestColumns(words, profile?.id), [words, profile?.id]);

  const { Form, load } = useBacktestForm();
  const write = async (values: BacktestValues) => {
    if (await load()) setDraft(values);
  };
  const add = () => void write(blankValues());
  const started = (backtest: Backtest) => {
    setDraft(undefined);
    list.change((before) => [backtest, ...before.filter(({ id }) => id !== backtest.id)]);
    // A list that could not be read has no place for it.
    if (list.failure) list.reload();
    showToast(text.form.started);
    open(backtest.id);
  };
  const cancel = ({ id }: Detail) =>
    ask({
      ...text.cancel,
      send: () => cancelBacktest(language, id),
      onDone: () => {
        single.retry();
        showToast(text.cancel.done);
      },
    });
  const remove = (backtest: Detail) =>
    ask({
      ...text.remove,
      body: fill(text.remove.body, { name: nameOf(backtest, words) }),
      send: () => deleteBacktest(language, backtest.id),
      onDone: () => {
        close();
        list.change((before) => before.filter(({ id }) => id !== backtest.id));
        showToast(text.remove.done);
      },
    });
  const current = openId === undefined ? undefined : single.data;
  const onCurrent = (run: (backtest: Detail) => void) => () => current && run(current);
  const again = (backtest: Detail) => void write(valuesOf(backtest));
  const isOff = !mayWrite || current === undefined;
  const newBacktest = mayWrite && <AddButton label={text.add} onClick={add} />;
  return (
    <>
      <ListBoard
        id="backtests"
        title={text.title}
        shell={shell}
        action={newBacktest}
        label={text.title}
        list={list}
        rows={rows}
        rowId={({ id }) => id}
        columns={columns}
        fields={fields}
        placeholder={text.search}
        address={address}
        keys={[
          { key: "n", label: text.add, run: add, isAction: true, isOff: !mayWrite },
          { key: "c", label: text.keys.cancel, run: onCurrent(cancel), isOff: isOff || !isOpen(current) },
          { key: "r", label: text.keys.again, run: onCurrent(again), isOff },
          { key: "Delete", label: text.keys.remove, run: onCurrent(remove), isOff },
        ]}
        empty={
          <EmptyState title={text.empty.title}>
            <p>{text.empty.body}</p>
            {profile && !mayWrite && <p>{text.empty.mayNot}</p>}
            <div class="flex flex-wrap gap-2">
              {mayWrite && <Button onClick={add}>{text.add}</Button>}
              <ButtonLink look="bare" href={inLanguage(language, "/docs/backtests")}>
                {text.empty.read}
              </ButtonLink>
            </div>
          </EmptyState>
        }
        detail={{
          label: text.detail,
          head: current && (
            <>
              <h2 class="truncate text-16" title={nameOf(current, words)}>
                {nameOf(current, words)}
              </h2>
              <span class="ml-2">
                <StatusBadge words={words} backtest={current} />
              </span>
            </>
          ),
          body: (
            <BacktestDetail key={openId} words={words} query={single} me={profile?.id} may={may} nameRule={nameRule} />
          ),
          foot: current && mayWrite && (
            <BacktestFoot
              words={words}
              backtest={current}
              onCancel={() => cancel(current)}
              onAgain={() => again(current)}
              onRemove={() => remove(current)}
            />
          ),
        }}
      />
      <Dialog
        title={text.form.title}
        isOpen={draft !== undefined}
        onClose={() => setDraft(undefined)}
        class="w-[min(640px,calc(100vw-32px))]!"
      >
        {draft && Form && (
          <Form
            words={{ ...words, form: text.form }}
            initial={draft}
            onDone={started}
            onCancel={() => setDraft(undefined)}
          />
        )}
      </Dialog>
      <ConfirmDialog asked={asked} onClose={() => ask(undefined)} />
    </>
  );
}
