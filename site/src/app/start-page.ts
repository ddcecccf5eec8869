import type { ComponentType } from "preact";
import type { Language } from "../api-types.ts";
import { startIsland } from "../ui/island.ts";
import { guardSession } from "./session-guard.ts";

/** Brings the content of a page of the application to life, once its session is watched over. */
export function startPage<P extends object>(Component: ComponentType<P>): void {
  // SAFETY: the layout writes one of our languages there.
  guardSession(document.documentElement.lang as Language);
  startIsland("page", Component);
}
