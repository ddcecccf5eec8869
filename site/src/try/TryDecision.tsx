import { useRef, useState } from "preact/hooks";
import { type DemoChoice, demoAmounts, demoPayment } from "../../../workers/antifraud/demo/demo-payment.ts";
import type { Answer, Language } from "../api-types.ts";
import { formatNumber } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import type { Dictionary } from "../i18n/index.ts";
import { Json } from "../landing/Json.tsx";
import { pathTo } from "../paths.ts";
import { Button } from "../ui/Button.tsx";
import { namedFields } from "../ui/check-form.ts";
import { Field } from "../ui/Field.tsx";
import { FormAlert } from "../ui/FormAlert.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { AnswerView } from "./AnswerView.tsx";
import { askDemo } from "./ask-demo.ts";

export type TryWords = {
  language: Language;
  text: Dictionary["offer"]["try"];
  forms: Pick<Dictionary["forms"], "tooMany" | "tooManySoon">;
  decisions: Dictionary["decisions"]["words"];
  /** What the running product answered to the first choice, shown until something is sent. */
  recorded: Answer;
  /** An amount that sets the decision in the sandbox. */
  stagedAmount: number;
};

const pane = "overflow-x-auto p-4 text-12 leading-[1.6] text-ink-1 md:p-5";
const beside = "min-w-0 border-line max-lg:border-t lg:border-l";
const label = "border-b border-line px-4 py-2 text-12 text-ink-3 md:px-5";

/** A payment that visitors put together themselves, and what the running service decides on it. */
export function TryDecision({ language, text, forms, decisions, recorded, stagedAmount }: TryWords) {
  const form = useRef<HTMLFormElement>(null);
  const [choice, setChoice] = useState<DemoChoice>({ amount: 5_000_000, place: "dubai", device: "own" });
  const [typed, setTyped] = useState(String(choice.amount));
  const [answer, setAnswer] = useState<{ data: Answer; isLive: boolean }>({ data: recorded, isLive: false });
  const [complaints, setComplaints] = useState<{ amount?: string; form?: string }>({});
  const [isSending, setSending] = useState(false);
  const bounds = {
    least: formatNumber(demoAmounts.least, language),
    most: formatNumber(demoAmounts.most, language),
  };
  const amountWrong = fill(text.amountWrong, bounds);

  const type = (value: string) => {
    setTyped(value);
    const amount = readAmount(value);
    if (amount !== undefined) setChoice({ ...choice, amount });
  };

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isSending) return;
    if (readAmount(typed) === undefined) {
      setComplaints({ amount: amountWrong });
      return form.current?.querySelector("input")?.focus();
    }
    setSending(true);
    setComplaints({});
    const outcome = await askDemo(choice, language);
    setSending(false);
    if (outcome.ok) return setAnswer({ data: outcome.data, isLive: true });
    const { failure } = outcome;
    if (namedFields(failure).includes("amount")) return setComplaints({ amount: amountWrong });
    if (failure.kind === "too_many")
      return setComplaints({
        form: failure.retryAfterS ? fill(forms.tooMany, { seconds: failure.retryAfterS }) : forms.tooManySoon,
      });
    setComplaints({
      form: failure.kind === "offline" ? text.offline : failure.kind === "server" ? text.server : text.refused,
    });
  };

  return (
    <div class="grid rounded border border-line bg-surface-2 lg:grid-cols-2">
      <form ref={form} class="grid gap-4 content-start p-4 md:p-5" noValidate onSubmit={send}>
        <Field
          id="try-amount"
          label={text.amount}
          help={fill(text.amountHelp, bounds)}
          error={complaints.amount}
          value={typed}
          inputMode="numeric"
          autocomplete="off"
          class="figures"
          onInput={({ currentTarget }) => type(currentTarget.value)}
        />
        <p class="-mt-2 text-13 text-ink-2">
          {text.staged}{" "}
          <button type="button" class="link figures" onClick={() => type(String(stagedAmount))}>
            {formatNumber(stagedAmount, language)}
          </button>
          {", "}
          <a class="link" href={pathTo(language, "sandbox")}>
            {text.stagedLink}
          </a>
        </p>
        <div class="flex flex-wrap gap-4">
          <Labelled label={text.place}>
            <Segmented
              label={text.place}
              options={[
                { value: "tashkent", label: text.places.tashkent },
                { value: "dubai", label: text.places.dubai },
              ]}
              value={choice.place}
              onChange={(place) => setChoice({ ...choice, place })}
            />
          </Labelled>
          <Labelled label={text.device}>
            <Segmented
              label={text.device}
              options={[
                { value: "own", label: text.devices.own },
                { value: "new", label: text.devices.new },
              ]}
              value={choice.device}
              onChange={(device) => setChoice({ ...choice, device })}
            />
          </Labelled>
        </div>
        {complaints.form && <FormAlert>{complaints.form}</FormAlert>}
        <Button type="submit" class="font-strong h-10! justify-self-start px-5!" isBusy={isSending}>
          {text.send}
        </Button>
      </form>
      <div class={beside} aria-live="polite" aria-busy={isSending}>
        <AnswerView answer={answer.data} isLive={answer.isLive} text={text} decisions={decisions} />
      </div>
      <div class="min-w-0 border-t border-line">
        <p class={label}>{text.sent}</p>
        <pre class={pane} tabIndex={0}>
          <code>
            POST /api/antifraud/transactions/submit{"\n\n"}
            <Json value={demoPayment(choice)} />
          </code>
        </pre>
      </div>
      <div class={`${beside} border-t`}>
        <p class={label}>{text.answered}</p>
        <pre class={`${pane} whitespace-pre-wrap`} tabIndex={0}>
          <code>
            <Json value={answer.data} />
          </code>
        </pre>
      </div>
    </div>
  );
}

/** The word above a choice, which the choice itself reads aloud. */
function Labelled({ label, children }: { label: string; children: preact.ComponentChildren }) {
  return (
    <div class="grid min-w-0 gap-1.5">
      <span class="font-strong" aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  );
}

/** A whole amount within the bounds, however its thousands are set apart. */
function readAmount(typed: string): number | undefined {
  const digits = typed.replaceAll(/[\s,.'’]/g, "");
  const amount = /^\d{1,15}$/.test(digits) ? Number(digits) : Number.NaN;
  return amount >= demoAmounts.least && amount <= demoAmounts.most ? amount : undefined;
}
