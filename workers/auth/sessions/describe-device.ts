type Kinds = readonly (readonly [name: string, sign: RegExp])[];

/** Browsers by what they call themselves; the first that fits, since most also call themselves what others do. */
const browsers: Kinds = [
  ["Edge", /\bEdg(?:e|A|iOS)?\//],
  ["Opera", /\b(?:OPR|OPT|OPX|OPiOS|Opera)\//],
  ["Yandex Browser", /\bYa(?:Search)?Browser\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Headless Chrome", /\bHeadlessChrome\//],
  ["Chrome", /\b(?:Chrome|CriOS)\//],
  ["Safari", /\bSafari\//],
];
/** Android also calls itself Linux, and phones of Apple say that they are like Mac OS X. */
const systems: Kinds = [
  ["Android", /\bAndroid\b/],
  ["iOS", /\b(?:iPhone|iPad|iPod)\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMacintosh\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Linux", /\bLinux\b/],
];

/** What kind of device a user agent names, such as `Chrome, Windows`, without versions; null for what is no browser. */
export function describeDevice(userAgent: string | null): string | null {
  const nameIn = (kinds: Kinds) => kinds.find(([, sign]) => sign.test(userAgent ?? ""))?.[0];
  const known = [nameIn(browsers), nameIn(systems)].filter((name) => name !== undefined);
  return known.length === 0 ? null : known.join(", ");
}

/** How a person is told of a device: by its kind, or as it calls itself. */
export const nameDevice = (userAgent: string | null): string => describeDevice(userAgent) ?? userAgent ?? "—";
