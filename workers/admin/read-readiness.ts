import { askModel, bundledModel, featureNames } from "#antifraud";
import { type PartName, partNames } from "./schemas.ts";

/** What asks each part; none of it keeps anything. */
const probes = {
  /** The model, and an object like those that decide, with its own storage. */
  decisions: async (env: Env) => {
    const asked = askModel(await bundledModel(), new Float32Array(featureNames.length).fill(Number.NaN));
    await Promise.all([asked, env.ENTITY_ACTIVITY.getByName("readiness").listsRevision()]);
  },
  /** Accounts, lists, rules, reviews: whatever is signed in to and read. */
  data: (env: Env) => env.DB.prepare("SELECT 1").first(),
  /** What carries webhooks, mails and SMS, and brings decisions to the lists. */
  messages: (env: Env) => env.EVENTS.metrics(),
  /** Files beside payments, models, exports. */
  files: (env: Env) => env.ATTACHMENTS.head("readiness"),
} satisfies Record<PartName, (env: Env) => Promise<unknown>>;

type Readiness = Record<PartName, "ok" | "failing">;

/** An answer that takes longer than this is as good as none; a new isolate has a model to start meanwhile. */
const ANSWERS_WITHIN_MS = 5000;
/** So that a crowd of watchers costs no more than one. */
const GOOD_FOR_MS = 5000;

let latest: { readiness: Readiness; at: number } | undefined;

/** Which parts work, as of a few seconds ago at most. */
export async function readReadiness(env: Env, now: number): Promise<Readiness> {
  if (latest && now - latest.at < GOOD_FOR_MS) return latest.readiness;
  // Only the answer is kept: a promise of one request may never end for another.
  const readiness = await askParts(env);
  latest = { readiness, at: now };
  return readiness;
}

/** Asks every part at the same time; a part that fails or is silent is failing, and why is nobody's business. */
async function askParts(env: Env): Promise<Readiness> {
  const states = await Promise.all(
    partNames.map(async (name) => [name, (await answers(async () => probes[name](env))) ? "ok" : "failing"] as const),
  );
  // SAFETY: the entries are made of all names of parts.
  return Object.fromEntries(states) as Readiness;
}

async function answers(ask: () => Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, ANSWERS_WITHIN_MS, false);
  });
  const answered = ask().then(
    () => true,
    () => false,
  );
  return Promise.race([answered, silence]).finally(() => clearTimeout(timer));
}
