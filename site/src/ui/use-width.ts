import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

/** The width of an element in pixels, kept up as it changes; 0 before it is known. `isShown` says whether it is on the page. */
export function useWidth(element: RefObject<HTMLElement>, isShown = true): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const place = element.current;
    if (!place) return;
    setWidth(place.clientWidth);
    const resizes = new ResizeObserver(() => setWidth(place.clientWidth));
    resizes.observe(place);
    return () => resizes.disconnect();
  }, [element, isShown]);
  return width;
}
