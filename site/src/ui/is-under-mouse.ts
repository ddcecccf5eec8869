/** Whether a mouse rests on an element; what a finger touched last stays hovered, though nothing rests there. */
export const isUnderMouse = (element: Element | null | undefined): boolean =>
  Boolean(element?.matches(":hover")) && matchMedia("(hover: hover)").matches;
