import type { Language } from "#platform/i18n";
import type { Platform } from "#platform/platform";
import type { UserRow } from "../store.ts";
import { listAdministratorRows } from "./store.ts";

/** Where a person is written to, how they are called, and in which language. */
export type Contact = { email: string; name: string; language: Language };

export const contactOf = async ({ sealer }: Pick<Platform, "sealer">, user: UserRow): Promise<Contact> => ({
  email: await sealer.open(user.email, `users|email|${user.id}`),
  name: await sealer.open(user.fullName, `users|full_name|${user.id}`),
  language: user.language,
});

/** Those who look after an organisation, fifty at the most. */
export async function administratorsOf(platform: Platform, organizationId: string): Promise<Contact[]> {
  const rows = await listAdministratorRows(platform.db, organizationId);
  return Promise.all(rows.map((row) => contactOf(platform, row)));
}
