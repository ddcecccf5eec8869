import { z } from "@hono/zod-openapi";

/** Six digits of the application, or a backup code. */
const factorCode = z.string().trim().min(6).max(20);

export const factorSchema = z.object({ is_active: z.boolean(), backup_codes_left: z.int() }).openapi("SecondFactor");
export const factorEnrollmentSchema = z
  .strictObject({ password: z.string().min(1).max(128) })
  .openapi("FactorEnrollment");
export const factorSeedSchema = z
  .object({
    secret: z.string().openapi({ description: "Base 32, for typing in" }),
    key_uri: z.string().openapi({ description: "otpauth://…, for a QR code" }),
  })
  .openapi("FactorSeed");
export const factorCodeSchema = z.strictObject({ code: factorCode }).openapi("FactorCode");
export const backupCodesSchema = z
  .object({ backup_codes: z.array(z.string()).openapi({ description: "Each good once; shown only here" }) })
  .openapi("BackupCodes");
export const factorRemovalSchema = z
  .strictObject({ password: z.string().min(1).max(128), code: factorCode })
  .openapi("FactorRemoval");
export const factorLoginSchema = z
  .strictObject({ mfa_token: z.string().min(1).max(200), code: factorCode })
  .openapi("FactorLogin");
export const factorAskedSchema = z
  .object({ mfa_required: z.literal(true), mfa_token: z.string(), expires_in: z.int() })
  .openapi("FactorAsked");
