import { describe, expect, it } from "vitest";
import { nameDevice } from "../../site/src/me/name-device.ts";
import { describeDevice } from "../../workers/auth/sessions/describe-device.ts";

/** How engines begin and end what they say of themselves, whatever browser is built on them. */
const blink = (system: string, browser: string) =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) ${browser}`;
const webkit = (system: string, browser: string) =>
  `Mozilla/5.0 (${system}) AppleWebKit/605.1.15 (KHTML, like Gecko) ${browser}`;

const WINDOWS = "Windows NT 10.0; Win64; x64";
const MAC = "Macintosh; Intel Mac OS X 10_15_7";
const LINUX = "X11; Linux x86_64";
const ANDROID = "Linux; Android 10; K";
const IPHONE = "iPhone; CPU iPhone OS 18_6 like Mac OS X";
const IPAD = "iPad; CPU OS 18_6 like Mac OS X";

const agents: [agent: string, device: string][] = [
  [blink(WINDOWS, "Chrome/142.0.0.0 Safari/537.36"), "Chrome, Windows"],
  [blink(MAC, "Chrome/142.0.0.0 Safari/537.36"), "Chrome, macOS"],
  [blink(LINUX, "Chrome/142.0.0.0 Safari/537.36"), "Chrome, Linux"],
  [blink("X11; CrOS x86_64 14541.0.0", "Chrome/142.0.0.0 Safari/537.36"), "Chrome, ChromeOS"],
  [blink(ANDROID, "Chrome/142.0.0.0 Mobile Safari/537.36"), "Chrome, Android"],
  [blink("Linux; Android 15; SM-S921B; wv", "Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36"), "Chrome, Android"],
  [webkit(IPHONE, "CriOS/142.0.7444.148 Mobile/15E148 Safari/604.1"), "Chrome, iOS"],
  [blink(LINUX, "HeadlessChrome/142.0.0.0 Safari/537.36"), "Headless Chrome, Linux"],
  [blink(WINDOWS, "HeadlessChrome/142.0.0.0 Safari/537.36"), "Headless Chrome, Windows"],
  [blink(MAC, "HeadlessChrome/142.0.0.0 Safari/537.36"), "Headless Chrome, macOS"],

  [blink(WINDOWS, "Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0"), "Edge, Windows"],
  [blink(WINDOWS, "Chrome/70.0.3538.102 Safari/537.36 Edge/18.19045"), "Edge, Windows"],
  [blink(MAC, "Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0"), "Edge, macOS"],
  [blink(LINUX, "Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0"), "Edge, Linux"],
  [blink(ANDROID, "Chrome/142.0.0.0 Mobile Safari/537.36 EdgA/142.0.0.0"), "Edge, Android"],
  [webkit(IPHONE, "Version/18.0 EdgiOS/142.0.3595.66 Mobile/15E148 Safari/604.1"), "Edge, iOS"],

  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox, Windows"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox, macOS"],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox, Linux"],
  ["Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox, Linux"],
  ["Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0", "Firefox, Android"],
  [webkit(IPHONE, "FxiOS/145.0 Mobile/15E148 Safari/605.1.15"), "Firefox, iOS"],

  [webkit(MAC, "Version/26.1 Safari/605.1.15"), "Safari, macOS"],
  [webkit(IPHONE, "Version/26.1 Mobile/15E148 Safari/604.1"), "Safari, iOS"],
  [webkit(IPAD, "Version/18.6 Mobile/15E148 Safari/604.1"), "Safari, iOS"],

  [blink(WINDOWS, "Chrome/141.0.0.0 Safari/537.36 OPR/125.0.0.0"), "Opera, Windows"],
  [blink(MAC, "Chrome/141.0.0.0 Safari/537.36 OPR/125.0.0.0"), "Opera, macOS"],
  [blink(LINUX, "Chrome/141.0.0.0 Safari/537.36 OPR/125.0.0.0"), "Opera, Linux"],
  [blink(ANDROID, "Chrome/141.0.0.0 Mobile Safari/537.36 OPR/93.0.0.0"), "Opera, Android"],
  [webkit(IPHONE, "Version/18.6 Mobile/15E148 Safari/604.1 OPT/6.1.2"), "Opera, iOS"],

  [blink(WINDOWS, "Chrome/140.0.0.0 YaBrowser/25.10.0.0 Safari/537.36"), "Yandex Browser, Windows"],
  [blink(MAC, "Chrome/140.0.0.0 YaBrowser/25.10.0.0 Safari/537.36"), "Yandex Browser, macOS"],
  [blink(LINUX, "Chrome/140.0.0.0 YaBrowser/25.10.0.0 Safari/537.36"), "Yandex Browser, Linux"],
  [
    blink("Linux; arm_64; Android 15; SM-S921B", "Chrome/140.0.0.0 YaBrowser/25.10.0.0.00 SA/3 Mobile Safari/537.36"),
    "Yandex Browser, Android",
  ],
  [webkit(IPHONE, "Version/18.0 YaBrowser/25.10.3.580.10 SA/3 Mobile/15E148 Safari/604.1"), "Yandex Browser, iOS"],

  [blink(ANDROID, "SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36"), "Samsung Internet, Android"],
  [blink(LINUX, "SamsungBrowser/29.0 Chrome/136.0.0.0 Safari/537.36"), "Samsung Internet, Linux"],
];

describe("the kind of device that a browser runs on", () => {
  it.each(agents)("%s", (agent, device) => {
    expect(describeDevice(agent)).toBe(device);
    expect(nameDevice(agent)).toBe(device);
  });

  it("is not known of programs, which the list of sessions calls by their own names", () => {
    expect(describeDevice("curl/8.5.0")).toBeNull();
    expect(nameDevice("curl/8.5.0")).toBe("curl/8.5.0");
    expect(nameDevice("python-requests/2.32.3")).toBe("python-requests/2.32.3");
    for (const nothing of ["", null]) expect([describeDevice(nothing), nameDevice(nothing)]).toEqual([null, undefined]);
  });
});
