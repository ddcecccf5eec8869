import { describe, expect, it } from "vitest";
import { isPublicAddress } from "../../workers/platform/addresses.ts";
import { readOutboundUrl } from "../../workers/platform/outbound.ts";

const production = { ENVIRONMENT: "production" };
const laptop = { ENVIRONMENT: "local" };

describe("addresses of the public Internet", () => {
  it.each(["1.1.1.1", "93.184.216.34", "100.63.255.255", "172.32.0.1", "192.0.3.1", "223.255.255.255"])(
    "%s",
    (text) => {
      expect(isPublicAddress(text)).toBe(true);
    },
  );
  it.each(["2606:4700:4700::1111", "2a00:1450:4001::200e", "2001:4860:4860::8888", "2620:fe::fe"])("%s", (text) => {
    expect(isPublicAddress(text)).toBe(true);
  });
});

describe("addresses that are not", () => {
  it.each([
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.7",
    "203.0.113.7",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "256.1.1.1",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "100::1",
    "2001:db8::1",
    "2001::1",
    "2001:10::1",
    "2002:7f00:1::",
    "3fff::1",
    "",
    "localhost",
    "1.1.1",
    "1.1.1.1.1",
    "0x7f.1",
    "fe80::1%eth0",
    ":::",
  ])("%s", (text) => {
    expect(isPublicAddress(text)).toBe(false);
  });
});

describe("an address that a customer gives us to call", () => {
  it.each([
    "https://hooks.bank.uz/events",
    "https://hooks.bank.uz:8443/events?token=x",
    "https://xn--80ak6aa92e.com/",
    "HTTPS://Hooks.Bank.UZ./",
  ])("may be %s", (text) => {
    expect(readOutboundUrl(production, text)).toHaveProperty("url");
  });

  it.each([
    "http://hooks.bank.uz/",
    "ftp://hooks.bank.uz/",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "data:text/plain,hi",
    "//hooks.bank.uz/",
    "hooks.bank.uz",
    "https://",
    "https://user@hooks.bank.uz/",
    "https://user:password@hooks.bank.uz/",
    "https://localhost/",
    "https://LOCALHOST./",
    "https://api.localhost/",
    "https://intranet/",
    "https://printer.local/",
    "https://metadata.google.internal/computeMetadata/v1/",
    "https://1.0.0.127.in-addr.arpa/",
    "https://router.home.arpa/",
    "https://box.lan/",
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://017700000001/",
    "https://0x7f000001/",
    "https://0x7f.0.0.1/",
    "https://0177.0.0.01/",
    "https://169.254.169.254/latest/meta-data/",
    "https://2852039166/",
    "https://10.0.0.1/",
    "https://8.8.8.8/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[fd00:ec2::254]/",
    "https://[2606:4700:4700::1111]/",
    "https://①②⑦.⓪.⓪.①/",
    "https://127。0。0。1/",
    `https://hooks.bank.uz/${"x".repeat(2048)}`,
  ])("may not be %s", (text) => {
    expect(readOutboundUrl(production, text)).toHaveProperty("refusal");
  });

  it("may be this machine on a laptop alone, also without encryption", () => {
    for (const text of [
      "http://localhost:9000/",
      "http://127.0.0.1:9000/",
      "http://[::1]:9000/",
      "https://localhost/",
    ]) {
      expect(readOutboundUrl(laptop, text)).toHaveProperty("url");
      expect(readOutboundUrl(production, text)).toHaveProperty("refusal");
      expect(readOutboundUrl({ ENVIRONMENT: "staging" }, text)).toHaveProperty("refusal");
    }
    for (const text of ["http://10.0.0.1/", "http://169.254.169.254/", "http://hooks.bank.uz/", "file://localhost/etc"])
      expect(readOutboundUrl(laptop, text)).toHaveProperty("refusal");
  });
});
