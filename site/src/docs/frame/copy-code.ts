const DONE_MS = 1500;

/** Gives every block of code a button that copies it. */
const { copy = "", copied = "" } = document.querySelector<HTMLElement>("[data-copy]")?.dataset ?? {};
for (const block of document.querySelectorAll<HTMLPreElement>(".sl-markdown-content pre")) {
  const frame = document.createElement("div");
  frame.className = "docs-code";
  block.tabIndex = 0;
  block.replaceWith(frame);
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = copy;
  frame.append(block, button);
  button.addEventListener("click", async () => {
    await navigator.clipboard?.writeText(block.textContent?.trimEnd() ?? "");
    button.textContent = copied;
    setTimeout(() => {
      button.textContent = copy;
    }, DONE_MS);
  });
}
