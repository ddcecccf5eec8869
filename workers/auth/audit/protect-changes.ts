import type { Sealer } from "#platform/seal";
import type { AuditChanges } from "../tables.ts";
import { isPersonal, placeOfChange } from "./personal-parts.ts";

const SECRET = /password|secret|token|otp|totp|backup_code|private|signing_key|key_hash|authorization/i;
const LEFT_OUT = "[secret]";

/** Changes as the row `id` keeps them: of secrets only that they changed, personal values in envelopes. */
export function protectChanges(sealer: Sealer, id: string, changes: AuditChanges): AuditChanges {
  return Object.fromEntries(
    Object.entries(changes).map(([field, [before, after]]) => {
      if (SECRET.test(field)) return [field, [before && LEFT_OUT, after && LEFT_OUT]];
      if (!isPersonal(field)) return [field, [before, after]];
      const seal = (value: string | null, side: "before" | "after") =>
        value === null ? null : sealer.sealNow(value, placeOfChange(id, field, side));
      return [field, [seal(before, "before"), seal(after, "after")]];
    }),
  );
}
