import { drizzle } from "drizzle-orm/d1";
import { type SeedOrganization, seedPeople } from "../workers/auth/seed-people.ts";
import { newId } from "../workers/platform/ids.ts";
import { Sealer } from "../workers/platform/seal.ts";
import type { LocalServer } from "./server.ts";

/** The password of every demo person. */
export const demoPassword = process.env.DEMO_PASSWORD ?? "demo-Foundry-2026";

/** The organisations and people of a demonstration. */
export const demoOrganizations: SeedOrganization[] = [
  {
    name: "AI Foundry",
    type: "fintech",
    tier: "enterprise",
    people: [{ email: "root@aifoundry.uz", fullName: "Nodira Rashidova", role: "super_admin" }],
  },
  {
    name: "Alfa Bank Uzbekistan",
    type: "bank",
    tier: "business",
    people: [
      { email: "admin@alfabank.uz", fullName: "Alisher Karimov", role: "org_admin" },
      { email: "calls@alfabank.uz", fullName: "Dilnoza Yusupova", role: "bankcall_manager" },
      { email: "fraud@alfabank.uz", fullName: "Jasur Toshmatov", role: "antifraud_manager" },
      { email: "viewer@alfabank.uz", fullName: "Malika Saidova", role: "viewer" },
    ],
  },
  {
    name: "Beta Bank",
    type: "bank",
    tier: "starter",
    people: [{ email: "admin@betabank.uz", fullName: "Bekzod Ergashev", role: "org_admin" }],
  },
];

/** Lays down the demo people that are missing, by the code that registers real ones. */
export async function seedDemo({ database, secrets }: LocalServer): Promise<void> {
  const sealer = new Sealer(secrets.SEAL_KEYS ?? "", secrets.INDEX_SECRET ?? "");
  await seedPeople({ db: drizzle(database), now: Date.now, newId, sealer }, demoOrganizations, demoPassword);
}

/**
 * A key of the demonstration's bank, valid for a day: machines have a quota of their own, people one of a thousand requests an
 * hour. Throws where no server answers, or where it is no demonstration.
 */
export async function demoApiKey(url: string): Promise<string> {
  const post = async (path: string, body: object, token?: string) => {
    const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
    const answer = await fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) }).catch(() => {
      throw new Error(`No server answers at ${url}: start one with npm start`);
    });
    if (!answer.ok) throw new Error("The demo sign-in was refused: set DEMO_PASSWORD as the server had it");
    return (await answer.json()) as { access_token: string; key: string };
  };
  const { access_token } = await post("/api/auth/login", { email: "admin@alfabank.uz", password: demoPassword });
  const scopes = ["write:transactions", "read:transactions"];
  return (await post("/api/api-keys", { name: "Demo traffic", scopes, expires_in_days: 1 }, access_token)).key;
}
