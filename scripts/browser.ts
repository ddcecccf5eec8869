import { accessSync, constants } from "node:fs";

/** What every start needs: no sandbox inside containers, and nothing that would call home. */
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--no-first-run",
  "--disable-component-update",
  "--disable-sync",
];

const systemPaths = [
  process.env.CHROME_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** A Chromium that can be started here: the system's, or the one inside @sparticuz/chromium, unpacked without root or network. */
export async function findBrowser(): Promise<{ executablePath: string; args: string[] }> {
  const installed = systemPaths.find((path) => path !== undefined && isExecutable(path));
  if (installed) return { executablePath: installed, args };
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    // Without its own flags, which are for functions in the cloud: they turn off what keeps sites and visitors apart.
    return { executablePath: await chromium.executablePath(), args };
  } catch (failure) {
    throw new Error(
      `No Chromium found: install one, or name it in CHROME_PATH (${failure instanceof Error ? failure.message : failure})`,
    );
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
