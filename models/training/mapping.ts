import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** The name of a column, or one value for every row. */
const source = z.union([z.string().min(1), z.strictObject({ constant: z.string() })]);
type Source = z.infer<typeof source>;

const mappingSchema = z.strictObject({
  transaction_id: source,
  timestamp: source,
  user_id: source,
  merchant: source,
  amount: source,
  currency: source,
  card_fingerprint: source.optional(),
  merchant_category: source.optional(),
  ip_address: source.optional(),
  device_id: source.optional(),
  country: source.optional(),
  city: source.optional(),
  lat: source.optional(),
  lon: source.optional(),
  payment_method: source.optional(),
  is_international: source.optional(),
  issuer_response: source.optional(),
  label: source.optional(),
  pattern: source.optional(),
  labelled_at: source.optional(),
});

/** Which column of a file holds which field of a transaction. */
export type Mapping = z.infer<typeof mappingSchema>;
export type Field = keyof Mapping;

/** What is wrong with somebody's file, said so that they find the place. */
export class DataError extends Error {}

/** A mapping file, or one of those beside this file by its name: `handbook`, `api`. */
export function readMapping(nameOrPath: string): Mapping {
  const path = /^[a-z]+$/.test(nameOrPath) ? join(import.meta.dirname, "mappings", `${nameOrPath}.json`) : nameOrPath;
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new DataError(`There is no mapping ${path}`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (failure) {
    throw new DataError(`${path} is no JSON: ${(failure as Error).message}`);
  }
  const parsed = mappingSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const keys = issue?.code === "unrecognized_keys" ? issue.keys.join(", ") : issue?.path.join(".");
  throw new DataError(`${path}: ${keys}: ${issue?.message}`);
}

/**
 * Finds the place of every mapped field in a header. Columns that the mapping names have to be there, except the optional
 * ones of `api`, which takes what a file has.
 */
export function placeFields(mapping: Mapping, header: readonly string[], path: string): Map<Field, number | string> {
  const places = new Map<Field, number | string>();
  const missing: string[] = [];
  for (const [field, from] of Object.entries(mapping) as [Field, Source][]) {
    if (typeof from !== "string") {
      places.set(field, from.constant);
      continue;
    }
    const place = header.indexOf(from);
    if (place >= 0) places.set(field, place);
    else if (from !== field || !mappingSchema.shape[field].safeParse(undefined).success) missing.push(from);
  }
  if (missing.length > 0) throw new DataError(`${path} line 1: has no column ${missing.join(", ")}`);
  return places;
}
