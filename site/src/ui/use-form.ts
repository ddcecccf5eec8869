import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Failure, Outcome } from "../api.ts";
import { fill } from "../i18n/fill.ts";
import { useUi } from "./words.tsx";

export type Complaints<V> = { [Name in keyof V]?: string };

type FormOptions<V, T> = {
  initial: V;
  /** What is wrong as far as can be seen without asking. */
  check?: (values: V) => Complaints<V>;
  /** Sends them; the same values again are the same command, by its key. */
  send: (values: V, idempotencyKey: string) => Promise<Outcome<T>>;
  onDone: (data: T) => void;
  /** Of a refusal, what it says of which field; without it, by the paths that the problem names. */
  explain?: (failure: Failure) => Complaints<V> | undefined;
  /** How a field that the server finds wrong is put right, in the reader's words. */
  mend?: Complaints<V>;
};

export type FormState<V> = {
  values: V;
  set: <Name extends keyof V>(name: Name, value: V[Name]) => void;
  /** What is wrong with each field. */
  wrong: Complaints<V>;
  /** What is wrong with the whole. */
  refusal?: string;
  isSending: boolean;
  submit: (event: Event) => void;
};

/**
 * What somebody types, until it is sent: nothing of it is lost when that fails, and what the server finds wrong stands at its
 * field. The focus goes to the first field that something is wrong with.
 */
export function useForm<V extends object, T>(options: FormOptions<V, T>): FormState<V> {
  const { ui } = useUi();
  const [values, setValues] = useState(options.initial);
  const [wrong, setWrong] = useState<Complaints<V>>({});
  const [refusal, setRefusal] = useState<string>();
  const [isSending, setSending] = useState(false);
  const form = useRef<HTMLElement>();
  const sent = useRef<{ values: V; key: string }>();
  useLayoutEffect(() => {
    if (Object.values(wrong).some(Boolean))
      form.current?.querySelector<HTMLElement>("[aria-invalid=true], [data-wrong]")?.focus();
  }, [wrong]);

  const refuse = (failure: Failure) => {
    const found = options.explain?.(failure) ?? byPaths<V>(failure, values, options.mend);
    setWrong(found);
    if (!Object.values(found).some(Boolean)) setRefusal(explainRefusal(failure, ui.refused));
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    form.current = event.currentTarget as HTMLElement;
    if (isSending) return;
    const found = options.check?.(values) ?? {};
    setWrong(found);
    setRefusal(undefined);
    if (Object.values(found).some(Boolean)) return;
    setSending(true);
    // An answer that was lost on the way may have been a success: pressed again, it has to happen once.
    if (sent.current?.values !== values) sent.current = { values, key: crypto.randomUUID() };
    const outcome = await options.send(values, sent.current.key);
    setSending(false);
    if (outcome.ok || (outcome.failure.kind !== "server" && outcome.failure.kind !== "offline"))
      sent.current = undefined;
    if (outcome.ok) options.onDone(outcome.data);
    else refuse(outcome.failure);
  };
  return {
    values,
    set: (name, value) => setValues((now) => ({ ...now, [name]: value })),
    wrong,
    refusal,
    isSending,
    submit,
  };
}

/** Each wrong field by the beginning of the path that the problem names. */
function byPaths<V extends object>({ problem }: Failure, values: V, mend: Complaints<V> = {}): Complaints<V> {
  const found: Complaints<V> = {};
  for (const { path, message } of problem?.errors ?? []) {
    const name = path.split(".")[0] as keyof V;
    if (name in values) found[name] ??= mend[name] ?? message;
  }
  return found;
}

type RefusedWords = ReturnType<typeof useUi>["ui"]["refused"];

/** Why something was not done, whether anything was changed, and what to do. */
export function explainRefusal(failure: Failure, words: RefusedWords): string {
  const { kind, problem, retryAfterS, unanswered } = failure;
  if (unanswered) return words.unanswered[unanswered];
  if (kind === "offline") return words.offline;
  if (kind === "server") return words.server;
  if (kind === "too_many" && retryAfterS) return fill(words.tooMany, { seconds: retryAfterS });
  const detail = problem?.errors?.map(({ path, message }) => `${path}: ${message}`).join("; ");
  return [problem?.title ?? words.server, detail].filter(Boolean).join(". ");
}
