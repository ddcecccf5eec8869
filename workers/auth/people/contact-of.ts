import type { Language } from "#platform/i18n";
import type { Platform } from "#platform/platform";
import { liveOf } from "#platform/sandbox";
import type { UserRow } from "../store.ts";
import { listAdministratorRows, listPeopleById } from "./store.ts";

/** Where a person is written to, how they are called, and in which language. */
export type Contact = { email: string; name: string; language: Language };

export const contactOf = async ({ sealer }: Pick<Platform, "sealer">, user: UserRow): Promise<Contact> => ({
  email: await sealer.open(user.email, `users|email|${user.id}`),
  name: await sealer.open(user.fullName, `users|full_name|${user.id}`),
  language: user.language,
});

/** Where people of an organisation, or of the one of a sandbox, are written to, by their ids; machines, and who left, are not there. */
export async function contactsOf(
  platform: Platform,
  organizationId: string,
  ids: readonly string[],
): Promise<Map<string, Contact>> {
  const rows = await listPeopleById(platform.db, liveOf(organizationId), ids);
  return new Map(await Promise.all(rows.map(async (row) => [row.id, await contactOf(platform, row)] as const)));
}

/** Those who look after an organisation, fifty at the most. */
export async function administratorsOf(platform: Platform, organizationId: string): Promise<Contact[]> {
  const rows = await listAdministratorRows(platform.db, organizationId);
  return Promise.all(rows.map((row) => contactOf(platform, row)));
}
