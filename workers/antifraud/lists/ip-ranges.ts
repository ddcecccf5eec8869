import ipaddr from "ipaddr.js";
import { isNetwork } from "#platform/networks";

/**
 * A network as entries are compared: its first address and its length, e.g. `10.0.0.0/8`. `prefix` is the family with the
 * length, e.g. `4/8`. One address is the network of its full length.
 */
export type Network = { network: string; prefix: string };

type Address = ReturnType<typeof ipaddr.process>;

const bitsOf = (address: Address): number => (address.kind() === "ipv4" ? 32 : 128);
const familyOf = (address: Address): string => (address.kind() === "ipv4" ? "4" : "6");

/** The network that a text names in CIDR notation or as one address; host bits are cleared, mapped IPv4 is IPv4. */
export function readNetwork(text: string): Network | undefined {
  if (!isNetwork(text)) return undefined;
  const [base = "", length] = text.split("/");
  const written = ipaddr.parse(base);
  const address = ipaddr.process(base);
  if (length === undefined) return networkOf(address, bitsOf(address));
  const mapped = bitsOf(written) - bitsOf(address);
  // A range that begins in mapped IPv4 and is wider than it stays one of IPv6.
  return Number(length) < mapped ? networkOf(written, Number(length)) : networkOf(address, Number(length) - mapped);
}

/** The networks of those lengths that an address lies in; none of what is no address. */
export function networksAround(text: string, prefixes: Iterable<string>): string[] {
  if (!ipaddr.isValid(text)) return [];
  const address = ipaddr.process(text);
  const family = familyOf(address);
  return [...prefixes].flatMap((prefix) => {
    const [of, bits] = prefix.split("/");
    return of === family ? [networkOf(address, Number(bits)).network] : [];
  });
}

/** Every length that a network around an address may have. */
export function everyPrefix(text: string): string[] {
  if (!ipaddr.isValid(text)) return [];
  const address = ipaddr.process(text);
  return Array.from({ length: bitsOf(address) + 1 }, (_, bits) => `${familyOf(address)}/${bits}`);
}

function networkOf(address: Address, bits: number): Network {
  const bytes = address.toByteArray().map((byte, i) => {
    const kept = Math.min(8, Math.max(0, bits - 8 * i));
    return byte & (0xff00 >> kept) & 0xff;
  });
  return { network: `${ipaddr.fromByteArray(bytes).toString()}/${bits}`, prefix: `${familyOf(address)}/${bits}` };
}
