import ipaddr from "ipaddr.js";

/** Whether a text is a network in CIDR notation, such as 10.0.0.0/8 or 2a02:1234::/32, or one address. */
export function isNetwork(text: string): boolean {
  return text.includes("/") ? ipaddr.isValidCIDR(text) : ipaddr.isValid(text) && !isShort(text);
}

/** Whether an address lies in one of the networks; what is no address lies in none. */
export function isInNetworks(address: string | null, networks: readonly string[]): boolean {
  if (address === null || !ipaddr.isValid(address)) return false;
  const own = ipaddr.process(address);
  return parse(networks).some(([base, bits]) => base.kind() === own.kind() && own.match(base, bits));
}

/** A list is read once for all requests of the second that its caller is remembered for. */
const parsed = new WeakMap<readonly string[], ReturnType<typeof ipaddr.parseCIDR>[]>();

function parse(networks: readonly string[]) {
  const known = parsed.get(networks);
  if (known) return known;
  const ranges = networks.map((network) =>
    ipaddr.parseCIDR(network.includes("/") ? network : `${network}/${lengthOf(network)}`),
  );
  parsed.set(networks, ranges);
  return ranges;
}

/** Forms such as 10.1 or 0x7f.1, which not everyone reads alike. */
const isShort = (text: string) => !text.includes(":") && text.split(".").length !== 4;
const lengthOf = (address: string) => (address.includes(":") ? 128 : 32);
