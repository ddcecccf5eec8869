import { isAddress, isLoopback, isPublicAddress } from "./addresses.ts";

/** Names that never lead to the public Internet (RFC 6761, RFC 6762, RFC 8375 and what clouds and routers use). */
const CLOSED_NAMES = ["localhost", "local", "internal", "intranet", "arpa", "lan", "home", "corp", "onion", "alt"];
const MOST_URL_CHARACTERS = 2048;
const RESOLVER_TIMEOUT_MS = 5000;

/** Why a customer's address was not reached. Only `resolver_unavailable` is our own fault. */
export type OutboundFailure =
  | "address_refused"
  | "name_not_found"
  | "resolver_unavailable"
  | "timeout"
  | "connection_failed";

export type OutboundAnswer =
  | { status: number; headers: Headers; body: string; failure?: undefined }
  | { failure: OutboundFailure };

/** Where the service runs. */
type Place = { ENVIRONMENT: string };

/** On a laptop a customer's address may be the laptop itself. */
const mayBeLoopback = (env: Place): boolean => env.ENVIRONMENT === "local";

/**
 * Reads an address that a customer gave us to call, or says what is wrong with it. The URL parser has brought every
 * notation of an IP address (decimal, octal, hexadecimal, IPv4 inside IPv6) into one before we look.
 */
export function readOutboundUrl(env: Place, text: string): { url: URL } | { refusal: string } {
  if (text.length > MOST_URL_CHARACTERS) return { refusal: `Has more than ${MOST_URL_CHARACTERS} characters` };
  if (!URL.canParse(text)) return { refusal: "Is not a URL" };
  const url = new URL(text);
  const host = url.hostname.replace(/\.$/, "");
  if (url.username !== "" || url.password !== "") return { refusal: "Must not hold a user name or a password" };
  if (mayBeLoopback(env) && isLoopback(host) && /^https?:$/.test(url.protocol)) return { url };
  if (url.protocol !== "https:") return { refusal: "Must begin with https://" };
  if (isAddress(host)) return { refusal: "Must name a host, not an IP address" };
  const labels = host.split(".");
  if (labels.length < 2 || CLOSED_NAMES.includes(labels.at(-1)!))
    return { refusal: "Must name a host of the public Internet" };
  return { url };
}

/**
 * Calls a customer's address: checked again and resolved right before, redirects not followed, within one time limit, and
 * no more of the answer read than `maxBytes`. The runtime resolves the name once more by itself, so a name that changes
 * between the two is not caught; from Cloudflare's network private addresses lead nowhere.
 */
export async function fetchOutbound(
  env: Place & { DNS_RESOLVER_URL: string },
  address: string,
  init: { method: string; headers: Record<string, string>; body: string },
  { timeoutMs, maxBytes }: { timeoutMs: number; maxBytes: number },
): Promise<OutboundAnswer> {
  const read = readOutboundUrl(env, address);
  if ("refusal" in read) return { failure: "address_refused" };
  const host = read.url.hostname.replace(/\.$/, "");
  if (!isLoopback(host)) {
    const failure = await refuseClosedHost(env.DNS_RESOLVER_URL, host);
    if (failure) return { failure };
  }
  return withinTime(timeoutMs, async (signal): Promise<OutboundAnswer> => {
    try {
      const answer = await fetch(read.url, { ...init, redirect: "manual", signal });
      return { status: answer.status, headers: answer.headers, body: await readStart(answer, maxBytes) };
    } catch {
      return { failure: signal.aborted ? "timeout" : "connection_failed" };
    }
  });
}

/** Ends a job's signal after so long; unlike `AbortSignal.timeout` it leaves no timer that keeps an object awake. */
async function withinTime<T>(ms: number, job: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms);
  try {
    return await job(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}

/** Asks DNS over HTTPS where a name leads; one address that is not public is reason enough to stay away. */
async function refuseClosedHost(resolverUrl: string, host: string): Promise<OutboundFailure | undefined> {
  let addresses: string[];
  try {
    addresses = (await Promise.all([lookUp(resolverUrl, host, "A"), lookUp(resolverUrl, host, "AAAA")])).flat();
  } catch {
    return "resolver_unavailable";
  }
  if (addresses.length === 0) return "name_not_found";
  return addresses.every(isPublicAddress) ? undefined : "address_refused";
}

const RECORD_TYPES = { A: 1, AAAA: 28 } as const;

/** Addresses of a name in the JSON form of DNS over HTTPS; none where the name's own servers say so or fail. */
async function lookUp(resolverUrl: string, host: string, type: keyof typeof RECORD_TYPES): Promise<string[]> {
  const query = new URL(resolverUrl);
  query.searchParams.set("name", host);
  query.searchParams.set("type", type);
  const { Answer = [] } = await withinTime(RESOLVER_TIMEOUT_MS, async (signal) => {
    const answer = await fetch(query, { headers: { accept: "application/dns-json" }, signal });
    if (!answer.ok) throw new Error(`The resolver answered ${answer.status}`);
    return answer.json<{ Answer?: { type: number; data: string }[] }>();
  });
  return Answer.filter((record) => record.type === RECORD_TYPES[type]).map(({ data }) => data);
}

/** The beginning of an answer as text; what breaks off after its status was a matter of the body alone. */
async function readStart(answer: Response, maxBytes: number): Promise<string> {
  const reader = answer.body?.getReader();
  if (!reader) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  try {
    while (bytes < maxBytes) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value.subarray(0, maxBytes - bytes), { stream: true });
      bytes += value.byteLength;
    }
    await reader.cancel();
  } catch {
    return text;
  }
  return text;
}
