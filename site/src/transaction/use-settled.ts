import { useEffect, useState } from "preact/hooks";

/** The value once it stayed the same for so long: who flips through rows asks nothing for those they pass. */
export function useSettled<T>(value: T, ms: number): T | undefined {
  const [settled, setSettled] = useState<T>();
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled === value ? settled : undefined;
}
