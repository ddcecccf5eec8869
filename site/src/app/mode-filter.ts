import { currentMode, type Mode } from "../mode.ts";
import type { Filter } from "../ui/filter-query.ts";

/** Which list is looked at: the one that was chosen, else that of the mode of this tab. */
export const modeOf = ({ fields: { mode } }: Filter): Mode =>
  mode === "live" || mode === "test" ? mode : currentMode();

/** The filter over the list of a mode; what this tab shows anyway need not stand in the address. */
export function withMode(filter: Filter, chosen: Mode): Filter {
  const { mode: _, ...others } = filter.fields;
  return { ...filter, fields: chosen === currentMode() ? others : { ...others, mode: chosen } };
}
