import { useCallback, useEffect, useState } from "preact/hooks";
import { queryOf } from "../paths.ts";
import { type Filter, type FilterField, noFilter, readFilter } from "../ui/filter-query.ts";

type Address = { filter: Filter; open?: string };

const blank: Address = { filter: noFilter };

/** What the address says: the filter and what is open (`openName` is its parameter). Everything that can be linked to lives there. */
export function useAddress(fields: readonly FilterField[], openName: string) {
  // The page is drawn once without an address, at build time; the first effect reads the real one.
  const [address, setAddress] = useState<Address>(blank);
  const [isRead, setRead] = useState(false);

  useEffect(() => {
    const read = () => setAddress(readAddress(fields, openName));
    read();
    setRead(true);
    window.addEventListener("popstate", read);
    return () => window.removeEventListener("popstate", read);
  }, []);

  const setFilter = useCallback((filter: Filter) => {
    const next = { ...readAddress(fields, openName), filter };
    // Without the mark that the drawer was opened here: going back would bring the old filter.
    history.replaceState(null, "", addressOf(next, openName));
    setAddress(next);
  }, []);

  /** Opening leaves a step in the history, so that Back closes; moving on to the next one does not. */
  const open = useCallback((id: string) => {
    const before = readAddress(fields, openName);
    const next = { ...before, open: id };
    if (before.open) history.replaceState(history.state, "", addressOf(next, openName));
    else history.pushState({ isOpenedHere: true }, "", addressOf(next, openName));
    setAddress(next);
  }, []);

  const close = useCallback(() => {
    if (history.state?.isOpenedHere) return history.back();
    const next = { ...readAddress(fields, openName), open: undefined };
    history.replaceState(null, "", addressOf(next, openName));
    setAddress(next);
  }, []);

  return { filter: address.filter, openId: address.open, isRead, setFilter, open, close };
}

function readAddress(fields: readonly FilterField[], openName: string): Address {
  const query = new URLSearchParams(location.search);
  return { filter: readFilter(query, fields), open: query.get(openName) ?? undefined };
}

const addressOf = ({ filter, open }: Address, openName: string): string =>
  location.pathname + queryOf({ ...filter.fields, q: filter.words, [openName]: open });
