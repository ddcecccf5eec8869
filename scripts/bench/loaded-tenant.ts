import { demoPassword } from "../demo.ts";

/** What an organisation at its limits has of its own. */
export const LOAD = { rules: 100, lists: 20, entriesAList: 50_000, aggregates: 20 };

const subjects = ["card", "user", "device", "ip", "merchant", "bin", "phone", "email_domain"] as const;
type Subject = (typeof subjects)[number];

/** The field of a rule that may be asked of a list. */
const fields: Record<Subject, string> = {
  card: "card_fingerprint",
  user: "user_id",
  device: "device_id",
  ip: "ip_address",
  merchant: "merchant",
  bin: "card_bin",
  phone: "phone",
  email_domain: "email_domain",
};

/** Values that no payment of the bench names, so that no list decides on them; each a line of an import. */
function listedAt(subject: Subject, n: number): string {
  if (subject === "ip") return `2001:db8::${Math.floor(n / 0x1_00_00).toString(16)}:${(n % 0x1_00_00).toString(16)}`;
  if (subject === "bin") return String(400_000 + n);
  if (subject === "phone") return `+9989${String(10_000_000 + n)}`;
  if (subject === "email_domain") return `domain-${n}.test`;
  return `listed-${subject}-${n}`;
}

const windows = ["5m", "1h", "24h", "7d", "30d"];
const entities = ["card", "device", "ip", "merchant"];
/** A sum of money and a count of others for each entity and window. */
const aggregateAt = (i: number) => ({
  name: `bench_${i}`,
  entity: entities[i % entities.length],
  window: windows[Math.floor(i / entities.length) % windows.length],
  ...(i % 2 === 0 ? { statistic: "sum", of: "amount" } : { statistic: "distinct", of: "countries" }),
});

/** Rules that read the payment, features, aggregates and lists, and that no ordinary payment meets. */
function ruleAt(i: number, listOf: (i: number) => { id: string; subject: Subject }) {
  const { id, subject } = listOf(i);
  const expression = {
    or: [
      {
        and: [
          { gt: [{ field: "amount" }, 90_000 + i] },
          { in: [{ field: "country" }, ["KP", "IR", "SY", "CU"]] },
          { gt: [{ field: "payer_count_24h" }, 40] },
        ],
      },
      { and: [{ in: [{ field: fields[subject] }, { list: id }] }, { gt: [{ field: "amount" }, 10] }] },
      { gt: [{ divide: [{ field: `agg.bench_${i % LOAD.aggregates}` }, { max: [{ field: "amount" }, 1] }] }, 1e9] },
    ],
  };
  return { rule_id: `rule_bench_${i}`, name: `Bench ${i}`, action: "REVIEW", priority: i, expression };
}

/** Gives the demonstration's bank as many rules, lists, entries and aggregates as an organisation may have and more than most will. */
export async function loadTenant(url: string): Promise<void> {
  const ask = async <T>(path: string, body: object | FormData, token?: string): Promise<T> => {
    const isForm = body instanceof FormData;
    const answer = await fetch(url + path, {
      method: "POST",
      headers: {
        ...(!isForm && { "content-type": "application/json" }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: isForm ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(300_000),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const signIn = { email: "fraud@alfabank.uz", password: demoPassword };
  const { access_token } = await ask<{ access_token: string }>("/api/auth/login", signIn);
  for (let i = 0; i < LOAD.aggregates; i++) await ask("/api/antifraud/aggregates", aggregateAt(i), access_token);
  const lists: { id: string; subject: Subject }[] = [];
  for (let i = 0; i < LOAD.lists; i++) {
    const subject = subjects[i % subjects.length]!;
    const list = { name: `Bench ${i}`, kind: "watch", subject_type: subject };
    const { list_id: id } = await ask<{ list_id: string }>("/api/antifraud/lists", list, access_token);
    const lines = Array.from({ length: LOAD.entriesAList }, (_, n) => listedAt(subject, n));
    const form = new FormData();
    form.set("file", new Blob([`value\n${lines.join("\n")}\n`]), "bench.csv");
    await ask(`/api/antifraud/lists/${id}/import`, form, access_token);
    lists.push({ id, subject });
  }
  for (let i = 0; i < LOAD.rules; i++)
    await ask(
      "/api/antifraud/rules",
      ruleAt(i, (n) => lists[n % lists.length]!),
      access_token,
    );
}
