import type { Call } from "./api.ts";

export type Mode = NonNullable<Call["mode"]>;

const NAME = "aifoundry.mode";

/** Which mode this tab looks at: one tab may show the sandbox while another one shows what is live. */
export function currentMode(): Mode {
  try {
    return sessionStorage.getItem(NAME) === "test" ? "test" : "live";
  } catch {
    return "live";
  }
}

/** Looks at the other mode from now on. The page begins anew, without what of this one stands in its address. */
export function chooseMode(mode: Mode): void {
  try {
    if (mode === "test") sessionStorage.setItem(NAME, mode);
    else sessionStorage.removeItem(NAME);
  } catch {
    // Without storage there is nothing but live.
  }
  location.assign(location.pathname);
}

/** Whether a path of the API is of a product, which has a sandbox; people, keys and models are live alone. */
export const hasSandbox = (path: string): boolean => /^\/api\/(antifraud(?!\/models)|dashboard)\//.test(path);
