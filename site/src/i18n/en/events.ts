import type { Dictionary } from "../uz.ts";

export const events: Dictionary["events"] = {
  title: "Event catalogue",
  search: "Name of an event",
  columns: { type: "Type", title: "What it means", product: "Product" },
  example: "Example",
  schema: "JSON Schema",
  empty: "There are no events yet",
};
