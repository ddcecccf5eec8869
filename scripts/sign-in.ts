import type { BrowserContext } from "playwright-core";

/** Signs a browser in as somebody, by cookies, without the form. Its `baseURL` says where. */
export async function signInBrowser(context: BrowserContext, email: string, password: string): Promise<void> {
  const page = await context.newPage();
  // Any small file will do: the cookies are for the whole host.
  await page.goto("/robots.txt");
  const status = await page.evaluate(async (body) => {
    const headers = { "content-type": "application/json", "foundry-session": "cookie" };
    return (await fetch("/api/auth/login", { method: "POST", headers, body })).status;
  }, JSON.stringify({ email, password }));
  await page.close();
  if (status !== 200) throw new Error(`Signing in as ${email} answered ${status}`);
}
