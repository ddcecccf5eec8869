import { useEffect, useState } from "preact/hooks";
import { callApi, type Failure } from "../api.ts";
import type { RuleVersionView, RuleView } from "../api-types.ts";
import { fill } from "../i18n/fill.ts";
import { Age } from "../ui/Age.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { TextDialog, type TextQuestion } from "../ui/TextDialog.tsx";
import { showToast } from "../ui/toast.ts";
import { explainRefusal } from "../ui/use-form.ts";
import { DocumentDiff } from "./DocumentDiff.tsx";
import { ruleFields } from "./document-diff.ts";
import type { EditorWords } from "./editor-words.ts";
import { etagOf, isProposal, rollBack, rulePath } from "./rule-api.ts";

type Page = { data: RuleVersionView[]; next_cursor: string | null };
type RuleVersionsProps = {
  words: EditorWords;
  rule: RuleView;
  me: string | undefined;
  mayWrite: boolean;
  onChanged: (rule: RuleView) => void;
};

/** What the rule said at each revision and what each changed; an earlier one can be returned to. */
export function RuleVersions({ words, rule, me, mayWrite, onChanged }: RuleVersionsProps) {
  const { language, ruleEditor, rules, ui } = words;
  const text = ruleEditor.versions;
  const [versions, setVersions] = useState<readonly RuleVersionView[]>();
  const [next, setNext] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure>();
  const [question, ask] = useState<TextQuestion>();
  const [tries, setTries] = useState(0);
  const path = `${rulePath(rule.rule_id)}/versions`;

  const load = async (cursor: string | null, signal?: AbortSignal) => {
    const query = new URLSearchParams({ limit: "25", ...(cursor && { cursor }) });
    const outcome = await callApi<Page>(`${path}?${query}`, { language, signal });
    if (signal?.aborted) return;
    setFailure(outcome.ok ? undefined : outcome.failure);
    if (!outcome.ok) return;
    const { data, next_cursor } = outcome.data;
    setVersions((before) => (cursor === null ? data : [...(before ?? []), ...data]));
    setNext(next_cursor);
  };
  useEffect(() => {
    const abort = new AbortController();
    void load(null, abort.signal);
    return () => abort.abort();
  }, [path, rule.revision, tries]);

  const roll = (
    body: object,
    titles: { title: string; help: string; submit: string; done: string },
    isDanger = false,
  ) =>
    ask({
      title: titles.title,
      label: rules.why,
      help: titles.help,
      submit: titles.submit,
      isDanger,
      maxLength: 500,
      missing: rules.whyMissing,
      onSubmit: async (comment) => {
        const outcome = await rollBack(language, rule.rule_id, { ...body, comment }, etagOf(rule));
        if (!outcome.ok) return explainRefusal(outcome.failure, ui.refused);
        if (isProposal(outcome.data)) showToast(ruleEditor.waits);
        else {
          showToast(titles.done);
          onChanged(outcome.data);
        }
        return undefined;
      },
    });
  const returnTo = (revision: number) =>
    roll(
      { revision },
      {
        title: fill(text.backTitle, { revision }),
        help: text.backHelp,
        submit: text.back,
        done: fill(text.backDone, { revision }),
      },
    );
  const switchOff = () =>
    roll({ off: true }, { title: text.offTitle, help: text.offHelp, submit: text.off, done: text.offDone }, true);
  const nameOf = (id: string) => (id === me ? rules.you : id);

  if (failure && !versions)
    return <ErrorState failure={failure} title={text.failed} onRetry={() => setTries((count) => count + 1)} />;
  if (!versions) return <Skeleton label={ui.loading} />;
  return (
    <div class="max-w-[760px]">
      {mayWrite && rule.enabled && (
        <div class="mb-4">
          <Button look="danger" onClick={switchOff}>
            {text.off}
          </Button>
        </div>
      )}
      <ol class="grid" aria-label={text.table}>
        {versions.map((version, place) => {
          const older = versions[place + 1];
          const isNow = version.revision === rule.revision;
          return (
            <li key={version.revision} class="grid gap-2 border-t border-line py-4">
              <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
                <h3 class="text-14 font-strong">{fill(text.title, { revision: version.revision })}</h3>
                {isNow && <Badge>{text.current}</Badge>}
                <span class="text-13 text-ink-2">
                  <Age at={version.created_at} />, {fill(text.by, { name: nameOf(version.changed_by) })}
                  {version.approved_by && `, ${fill(text.approvedBy, { name: nameOf(version.approved_by) })}`}
                </span>
                {mayWrite && !isNow && !version.deleted && (
                  <Button class="ml-auto" onClick={() => returnTo(version.revision)}>
                    {text.back}
                  </Button>
                )}
              </div>
              {version.deleted ? (
                <p class="text-13 text-bad">{text.deleted}</p>
              ) : older || version.revision === 1 ? (
                <>
                  {!older && <p class="text-13 text-ink-2">{text.first}</p>}
                  <DocumentDiff words={words} before={older ?? null} after={version} fields={ruleFields} />
                </>
              ) : null}
            </li>
          );
        })}
      </ol>
      {next !== null && <Button onClick={() => void load(next)}>{text.more}</Button>}
      <TextDialog question={question} onClose={() => ask(undefined)} />
    </div>
  );
}
