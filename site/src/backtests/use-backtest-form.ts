import { useState } from "preact/hooks";
import { showToast } from "../ui/toast.ts";
import { useUi } from "../ui/words.tsx";
import type { BacktestForm } from "./BacktestForm.tsx";

/** The form, fetched when somebody first writes a backtest: the list is there sooner without it. */
export function useBacktestForm() {
  const { ui } = useUi();
  const [Form, setForm] = useState<typeof BacktestForm>();
  /** Answers whether the form is there. */
  const load = async (): Promise<boolean> => {
    try {
      const fetched = await import("./BacktestForm.tsx");
      setForm(() => fetched.BacktestForm);
      return true;
    } catch {
      showToast(ui.refused.offline, { tone: "bad" });
      return false;
    }
  };
  return { Form, load };
}
