import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

const OVERSCAN = 12;

/** Which rows of a long list are near the sight of its scroller; only those are drawn. */
export function useWindow(scroller: RefObject<HTMLElement>, count: number) {
  const [{ top, height, width }, setView] = useState({ top: 0, height: 900, width: 0 });
  const [rowHeight, setRowHeight] = useState(36);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let frame = 0;
    const measure = () => {
      frame = 0;
      setView({ top: element.scrollTop, height: element.clientHeight, width: element.clientWidth });
      // A row is taller on a phone, where it has two lines; the style sheet says how tall.
      setRowHeight(Number.parseFloat(getComputedStyle(element).getPropertyValue("--row-height")) || 36);
    };
    const schedule = () => {
      frame ||= requestAnimationFrame(measure);
    };
    const resizes = new ResizeObserver(schedule);
    resizes.observe(element);
    element.addEventListener("scroll", schedule, { passive: true });
    measure();
    return () => {
      cancelAnimationFrame(frame);
      resizes.disconnect();
      element.removeEventListener("scroll", schedule);
    };
  }, [scroller]);

  const first = Math.max(0, Math.floor(top / rowHeight) - OVERSCAN);
  const last = Math.min(count, Math.ceil((top + height) / rowHeight) + OVERSCAN);
  return { first: Math.min(first, count), last, rowHeight, width };
}
