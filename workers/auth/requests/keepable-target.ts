import { findCardNumbers } from "#platform/card-number";

/** Longer ones are cut: a path that is longer than any of ours is a mistake that its beginning shows. */
const LONGEST = 600;
/** Keys, secrets and tokens of ours, which belong into a header; whoever put them here sees that they did. */
const SECRET = /aif_\w|whsec_\w|eyJ[\w-]/;
/** Parameters of a query whose values are sealed where they are at rest: members of lists, whom a block is on, devices and addresses, free words. */
const SEALED = new Set(["value", "entity_id", "device_id", "ip_address", "comment", "q"]);
/** Addresses and numbers of people, under whatever name they come. */
const CONTACT = /@|^\+?998\d{9}$|^\+\d{9,}$/;

/** Path and query as they may be kept: of what might be a card number, a secret or about a person only that it stood there. */
export function keepableTarget(url: string): string {
  const { pathname, search } = new URL(url);
  const path = pathname.split("/").map((part) => (isKeepable(decoded(part)) ? part : "hidden"));
  const query = search.slice(1).split("&").map(keepableParameter);
  return (path.join("/") + (search ? `?${query.join("&")}` : "")).slice(0, LONGEST);
}

function keepableParameter(text: string): string {
  const [name = "", ...rest] = text.split("=");
  const value = decoded(rest.join("=").replaceAll("+", " "));
  if (!isKeepable(decoded(name))) return "hidden";
  return rest.length === 0 || (isKeepable(value) && !SEALED.has(decoded(name))) ? text : `${name}=hidden`;
}

const isKeepable = (text: string): boolean =>
  findCardNumbers(text).length === 0 && !SECRET.test(text) && !CONTACT.test(text);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not an encoding: judged as it stands.
    return text;
  }
}
