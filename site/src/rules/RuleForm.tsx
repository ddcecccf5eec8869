import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { RuleView } from "../api-types.ts";
import { fill } from "../i18n/fill.ts";
import { pathToApp } from "../paths.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { showToast } from "../ui/toast.ts";
import { ConditionField } from "./ConditionField.tsx";
import { faultOf, faultsByPart, isComplete, readDraft } from "./condition-draft.ts";
import { testsOf } from "./condition-tree.ts";
import { DraftBacktest } from "./DraftBacktest.tsx";
import type { EditorWords } from "./editor-words.ts";
import { GoLiveDialog } from "./GoLiveDialog.tsx";
import { EffectFields, NameFields } from "./RuleFields.tsx";
import {
  blankDraft,
  type Complaints,
  checkDraft,
  complaintsOf,
  isSameDraft,
  type RuleDraft,
  toBody,
  toDraft,
} from "./rule-draft.ts";
import { SaveNotice } from "./SaveNotice.tsx";
import { TemplateDialog } from "./TemplateDialog.tsx";
import { spans, TrialPanel } from "./TrialPanel.tsx";
import { useRuleSave } from "./use-rule-save.ts";
import { useTrial } from "./use-trial.ts";
import type { Tried } from "./use-tried.ts";
import { useVocabulary } from "./use-vocabulary.ts";

type RuleFormProps = {
  words: EditorWords;
  /** What is changed; a new rule where it is left out. */
  rule?: RuleView;
  /** What a backtest tried of it, which is put into force by saving. */
  tried?: Tried;
  mayWrite: boolean;
  onSaved: (rule: RuleView) => void;
  onDirty: (isDirty: boolean) => void;
};

