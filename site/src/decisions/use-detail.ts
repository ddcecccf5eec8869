import { useEffect, useState } from "preact/hooks";
import { callApi, type Failure } from "../api.ts";
import type { Language, TransactionDetail } from "../api-types.ts";
import { leaveToSignIn } from "../session.ts";

export type Detail =
  | { phase: "loading" }
  | { phase: "failed"; failure: Failure }
  | { phase: "ready"; detail: TransactionDetail };

/** A decision with its evidence; moving on to another abandons what was being asked. */
export function useDetail(language: Language, id: string): { state: Detail; retry: () => void } {
  const [state, setState] = useState<Detail>({ phase: "loading" });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    setState({ phase: "loading" });
    void callApi<TransactionDetail>(`/api/antifraud/transactions/${encodeURIComponent(id)}`, {
      language,
      signal: abort.signal,
    }).then((outcome) => {
      if (abort.signal.aborted) return;
      if (outcome.ok) setState({ phase: "ready", detail: outcome.data });
      else if (outcome.failure.kind === "signed_out") leaveToSignIn(language);
      else setState({ phase: "failed", failure: outcome.failure });
    });
    return () => abort.abort();
  }, [language, id, tries]);
  return { state, retry: () => setTries((count) => count + 1) };
}
