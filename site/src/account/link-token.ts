import { useEffect, useState } from "preact/hooks";
import type { PageName } from "../paths.ts";

const keyOf = (page: PageName): string => `aifoundry.link.${page}`;

/**
 * The token of the link that led here: undefined until it is read, null where there is none. It leaves the address bar at
 * once, and stays in this tab until it is forgotten, so that a reload or another language does not lose it.
 */
export function useLinkToken(page: PageName): string | null | undefined {
  const [token, setToken] = useState<string | null>();
  useEffect(() => {
    setToken(takeFromAddress(page) ?? recall(page));
    // A link pasted into this very tab changes only what stands behind the #, and loads nothing.
    const takeNext = () => {
      const next = takeFromAddress(page);
      if (next) setToken(next);
    };
    addEventListener("hashchange", takeNext);
    return () => removeEventListener("hashchange", takeNext);
  }, [page]);
  return token;
}

/** A token that has done its work, or never will. */
export function forgetLinkToken(page: PageName): void {
  try {
    sessionStorage.removeItem(keyOf(page));
  } catch {
    // Where nothing may be kept, nothing was.
  }
}

function takeFromAddress(page: PageName): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (!token) return null;
  history.replaceState(history.state, "", location.pathname + location.search);
  try {
    sessionStorage.setItem(keyOf(page), token);
  } catch {
    // Without storage the token still works until the page is left.
  }
  return token;
}

function recall(page: PageName): string | null {
  try {
    return sessionStorage.getItem(keyOf(page));
  } catch {
    return null;
  }
}
