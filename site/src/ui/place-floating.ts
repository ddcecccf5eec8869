const GAP = 4;
const EDGE = 8;

/** Puts something that floats under its anchor, above it where there is no room, and never over the edge of the window. */
export function placeFloating(
  anchor: Element,
  floating: HTMLElement,
  align: "start" | "end" | "middle" = "start",
): void {
  const { left, right, top, bottom, width } = anchor.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = floating;
  const wanted = { start: left, end: right - offsetWidth, middle: left + width / 2 - offsetWidth / 2 }[align];
  const x = Math.max(EDGE, Math.min(wanted, innerWidth - offsetWidth - EDGE));
  const isAbove = bottom + GAP + offsetHeight > innerHeight - EDGE && top - GAP - offsetHeight > EDGE;
  floating.style.left = `${x}px`;
  floating.style.top = `${isAbove ? top - GAP - offsetHeight : bottom + GAP}px`;
}
