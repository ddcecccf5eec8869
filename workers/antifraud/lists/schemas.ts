import { z } from "@hono/zod-openapi";
import { pageQuery } from "#platform/page";
import { label } from "../schemas.ts";
import { listKinds, listSubjects } from "./list-subjects.ts";

const kind = z.enum(listKinds).openapi({
  description:
    "`block` refuses a payment of which the list holds something, `watch` has a person look, `allow` approves",
});
const subjectType = z.enum(listSubjects).openapi({
  description:
    "What the list is of: `metadata.card_fingerprint`, `user_id`, `device_id`, `ip_address` (addresses and networks), `merchant`, `location.country`, `metadata.card_bin`, `metadata.phone` or `metadata.email_domain`",
});

export const listInput = z
  .strictObject({
    name: label(200),
    description: z.string().trim().max(1000).default(""),
    kind,
    subject_type: subjectType,
  })
  .openapi("ListInput");
export type ListInput = z.infer<typeof listInput>;

export const listChange = z
  .strictObject({ name: label(200), description: z.string().trim().max(1000).default("") })
  .openapi("ListChange");
export type ListChange = z.infer<typeof listChange>;

export const listSchema = z
  .object({
    list_id: z.string(),
    name: z.string(),
    description: z.string(),
    kind,
    subject_type: subjectType,
    entries: z.int().openapi({ description: "How many it holds, those among them whose time ran out minutes ago" }),
    system: z.boolean().openapi({ description: "Whether entity blocks are kept in it" }),
    created_by: z.string(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .openapi("List");
export type ListView = z.infer<typeof listSchema>;

export const listQuery = pageQuery.extend({
  kind: z.enum(listKinds).optional(),
  subject_type: z.enum(listSubjects).optional(),
});
export type ListQuery = z.infer<typeof listQuery>;

/** How long a restriction lasts that the regulator asked for, unless it says otherwise. */
export const REGULATOR_HOURS = 72;

export const reference = label(100).openapi({ description: "Of the regulator's order, or whatever asked for it" });
export const reason = label(500);

const expiry = {
  expires_at: z.iso
    .datetime({ offset: true })
    .optional()
    .openapi({ description: "Until when it holds; for good, where nothing is said" }),
  preset: z
    .enum(["regulator_72h"])
    .optional()
    .openapi({
      description: `A restriction at the regulator's order: ${REGULATOR_HOURS} hours from now, with its reference`,
    }),
};
type Expiry = { expires_at?: string | undefined; preset?: string | undefined; reference?: string | undefined };
const saysOneExpiry = ({ expires_at, preset }: Expiry) => expires_at === undefined || preset === undefined;
const hasReference = ({ preset, reference }: Expiry) => preset === undefined || reference !== undefined;
const two = { path: ["preset"], message: "Send expires_at or preset, not both" };
const unreferenced = { path: ["reference"], message: "Is needed with the preset" };

const said = { reason: reason.optional(), reference: reference.optional(), ...expiry };

export const entryInput = z
  .strictObject({ value: label(253), ...said })
  .refine(saysOneExpiry, two)
  .refine(hasReference, unreferenced)
  .openapi("ListEntryInput");
export type EntryInput = z.infer<typeof entryInput>;

export const entryChange = z
  .strictObject(said)
  .refine(saysOneExpiry, two)
  .refine(hasReference, unreferenced)
  .openapi("ListEntryChange");
export type EntryChange = z.infer<typeof entryChange>;

export const entrySchema = z
  .object({
    entry_id: z.string(),
    list_id: z.string(),
    value: z.string().nullable().openapi({ description: "null where whom it is about was erased" }),
    reason: z.string().nullable(),
    reference: z.string().nullable(),
    status: z.enum(["active", "expired", "removed"]),
    created_by: z.string(),
    created_at: z.iso.datetime(),
    expires_at: z.iso.datetime().nullable(),
    removed_by: z.string().nullable().openapi({ description: "`expiry` where its time was over" }),
    removed_at: z.iso.datetime().nullable(),
  })
  .openapi("ListEntry");
export type EntryView = z.infer<typeof entrySchema>;

export const entryQuery = pageQuery.extend({
  status: z.enum(["active", "removed", "all"]).default("active").openapi({
    description: "`removed` and `all` tell the history: what was replaced, removed or expired",
  }),
  value: z.string().max(253).optional().openapi({
    description:
      "Entries that hold this value: of an address also the networks around it, of a BIN also its first six digits",
  }),
});
export type EntryQuery = z.infer<typeof entryQuery>;

export const importModes = ["all_or_nothing", "good_lines"] as const;

export const importReportSchema = z
  .object({
    mode: z.enum(importModes),
    lines: z.int().openapi({ description: "With a value, the header left out" }),
    added: z.int(),
    already_listed: z.int(),
    rejected: z.int(),
    rejected_lines: z
      .array(z.object({ line: z.int(), reason: z.string() }))
      .openapi({ description: "The first 1,000, by their number in the file" }),
  })
  .openapi("ListImportReport");
export type ImportReport = z.infer<typeof importReportSchema>;
