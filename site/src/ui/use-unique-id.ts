import { useState } from "preact/hooks";

let last = 0;
/** What was drawn at build time keeps its ids in the browser, whose own must not meet them. */
const prefix = typeof window === "undefined" ? "built" : "piece";

/** An id that no other piece of the page has. Preact's own repeats in every root, and a page has several. */
export function useUniqueId(): string {
  const [id] = useState(() => `${prefix}-${++last}`);
  return id;
}
