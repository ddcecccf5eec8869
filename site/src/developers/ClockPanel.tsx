import { useState } from "preact/hooks";
import type { Outcome } from "../api.ts";
import type { TestClock } from "../api-types.ts";
import { useKeys } from "../app/keys.ts";
import { timeNow } from "../clock.ts";
import { formatDateTime } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { useNow } from "../ui/Age.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { FormAlert } from "../ui/FormAlert.tsx";
import { Section } from "../ui/Section.tsx";
import { showToast } from "../ui/toast.ts";
import { explainRefusal } from "../ui/use-form.ts";
import { useUi } from "../ui/words.tsx";
import { ClockForm } from "./ClockForm.tsx";
import type { SandboxWords } from "./SandboxPage.tsx";
import { type ClockReading, runClock, shownBy, stopClock } from "./use-clock.ts";

type ClockPanelProps = {
  words: SandboxWords;
  reading: ClockReading;
  mayWrite: boolean;
  onChange: (clock: TestClock) => void;
};

const HOUR_MS = 3_600_000;
const steps = [
  { name: "hour", ms: HOUR_MS },
  { name: "day", ms: 24 * HOUR_MS },
  { name: "week", ms: 7 * 24 * HOUR_MS },
  { name: "month", ms: 30 * 24 * HOUR_MS },
] as const;

/** The sandbox's clock: what it shows, moving it on, stopping it at a time, and letting it run. */
export function ClockPanel({ words, reading, mayWrite, onChange }: ClockPanelProps) {
  const { sandbox, language } = words;
  const { ui } = useUi();
  const now = useNow();
  /** Which command is under way; the others wait for it. */
  const [busy, setBusy] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const shown = new Date(shownBy(reading, now)).toISOString();
  const isStopped = reading.clock.frozen_at !== null;

  const take = (clock: TestClock) => {
    setRefusal(undefined);
    onChange(clock);
    showToast(
      clock.frozen_at === null
        ? sandbox.clock.runs
        : fill(sandbox.clock.stoppedAt, { time: formatDateTime(clock.frozen_at, language) }),
    );
  };
  const change = async (name: string, send: () => Promise<Outcome<TestClock>>) => {
    if (busy) return;
    setBusy(name);
    setRefusal(undefined);
    const outcome = await send();
    setBusy(undefined);
    if (outcome.ok) take(outcome.data);
    else setRefusal(explainRefusal(outcome.failure, ui.refused));
  };
  const advance = (name: string, ms: number) =>
    change(name, () => stopClock(language, new Date(shownBy(reading, timeNow()) + ms).toISOString()));
  const run = () => void change("run", () => runClock(language));
  useKeys([
    { key: "h", label: sandbox.clock.steps.hour, run: () => void advance("hour", HOUR_MS), isOff: !mayWrite },
    { key: "d", label: sandbox.clock.steps.day, run: () => void advance("day", 24 * HOUR_MS), isOff: !mayWrite },
    {
      key: "r",
      label: sandbox.clock.run,
      run,
      isOff: !mayWrite || !isStopped,
    },
  ]);
  return (
    <Section
      title={sandbox.clock.title}
      isMain
      aside={
        <Badge tone={isStopped ? "warn" : "ok"}>{isStopped ? sandbox.clock.stopped : sandbox.clock.running}</Badge>
      }
    >
      <p class="text-20 tabular-nums">
        <time dateTime={shown}>{formatDateTime(shown, language)}</time>
      </p>
      <p class="mt-1 text-13 text-ink-2">{isStopped ? sandbox.clock.stoppedNote : sandbox.clock.runningNote}</p>
      {mayWrite ? (
        <div class="mt-5 grid grid-cols-[minmax(0,1fr)] gap-6">
          <fieldset class="grid gap-2">
            <legend class="mb-2 font-strong">{sandbox.clock.advance}</legend>
            <div class="flex flex-wrap gap-2">
              {steps.map(({ name, ms }) => (
                <Button key={name} isBusy={busy === name} onClick={() => void advance(name, ms)}>
                  {sandbox.clock.steps[name]}
                </Button>
              ))}
              {isStopped && (
                <Button look="primary" isBusy={busy === "run"} onClick={run}>
                  {sandbox.clock.run}
                </Button>
              )}
            </div>
            {refusal && <FormAlert>{refusal}</FormAlert>}
          </fieldset>
          <ClockForm words={words} shown={shown} latest={reading.clock.latest} onDone={take} />
        </div>
      ) : (
        <p class="mt-4 text-13 text-ink-2">{sandbox.clock.readOnly}</p>
      )}
    </Section>
  );
}
