/** What stands in a cell. The UTC parts of a Date are what a clock on the wall of the reader shows. */
export type Cell = string | number | Date | null;

/** A table as a file that is written while it is sent: each call gives the next bytes. */
export type TableFile = {
  begin: (names: readonly string[]) => Uint8Array;
  add: (rows: readonly (readonly Cell[])[]) => Uint8Array;
  end: () => Uint8Array;
};

/** How a format calls itself. */
export const formats = {
  csv: { type: "text/csv; charset=utf-8" },
  xlsx: { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
} as const;
export type Format = keyof typeof formats;
