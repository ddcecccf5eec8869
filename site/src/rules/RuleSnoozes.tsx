import { useState } from "preact/hooks";
import type { SnoozeView } from "../api-types.ts";
import { formatShortDate } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { Age } from "../ui/Age.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { showToast } from "../ui/toast.ts";
import { explainRefusal } from "../ui/use-form.ts";
import { useQuery } from "../use-query.ts";
import type { EditorWords } from "./editor-words.ts";
import { rulePath, wake } from "./rule-api.ts";
import { SnoozeForm } from "./SnoozeForm.tsx";

type RuleSnoozesProps = { words: EditorWords; ruleId: string; me: string | undefined; mayWrite: boolean };

/** For whom the rule is, or was, out of force. */
export function RuleSnoozes({ words, ruleId, me, mayWrite }: RuleSnoozesProps) {
  const { language, ruleEditor, rules, ui } = words;
  const text = ruleEditor.snoozes;
  const query = useQuery<{ data: SnoozeView[] }>(`${rulePath(ruleId)}/snoozes?limit=100`);
  const [isAdding, setAdding] = useState(false);
  const [ending, setEnding] = useState<SnoozeView>();
  const [isSending, setSending] = useState(false);
  const whoOf = ({ user_id, card_fingerprint }: SnoozeView) => user_id ?? card_fingerprint ?? "";

  const end = async () => {
    if (!ending || isSending) return;
    setSending(true);
    const outcome = await wake(language, ruleId, ending.id);
    setSending(false);
    if (!outcome.ok) return void showToast(explainRefusal(outcome.failure, ui.refused), { tone: "bad" });
    showToast(fill(text.ended, { who: whoOf(ending) }));
    setEnding(undefined);
    query.retry();
  };
  if (query.failure && !query.data)
    return <ErrorState failure={query.failure} title={text.failed} onRetry={query.retry} />;
  if (!query.data) return <Skeleton label={ui.loading} />;
  const snoozes = query.data.data;
  return (
    <div class="max-w-[760px]">
      <div class="flex flex-wrap items-start justify-between gap-3">
        <p class="max-w-[520px] text-13 text-ink-2">{text.help}</p>
        {mayWrite && <Button onClick={() => setAdding(true)}>{text.add}</Button>}
      </div>
      {snoozes.length === 0 && <p class="mt-6 text-ink-2">{text.empty}</p>}
      <ul class="mt-4 grid" aria-label={text.title}>
        {snoozes.map((snooze) => (
          <li key={snooze.id} class="grid gap-1 border-t border-line py-3 text-13">
            <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span class="font-mono [overflow-wrap:anywhere]">{whoOf(snooze)}</span>
              <span class="text-ink-3">
                {snooze.user_id === null ? text.kinds.card_fingerprint : text.kinds.user_id}
              </span>
              <Badge tone={snooze.state === "running" ? "warn" : "plain"}>{text.states[snooze.state]}</Badge>
              <span class="figures text-ink-2">
                {fill(text.until, { date: formatShortDate(new Date(snooze.until), language) })}
              </span>
              {mayWrite && snooze.state === "running" && (
                <Button class="ml-auto" onClick={() => setEnding(snooze)}>
                  {text.end}
                </Button>
              )}
            </div>
            <p class="[overflow-wrap:anywhere]">{snooze.comment}</p>
            <p class="text-12 text-ink-3">
              {fill(text.by, { name: snooze.created_by === me ? rules.you : snooze.created_by })},{" "}
              <Age at={snooze.created_at} />
            </p>
          </li>
        ))}
      </ul>
      <Dialog title={text.add} isOpen={isAdding} onClose={() => setAdding(false)}>
        <SnoozeForm
          words={words}
          ruleId={ruleId}
          onCancel={() => setAdding(false)}
          onDone={(who) => {
            setAdding(false);
            showToast(fill(text.saved, { who }));
            query.retry();
          }}
        />
      </Dialog>
      <Dialog
        title={text.endTitle}
        isOpen={ending !== undefined}
        onClose={() => setEnding(undefined)}
        footer={
          <>
            <Button onClick={() => setEnding(undefined)}>{ui.cancel}</Button>
            <Button look="primary" isBusy={isSending} onClick={() => void end()}>
              {text.end}
            </Button>
          </>
        }
      >
        <p class="[overflow-wrap:anywhere]">{ending && fill(text.endHelp, { who: whoOf(ending) })}</p>
      </Dialog>
    </div>
  );
}
