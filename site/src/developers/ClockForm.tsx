import type { TestClock } from "../api-types.ts";
import { formatMoment, readClock } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { Field } from "../ui/Field.tsx";
import { FormBody } from "../ui/FormBody.tsx";
import { useForm } from "../ui/use-form.ts";
import type { SandboxWords } from "./SandboxPage.tsx";
import { stopClock } from "./use-clock.ts";

type ClockFormProps = { words: SandboxWords; shown: string; latest: string; onDone: (clock: TestClock) => void };

/** Stops the clock at a time that somebody chooses, by the clocks of Tashkent. */
export function ClockForm({ words: { sandbox, ui, language }, shown, latest, onDone }: ClockFormProps) {
  const text = sandbox.form;
  const tooLate = fill(text.tooLate, { time: formatMoment(latest, language, ui.chart.zone) });
  const form = useForm<{ frozen_at: string }, TestClock>({
    initial: { frozen_at: "" },
    check: ({ frozen_at }) => {
      const at = readClock(frozen_at);
      if (Number.isNaN(at)) return { frozen_at: text.missing };
      if (at < Date.parse(shown) - MINUTE_MS) return { frozen_at: text.backwards };
      return at > Date.parse(latest) ? { frozen_at: tooLate } : {};
    },
    send: ({ frozen_at }, key) => stopClock(language, new Date(readClock(frozen_at)).toISOString(), key),
    // Somebody else may have moved it on meanwhile.
    explain: ({ problem }) => (problem?.code === "sandbox.clock_backwards" ? { frozen_at: text.backwards } : undefined),
    mend: { frozen_at: tooLate },
    onDone,
  });
  return (
    <FormBody form={form} submit={text.submit}>
      <Field
        id="clock-at"
        label={text.label}
        help={text.help}
        error={form.wrong.frozen_at}
        type="datetime-local"
        step={60}
        class="max-w-[280px]"
        value={form.values.frozen_at}
        onInput={(event) => form.set("frozen_at", event.currentTarget.value)}
      />
    </FormBody>
  );
}

/** The field has no seconds: of the minute that is shown, the service judges. */
const MINUTE_MS = 60_000;
