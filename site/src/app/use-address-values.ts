import { useCallback, useEffect, useState } from "preact/hooks";
import { queryOf } from "../paths.ts";

/** What a page was told by its address, by name; what is as it is by default stands there not. Everything that can be linked to lives there. */
export function useAddressValues<Name extends string>(defaults: Record<Name, string>) {
  const [values, setValues] = useState(defaults);
  // The page is drawn once without an address, at build time; the first effect reads the real one.
  const [isRead, setRead] = useState(false);
  useEffect(() => {
    const read = () => setValues(readValues(defaults));
    read();
    setRead(true);
    window.addEventListener("popstate", read);
    return () => window.removeEventListener("popstate", read);
  }, []);

  const set = useCallback((changes: Partial<Record<Name, string>>) => {
    const next = { ...readValues(defaults), ...changes };
    const told = Object.entries<string>(next).filter(([name, value]) => value !== defaults[name as Name]);
    history.replaceState(history.state, "", location.pathname + queryOf(Object.fromEntries(told)));
    setValues(next);
  }, []);
  return { values, isRead, set };
}

function readValues<Name extends string>(defaults: Record<Name, string>): Record<Name, string> {
  const query = new URLSearchParams(location.search);
  const read = Object.entries<string>(defaults).map(([name, value]) => [name, query.get(name) ?? value]);
  // SAFETY: the names are those of `defaults`.
  return Object.fromEntries(read) as Record<Name, string>;
}
