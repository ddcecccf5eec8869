import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import { readKept, writeKept } from "./kept.ts";

/** One column of a table, as the page describes it. */
export type Column<Row> = {
  id: string;
  title: string;
  /** Pixels; of a column that `grows`, at least so many. */
  width: number;
  /** Its share of what is left, beside other columns that grow. */
  grows?: number;
  align?: "end";
  cell: (row: Row) => ComponentChildren;
  /** What the cell says, for hover where it is cut, and for the clipboard where it `isCopied`. */
  text?: (row: Row) => string;
  isCopied?: boolean;
  /** Lets people sort by it; only of lists that are loaded whole, since half of a list cannot be sorted. */
  compare?: (a: Row, b: Row) => number;
  /** The higher, the sooner it goes where there is no room; without it, it stays. */
  rank?: number;
  /** Not shown until somebody asks for it. */
  isHidden?: boolean;
  /** Where it stands on a phone, whose rows have two lines; columns without a place are not shown there. */
  phone?: "title" | "value" | "note" | "meta";
};

/** The columns of a list of which only a part is loaded, which cannot be sorted. */
export const withoutOrder = <Row>(columns: readonly Column<Row>[]): Column<Row>[] =>
  columns.map(({ compare: _, ...column }) => column);

/** Orders texts as the page's readers expect it, and what is not there before everything. */
export const byText =
  <Row>(read: (row: Row) => string | null | undefined) =>
  (a: Row, b: Row): number =>
    (read(a) ?? "").localeCompare(read(b) ?? "");

/** Orders figures, and what is not there before everything. */
export const byNumber =
  <Row>(read: (row: Row) => number | null | undefined) =>
  (a: Row, b: Row): number =>
    (read(a) ?? -1) - (read(b) ?? -1);

type Choices = { widths: Record<string, number>; shown: Record<string, boolean> };
const none: Choices = { widths: {}, shown: {} };

const GAP = 16;
const PADDING = 68;
const LEAST = 48;
const SELECT = 24;
/** Below it rows have two lines, in which each column that has a place there has room. */
const PHONE = 640;

/** Which columns are shown, and how wide: what the page proposes, what somebody chose, and what there is room for. */
export function useColumns<Row>(tableId: string, columns: readonly Column<Row>[], room: number, isSelectable: boolean) {
  const key = `table.${tableId}`;
  const [choices, setChoices] = useState<Choices>(() => (typeof window === "undefined" ? none : readKept(key, none)));
  const keep = (next: Choices) => {
    setChoices(next);
    writeKept(key, next);
  };
  const wanted = columns.filter((column) => choices.shown[column.id] ?? !column.isHidden);
  const visible = useMemo(
    () => fitColumns(wanted, choices, room - PADDING - (isSelectable ? SELECT + GAP : 0)),
    [columns, choices, room, isSelectable],
  );
  const template = visible
    .map((column) => {
      const chosen = choices.widths[column.id];
      if (chosen) return `${chosen}px`;
      return column.grows ? `minmax(${column.width}px, ${column.grows}fr)` : `${column.width}px`;
    })
    .join(" ");
  return {
    visible,
    template: isSelectable ? `${SELECT}px ${template}` : template,
    isShown: (id: string) => wanted.some((column) => column.id === id),
    toggle: (id: string) => {
      const isOn = wanted.some((column) => column.id === id);
      // A table without columns would have no way back.
      if (isOn && wanted.length === 1) return;
      keep({ ...choices, shown: { ...choices.shown, [id]: !isOn } });
    },
    resize: (id: string, width: number) =>
      keep({ ...choices, widths: { ...choices.widths, [id]: Math.max(LEAST, Math.round(width)) } }),
    reset: () => keep(none),
    isChanged: Object.keys(choices.widths).length + Object.keys(choices.shown).length > 0,
  };
}

/** Leaves out the dispensable columns, the most dispensable first, until the others fit; one that was chosen stays. */
function fitColumns<Row>(columns: readonly Column<Row>[], { widths, shown }: Choices, room: number): Column<Row>[] {
  const fitting = [...columns];
  const needed = () => fitting.reduce((sum, column) => sum + (widths[column.id] ?? column.width) + GAP, -GAP);
  while (room > 0 && needed() > room) {
    const dispensable = fitting.filter(
      ({ id, rank, phone }) => rank !== undefined && shown[id] !== true && !(phone && innerWidth < PHONE),
    );
    const next = dispensable.sort((a, b) => (b.rank ?? 0) - (a.rank ?? 0))[0];
    if (!next) break;
    fitting.splice(fitting.indexOf(next), 1);
  }
  return fitting;
}
