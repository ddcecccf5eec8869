import { useCallback, useEffect, useState } from "preact/hooks";
import { queryOf } from "../paths.ts";
import { type Filter, readFilter } from "./filter.ts";

type Address = { filter: Filter; transaction?: string };

const blank: Address = { filter: { text: "" } };

/** What the address says: the filter and the open transaction. Everything that can be linked to lives there. */
export function useAddress() {
  // The page is drawn once without an address, at build time; the first effect reads the real one.
  const [address, setAddress] = useState<Address>(blank);
  const [isRead, setRead] = useState(false);

  useEffect(() => {
    const read = () => setAddress(readAddress());
    read();
    setRead(true);
    window.addEventListener("popstate", read);
    return () => window.removeEventListener("popstate", read);
  }, []);

  const setFilter = useCallback((filter: Filter) => {
    const next = { ...readAddress(), filter };
    // Without the mark that the drawer was opened here: going back would bring the old filter.
    history.replaceState(null, "", addressOf(next));
    setAddress(next);
  }, []);

  /** Opening leaves a step in the history, so that Back closes; moving on to the next one does not. */
  const open = useCallback((transaction: string) => {
    const before = readAddress();
    const next = { ...before, transaction };
    if (before.transaction) history.replaceState(history.state, "", addressOf(next));
    else history.pushState({ isOpenedHere: true }, "", addressOf(next));
    setAddress(next);
  }, []);

  const close = useCallback(() => {
    if (history.state?.isOpenedHere) return history.back();
    const next = { ...readAddress(), transaction: undefined };
    history.replaceState(null, "", addressOf(next));
    setAddress(next);
  }, []);

  return { ...address, isRead, setFilter, open, close };
}

function readAddress(): Address {
  const query = new URLSearchParams(location.search);
  return { filter: readFilter(query), transaction: query.get("transaction") ?? undefined };
}

const addressOf = ({ filter, transaction }: Address): string =>
  location.pathname + queryOf({ decision: filter.decision, q: filter.text, transaction });
