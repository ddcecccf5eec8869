/** Browsers by what they call themselves; the first that fits, since most also call themselves what others do. */
const browsers: readonly [name: string, sign: RegExp][] = [
  ["Edge", /\bEdgA?\//],
  ["Opera", /\bOPR\//],
  ["Yandex", /\bYaBrowser\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(Firefox|FxiOS)\//],
  ["Chrome", /\b(Chrome|CriOS)\//],
  ["Safari", /\bSafari\//],
];
const systems: readonly [name: string, sign: RegExp][] = [
  ["Android", /\bAndroid\b/],
  ["iOS", /\b(iPhone|iPad)\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMacintosh\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Linux", /\bLinux\b/],
];

/** What kind of device a user agent names, such as `Chrome, Windows`, without versions; null for what is no browser. */
export function describeDevice(userAgent: string | null): string | null {
  const nameIn = (kinds: typeof browsers) => kinds.find(([, sign]) => sign.test(userAgent ?? ""))?.[0];
  const known = [nameIn(browsers), nameIn(systems)].filter((name) => name !== undefined);
  return known.length === 0 ? null : known.join(", ");
}

/** How a person is told of a device: by its kind, or as it calls itself. */
export const nameDevice = (userAgent: string | null): string => describeDevice(userAgent) ?? userAgent ?? "—";