/** A rule being written, with what it would have done beside it. */
export function RuleForm({ words, rule, tried, mayWrite, onSaved, onDirty }: RuleFormProps) {
  const { language, ruleEditor: text } = words;
  const isReadOnly = !mayWrite || rule?.built_in === true;
  const vocabulary = useVocabulary(words.fields, words.listFields, text);
  const { typeOf } = vocabulary;
  const first = useMemo(() => (rule ? toDraft(rule) : blankDraft()), []);
  const [draft, setDraft] = useState<RuleDraft>({ ...first, ...tried?.draft });
  const [complaints, setComplaints] = useState<Complaints>({});
  const [isStrict, setStrict] = useState(false);
  const [span, setSpan] = useState<number>(spans[0]);
  const [isGoingLive, setGoingLive] = useState(false);
  const [isChoosing, setChoosing] = useState(false);
  const [isTrying, setTrying] = useState(false);
  const isLeaving = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const saving = useRuleSave(words, rule, (saved) => {
    showToast(fill(text.saved, { name: saved.name }));
    onDirty(false);
    onSaved(saved);
  });

  const isDirty = useMemo(() => !isSameDraft(draft, first, typeOf), [draft, typeOf]);
  useEffect(() => {
    onDirty(isDirty && !saving.proposalId);
    if (!isDirty || saving.proposalId) return;
    const ask = (event: BeforeUnloadEvent) => isLeaving.current || event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isDirty, saving.proposalId]);

  const written = useMemo(() => readDraft(draft.condition, typeOf), [draft.condition, typeOf]);
  const isFull = useMemo(() => isComplete(draft.condition, typeOf), [draft.condition, typeOf]);
  const asked = isFull && "asked" in written ? written.asked : undefined;
  const trial = useTrial(language, mayWrite ? asked : undefined, span);
  const told = saving.errors.length > 0 ? saving.errors : (trial.failure?.problem?.errors ?? []);
  const faults = useMemo(() => faultsByPart(told, "places" in written ? written.places : new Map()), [told, written]);

  const change = (part: Partial<RuleDraft>) => {
    setDraft((before) => ({ ...before, ...part }));
    if (saving.errors.length > 0 || saving.refusal || saving.proposalId) saving.reset();
  };
  const decides = draft.enabled && (draft.state === "live" || draft.state === "canary");
  // A rule that was tried before it was saved keeps the id that its backtest knows it by.
  const ruleId = rule?.rule_id ?? tried?.ruleId;
  const body = () =>
    "asked" in written
      ? { ...toBody(draft, written.asked), ...(!rule && ruleId !== undefined && { rule_id: ruleId }) }
      : undefined;
  const focusFirst = () => setTimeout(() => form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus());
  const check = () => {
    const found = checkDraft(draft, text);
    setComplaints(found);
    setStrict(true);
    const isBuilt = draft.condition.view === "builder";
    const isWrong = isBuilt && testsOf(draft.condition.tree).some((test) => faultOf(test, typeOf(test.field)));
    if (Object.keys(found).length === 0 && "asked" in written && !isWrong) return true;
    focusFirst();
    return false;
  };
  const send = (over?: RuleView) => {
    setGoingLive(false);
    const input = body();
    if (input) void saving.save(input, over ?? rule);
  };
  useEffect(() => {
    if (saving.errors.length === 0) return;
    setComplaints(complaintsOf(saving.errors));
    focusFirst();
  }, [saving.errors]);

  const submit = (event: Event) => {
    event.preventDefault();
    if (!check()) return;
    if (decides) setGoingLive(true);
    else send();
  };
  const tryOnHistory = () => {
    if (!check()) return;
    if (asked) setTrying(true);
    else showToast(text.empty, { tone: "bad" });
  };
  const name = draft.enabled ? fill(text.save[draft.state], { percent: draft.percent }) : text.save.off;
  return (
    <div class="flex min-h-0 flex-1 flex-col">
      <div class="rule-editor" tabIndex={0} role="region" aria-label={text.title}>
        <form
          ref={form}
          id="rule-form"
          class="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-6"
          noValidate
          onSubmit={submit}
        >
          <fieldset class="contents" disabled={isReadOnly}>
            <div class="grid grid-cols-[minmax(0,1fr)] content-start gap-5">
              {rule?.built_in && <p class="text-13 text-ink-2">{words.rules.builtInHelp}</p>}
              {!mayWrite && <p class="text-13 text-ink-2">{text.readOnly}</p>}
              {tried && mayWrite && (
                <p class="border-l-2 border-accent pl-3 text-13" role="status">
                  {fill(words.backtestForm.tried, { name: tried.backtest })}
                </p>
              )}
              {!rule && !tried && mayWrite && (
                <div>
                  <Button onClick={() => setChoosing(true)}>{text.templates}</Button>
                </div>
              )}
              <NameFields words={words} draft={draft} complaints={complaints} onChange={change} />
            </div>
          </fieldset>
          <div>
            <ConditionField
              draft={draft.condition}
              context={{ words: text, vocabulary, faults, isStrict, isReadOnly }}
              onChange={(condition) => change({ condition })}
            />
          </div>
          <fieldset class="contents" disabled={isReadOnly}>
            <div class="grid grid-cols-[minmax(0,1fr)] content-start gap-5">
              <EffectFields words={words} draft={draft} complaints={complaints} onChange={change} />
            </div>
          </fieldset>
        </form>
        <TrialPanel words={words} asked={asked} mayTry={mayWrite} span={span} onSpan={setSpan} trial={trial} />
      </div>
      {!isReadOnly && (
        <footer class="grid shrink-0 gap-3 border-t border-line bg-surface-2 px-4 py-3 md:px-6">
          <SaveNotice
            words={words}
            saving={saving}
            base={rule}
            onMine={() => saving.newest && send(saving.newest)}
            onTheirs={() => saving.newest && onSaved(saving.newest)}
          />
          <div class="flex flex-wrap items-center gap-2">
            <Button type="submit" form="rule-form" look="primary" isBusy={saving.isSending}>
              {name}
            </Button>
            <Button onClick={tryOnHistory}>{words.backtestForm.draftTitle}</Button>
            <ButtonLink href={pathToApp(language, "rules")}>{words.ui.cancel}</ButtonLink>
          </div>
        </footer>
      )}
      <GoLiveDialog
        words={words}
        draft={draft}
        history={trial.history}
        isOpen={isGoingLive}
        submit={name}
        onConfirm={() => send()}
        onClose={() => setGoingLive(false)}
      />
      <DraftBacktest
        {...{ words, draft, asked, ruleId }}
        isOpen={isTrying}
        onLeave={() => {
          isLeaving.current = true;
        }}
        onClose={() => setTrying(false)}
      />
      <TemplateDialog
        words={words}
        vocabulary={vocabulary}
        isOpen={isChoosing}
        onClose={() => setChoosing(false)}
        onChoose={change}
      />
    </div>
  );
}
