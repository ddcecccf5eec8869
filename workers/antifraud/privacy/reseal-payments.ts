import type { Platform } from "#platform/platform";
import { resealColumn, type SealedColumn } from "#platform/reseal";
import { handOverDetails, openNoteNow, resealNote, sealNote } from "../sealed-details.ts";
import { findTransactions } from "../store.ts";
import { subjectsOf } from "./subjects.ts";

/** Details and notes that older code sealed by the ring come under the keys of whom they are about. */
const columns: readonly SealedColumn[] = [
  {
    table: "antifraud_transactions",
    column: "sealed",
    keys: ["organization_id", "transaction_id", "user_id", "payer"],
    reseal: async ({ sealer }, row, sealed) => {
      const { organization_id: organizationId = "", transaction_id: transactionId = "" } = row;
      const about = subjectsOf(organizationId, { userId: row.user_id ?? "", payer: row.payer ?? "" });
      const keys = await sealer.takeKeys(organizationId, about);
      return handOverDetails(sealer, keys, about, { organizationId, transactionId, sealed });
    },
  },
  {
    table: "antifraud_labels",
    column: "sealed_note",
    keys: ["organization_id", "source", "source_id", "transaction_id"],
    reseal: async ({ db, sealer }, row, sealed) => {
      const { organization_id: organizationId = "", source = "", source_id: sourceId = "" } = row;
      const [payment] = await findTransactions(db, organizationId, [row.transaction_id ?? ""]);
      const name = { organizationId, source, sourceId };
      if (!payment) return resealNote(sealer, name, sealed);
      return sealNote(sealer, subjectsOf(organizationId, payment), name, openNoteNow(sealer, name, sealed));
    },
  },
];

export async function resealPayments(platform: Platform, organizationId: string): Promise<number> {
  let resealed = 0;
  for (const column of columns) resealed += await resealColumn(platform, organizationId, column);
  return resealed;
}
