import { type ComponentChildren, cloneElement, type VNode } from "preact";
import { useRef } from "preact/hooks";
import { placeFloating } from "./place-floating.ts";
import { useUniqueId } from "./use-unique-id.ts";

type TooltipProps = { text: ComponentChildren; children: VNode<Record<string, unknown>> };

/** Explains one control on hover and on focus; Esc takes it away. Never the only place of what somebody has to know. */
export function Tooltip({ text, children }: TooltipProps) {
  const id = useUniqueId();
  const anchor = useRef<HTMLSpanElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const show = () => {
    if (!anchor.current?.firstElementChild || !tip.current) return;
    tip.current.showPopover();
    placeFloating(anchor.current.firstElementChild, tip.current, "middle");
  };
  const hide = () => tip.current?.hidePopover();
  return (
    <span
      ref={anchor}
      class="contents"
      onMouseOver={show}
      onMouseOut={hide}
      onFocusCapture={show}
      onBlurCapture={hide}
      onKeyDown={(event) => event.key === "Escape" && hide()}
    >
      {cloneElement(children, { "aria-describedby": id })}
      <span ref={tip} id={id} popover="manual" role="tooltip" class="tooltip">
        {text}
      </span>
    </span>
  );
}
