import { findCardNumbers } from "#platform/card-number";

/** Longer ones are cut: a path that is longer than any of ours is a mistake that its beginning shows. */
const LONGEST = 600;
/** Keys, secrets and tokens of ours, which belong into a header, and whoever put them here sees that they did. */
const SECRET = /aif_\w|whsec_\w|eyJ[\w-]/;

/** Path and query as they may be kept: what might be a card number or a secret leaves only the fact that it stood there. */
export function keepableTarget(url: string): string {
  const { pathname, search } = new URL(url);
  const path = isKeepable(pathname) ? pathname : pathname.split("/").map(orHidden).join("/");
  const query = isKeepable(search) ? search : "?hidden";
  return `${path}${query}`.slice(0, LONGEST);
}

const orHidden = (part: string) => (isKeepable(part) ? part : "hidden");

function isKeepable(text: string): boolean {
  let plain = text;
  try {
    plain = decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    // Not an encoding: judged as it stands.
  }
  return findCardNumbers([text, plain]).length === 0 && !SECRET.test(plain);
}
