const DONE_MS = 1500;

/** Gives every block of code a button that copies it. */
const { copy: toCopy = "", copied = "" } = document.querySelector<HTMLElement>("[data-copy]")?.dataset ?? {};
for (const block of document.querySelectorAll<HTMLPreElement>(".sl-markdown-content pre")) {
  const frame = document.createElement("div");
  frame.className = "docs-code";
  block.tabIndex = 0;
  block.replaceWith(frame);
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = toCopy;
  frame.append(block, button);
  button.addEventListener("click", async () => {
    const isCopied = await copy(block.textContent?.trimEnd() ?? "");
    // Where the browser forbids it, the text is marked, to be copied by hand.
    if (!isCopied) return getSelection()?.selectAllChildren(block);
    button.textContent = copied;
    setTimeout(() => {
      button.textContent = toCopy;
    }, DONE_MS);
  });
}

/** Puts a text on the clipboard; tells whether the browser let it. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
