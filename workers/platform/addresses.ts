type Range = readonly [network: string, bits: number];

/** IPv4 ranges that are not the public Internet (IANA special-purpose registry), and one address at which a cloud keeps secrets. */
const closedV4: readonly Range[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

/** Of IPv6 only global unicast is public, and in it neither tunnels to IPv4 nor documentation. */
const GLOBAL_UNICAST: Range = ["2000::", 3];
const closedV6: readonly Range[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const V4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/** Whether a textual IP address is one of the public Internet; false for whatever is not an address. */
export function isPublicAddress(text: string): boolean {
  if (V4.test(text)) {
    const address = bytesOfV4(text);
    return (
      address.every((byte) => byte <= 255) && !closedV4.some(([net, bits]) => holds(bytesOfV4(net), bits, address))
    );
  }
  const address = bytesOfV6(text);
  if (!address) return false;
  const isIn = ([net, bits]: Range) => holds(bytesOfV6(net)!, bits, address);
  return isIn(GLOBAL_UNICAST) && !closedV6.some(isIn);
}

/** Whether a host as the URL parser writes it is an IP address: dotted decimal, or in brackets. */
export const isAddress = (host: string): boolean => V4.test(host) || host.startsWith("[");

/** Whether a host as the URL parser writes it can only be this machine. */
export const isLoopback = (host: string): boolean =>
  host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || (V4.test(host) && host.startsWith("127."));

const bytesOfV4 = (text: string): number[] => text.split(".").map(Number);

/** The 16 bytes of an IPv6 address in any notation; the URL parser brings it into hexadecimal groups. */
function bytesOfV6(text: string): number[] | undefined {
  if (!/^[\da-f:.]+$/i.test(text) || !URL.canParse(`http://[${text}]/`)) return undefined;
  const [head = "", tail] = new URL(`http://[${text}]/`).hostname.slice(1, -1).split("::");
  const groupsOf = (part: string | undefined) =>
    part ? part.split(":").map((group) => Number.parseInt(group, 16)) : [];
  const [front, back] = [groupsOf(head), groupsOf(tail)];
  const groups = [...front, ...new Array<number>(8 - front.length - back.length).fill(0), ...back];
  return groups.flatMap((group) => [group >> 8, group & 255]);
}

/** Whether the first `bits` of two addresses are the same. */
function holds(network: readonly number[], bits: number, address: readonly number[]): boolean {
  return network.every((byte, index) => {
    const kept = Math.min(8, Math.max(0, bits - index * 8));
    const mask = (0xff << (8 - kept)) & 0xff;
    return (byte & mask) === (address[index]! & mask);
  });
}
