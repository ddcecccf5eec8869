import { everyPrefix, networksAround, readNetwork } from "./ip-ranges.ts";
import type { ListSubject } from "./list-subjects.ts";

/** A value as an entry keeps it: as it is shown, as it is compared, and of a network how long it is. */
export type ListValue = { shown: string; form: string; prefix: string | null };

/** Letters, digits and dashes between points, as domains are after they were brought into ASCII. */
const DOMAIN = /^(?=.{4,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d-]{2,63}$/;

/** A domain in small letters and ASCII, without an @ before it; undefined for what is none. */
function toDomain(text: string): string | undefined {
  const host = text.replace(/^@/, "");
  if (!/^[\p{L}\p{N}.-]+$/u.test(host) || !URL.canParse(`http://${host}/`)) return undefined;
  const { hostname } = new URL(`http://${host}/`);
  return DOMAIN.test(hostname) && !/\.\d+$/.test(hostname) ? hostname : undefined;
}

const longest: Partial<Record<ListSubject, number>> = { card: 100, user: 100, device: 200, merchant: 200 };

/** What a text says as a value of a list, or what is wrong with it. Never repeats the text. */
export function readListValue(subject: ListSubject, text: string): ListValue | { wrong: string } {
  const trimmed = text.trim();
  if (trimmed === "") return { wrong: "Must not be empty" };
  if (/\p{Cc}/u.test(trimmed)) return { wrong: "Must not hold control characters" };
  const as = (shown: string | undefined, wrong: string) =>
    shown === undefined ? { wrong } : { shown, form: formOf(subject, shown), prefix: null };
  switch (subject) {
    case "ip": {
      const found = readNetwork(trimmed);
      if (!found) return { wrong: "Must be an IPv4 or IPv6 address, or a network such as 10.0.0.0/8" };
      return {
        shown: found.network.replace(/(?<=^[^:]+)\/32$|(?<=:.*)\/128$/, ""),
        form: found.network,
        prefix: found.prefix,
      };
    }
    case "country": {
      const code = trimmed.toUpperCase();
      return as(/^[A-Z]{2}$/.test(code) ? code : undefined, "Must be an ISO 3166 code of two letters");
    }
    case "bin":
      return as(/^(?:\d{6}|\d{8})$/.test(trimmed) ? trimmed : undefined, "Must be six or eight digits");
    case "phone": {
      const digits = trimmed.replace(/[\s()-]/g, "");
      return as(/^\+[1-9]\d{6,14}$/.test(digits) ? digits : undefined, "Must be a phone number such as +998901234567");
    }
    case "email_domain":
      return as(toDomain(trimmed), "Must be a domain such as mail.example");
    default: {
      const most = longest[subject] ?? 200;
      return as(trimmed.length <= most ? trimmed : undefined, `Must have at most ${most} characters`);
    }
  }
}

/** The form in which values are compared: merchants and domains whatever their case. */
function formOf(subject: ListSubject, value: string): string {
  return subject === "merchant" ? value.normalize("NFC").toLowerCase() : value;
}

/**
 * The forms of all entries that hold what a payment names: of a BIN of eight digits also the first six, of an address the
 * networks of the lengths that lists have.
 */
export function formsThatHold(subject: ListSubject, value: string, prefixes: Iterable<string>): string[] {
  if (subject === "ip") return networksAround(value, prefixes);
  if (subject === "bin") return [...new Set([value, value.slice(0, 6)])];
  return [formOf(subject, value)];
}

/** The forms that somebody looks for: a value of its own and whatever holds it. */
export function formsToFind(subject: ListSubject, text: string): string[] {
  const value = readListValue(subject, text);
  if ("wrong" in value) return [];
  return [...new Set([value.form, ...formsThatHold(subject, value.shown, everyPrefix(value.shown))])];
}
