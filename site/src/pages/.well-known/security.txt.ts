import type { APIRoute } from "astro";
import { CONTACT_EMAIL } from "../../contact.ts";
import { languages } from "../../i18n/index.ts";

/** Below the year that RFC 9116 recommends; every deployment begins it anew. */
const GOOD_FOR_DAYS = 350;

/** Whom to tell of a vulnerability (RFC 9116). */
export const GET: APIRoute = ({ site }) => {
  const expires = new Date(Date.now() + GOOD_FOR_DAYS * 24 * 3_600_000);
  const fields = {
    Contact: `mailto:${CONTACT_EMAIL}`,
    Expires: expires.toISOString(),
    "Preferred-Languages": languages.join(", "),
    Canonical: new URL("/.well-known/security.txt", site).href,
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`);
  return new Response(lines.join(""), { headers: { "content-type": "text/plain; charset=utf-8" } });
};
