import type { BreakerView, ListedRule } from "../api-types.ts";
import type { RuleFigures } from "./rule-filter.ts";

/** What is known of rules beside themselves, and what can be done with one. */
export type RuleTableContext = {
  figures: ReadonlyMap<string, RuleFigures>;
  payments?: number;
  days?: number;
  /** The days of the figures, where their payments may be seen. */
  hitDays?: { from: string; to: string };
  tripped: ReadonlyMap<string, BreakerView>;
  mayWrite: boolean;
  /** Whether the list stands in the order that can be changed. */
  isOrdered: boolean;
  onGrab: (id: string, event: PointerEvent) => void;
  onMove: (id: string, by: 1 | -1) => void;
  onToggle: (rule: ListedRule) => void;
  onDelete: (rule: ListedRule) => void;
  onReset: (id: string, name: string) => void;
};

export const noRuleContext: RuleTableContext = {
  figures: new Map(),
  tripped: new Map(),
  mayWrite: false,
  isOrdered: false,
  onGrab: () => undefined,
  onMove: () => undefined,
  onToggle: () => undefined,
  onDelete: () => undefined,
  onReset: () => undefined,
};
