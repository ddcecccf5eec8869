/** Controls that somebody changed on this page, as long as they are on it. */
const touched = new Set<HTMLElement>();

/** Notes which fields of forms are written in; searching and filtering is no writing, since the address keeps it. */
export function watchWriting(): void {
  document.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLElement) || !target.closest("form, dialog")) return;
    if (!target.closest("[role=search], [role=combobox], [type=search]")) touched.add(target);
  });
}

/** Whether the page holds something that was written and would be lost with it. */
export function isSomethingUnsent(): boolean {
  for (const control of touched) if (!control.isConnected) touched.delete(control);
  if (touched.size > 0) return true;
  // A form that would ask before its page is left is asked in the same way.
  const leaving = new Event("beforeunload", { cancelable: true });
  window.dispatchEvent(leaving);
  return leaving.defaultPrevented;
}

/** Begins the page anew for somebody else, whatever was written here: none of it is theirs. */
export function loadAnew(): void {
  window.addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), { capture: true });
  location.reload();
}
