import { type Caller, covers, isPermitted } from "#platform/caller";
import type { FeedEntry } from "#platform/feed-entry";
import type { Language } from "#platform/i18n";
import type { ActivityMessage } from "./feed-message.ts";
import { type Sight, WATCH_PERMISSION } from "./live-feed.ts";

/** What a caller sees of the feed now; null where they may not watch at all. */
export async function sightOf(caller: Caller | undefined): Promise<Sight | null> {
  if (!caller || caller.lacksFactor || !isPermitted(caller, WATCH_PERMISSION)) return null;
  const { modules, permissions, allowedIps = [], organizationIps = [] } = caller;
  const networks = await digest(JSON.stringify([allowedIps, organizationIps]));
  // What an entry asks for is always to read; the rest need not travel with a socket.
  const reading = permissions.filter((permission) => permission.startsWith("read:"));
  return { modules: [...modules].sort(), permissions: reading.sort(), networks };
}

/** An entry as somebody sees it in their language; null where it is of a product that they do not use. */
export function showEntry(
  { modules, permissions }: Pick<Sight | Caller, "modules" | "permissions">,
  { event_type, timestamp, module, details, personal, opens, reason }: FeedEntry,
  organization: string,
  language: Language,
): ActivityMessage | null {
  if (!modules.includes(module)) return null;
  const isOpen = permissions.some((granted) => covers(granted, opens));
  const told = { ...details, ...(isOpen && personal), reason: reason?.[language] ?? "" };
  return { event_type, timestamp, module, organization, details: told };
}

/** Short, since a socket carries it with it. */
async function digest(text: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return hash.subarray(0, 12).toHex();
}
