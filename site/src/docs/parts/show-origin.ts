/** Commands name the very site that is being read: a laptop, staging, or where the pages are public. */
for (const block of document.querySelectorAll<HTMLElement>("[data-origin]")) {
  const { origin = "" } = block.dataset;
  const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode())
    node.nodeValue = node.nodeValue?.replace(origin, location.origin) ?? null;
}
