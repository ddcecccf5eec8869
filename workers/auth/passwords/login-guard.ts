import type { Platform } from "#platform/platform";
import { tooManyAttempts } from "../errors.ts";

/** Attempts within so many seconds; one that succeeds is given back. */
type Window = { counter: string; limit: number; seconds: number };

const QUARTER_HOUR = 900;
/** Of one address at one account: a person who forgot their password. */
const PAIR_ATTEMPTS = 10;
/** Of one address at all accounts: an office shares one. */
const ADDRESS_ATTEMPTS = 100;
/** Of everyone at one account: a botnet. Addresses from which its owner signed in before pass nevertheless. */
const ACCOUNT_ATTEMPTS = 100;

/** An attempt that was let through, to be given back where it succeeds. */
export type Attempt = { succeeded: () => Promise<void> };

/**
 * Lets an attempt to sign in through, or refuses it, whether or not the account exists. Attempts from many addresses close an
 * account only to addresses that it does not know, so that nobody can lock its owner out. `isKnownAddress` is asked only then.
 */
export async function guardLogin(
  platform: Platform,
  emailIndex: string,
  address: string | null,
  isKnownAddress: () => Promise<boolean>,
): Promise<Attempt> {
  const from = addressBlock(address ?? "local");
  const taken: Window[] = [];
  const pair = { counter: `login:${emailIndex}:${from}`, limit: PAIR_ATTEMPTS, seconds: QUARTER_HOUR };
  const everywhere = { counter: `login:${from}`, limit: ADDRESS_ATTEMPTS, seconds: QUARTER_HOUR };
  const account = { counter: `login:${emailIndex}`, limit: ACCOUNT_ATTEMPTS, seconds: QUARTER_HOUR };
  for (const window of [pair, everywhere, account]) {
    const { granted, retryAfterS } = await windowOf(platform, window.counter).take(
      1,
      window.limit,
      window.seconds,
      platform.now(),
    );
    if (granted > 0) taken.push(window);
    else if (window !== account || !(await isKnownAddress())) {
      throw tooManyAttempts({ headers: { "retry-after": String(retryAfterS) } });
    }
  }
  return {
    succeeded: async () => {
      await Promise.all(taken.map(({ counter }) => windowOf(platform, counter).giveBack(1)));
    },
  };
}

const windowOf = ({ env }: Platform, counter: string) => env.RATE_WINDOW.getByName(counter);

/** What an address is counted as: of IPv6 the 64 bits that one customer has. */
export const addressBlock = (address: string): string =>
  address.includes(":") ? `${expandIpv6(address).slice(0, 4).join(":")}::` : address;

/** The eight groups of an IPv6 address, without leading zeros. */
function expandIpv6(address: string): string[] {
  const [head = "", tail] = address.toLowerCase().split("::");
  const groupsOf = (text: string) => (text === "" ? [] : text.split(":").map((group) => group.replace(/^0+(?=.)/, "")));
  const [before, after] = [groupsOf(head), groupsOf(tail ?? "")];
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array<string>(missing).fill("0"), ...after];
}
