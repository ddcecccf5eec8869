import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { payment } from "../support/samples.ts";

type ProblemBody = { status: number; code: string; errors?: { path: string; message: string }[] };

const DAY = 24 * 3_600_000;
const CARD = "8600123456789012";
const CARD_TOO = "4242424242424242";

let provider: Awaited<ReturnType<typeof given.provider>>;
beforeAll(async () => {
  provider = await given.provider();
});

/** Sends a body that must be refused, and checks what every refusal has in common. */
async function refused(body: unknown, headers: Record<string, string> = {}): Promise<ProblemBody> {
  const answer = await api(provider, { headers }).submit(body);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  const text = await answer.text();
  expect(text).not.toContain(CARD);
  expect(text).not.toContain(CARD_TOO);
  const problem = JSON.parse(text) as ProblemBody;
  expect(problem.status).toBe(answer.status);
  return problem;
}

const without = (field: string) => Object.fromEntries(Object.entries(payment()).filter(([key]) => key !== field));
const ahead = (ms: number) => new Date(Date.now() + ms).toISOString();

describe("a body that cannot be read", () => {
  it.each([
    ["malformed JSON", '{"transaction_id": ', {}, 400, "request.malformed_json"],
    ["NaN", '{"amount": NaN}', {}, 400, "request.malformed_json"],
    ["nothing at all", "", {}, 400, "request.malformed_json"],
    ["a list", "[]", {}, 422, "request.invalid"],
    [
      "form data",
      "amount=1",
      { "content-type": "application/x-www-form-urlencoded" },
      415,
      "request.wrong_content_type",
    ],
    ["no content type", "{}", { "content-type": "" }, 415, "request.wrong_content_type"],
    [
      "a megabyte",
      JSON.stringify({ ...payment(), merchant: "x".repeat(1_000_000) }),
      {},
      413,
      "request.body_too_large",
    ],
  ])("refuses %s", async (_, body, headers, status, code) => {
    expect(await refused(body, headers)).toMatchObject({ status, code });
  });

  it("refuses a megabyte that announces no length", async () => {
    const chunk = new TextEncoder().encode("x".repeat(10_000));
    let sent = 0;
    const body = new ReadableStream({
      pull: (controller) => (sent++ < 100 ? controller.enqueue(chunk) : controller.close()),
    });
    const { default: worker } = await import("../../workers/index.ts");
    const request = new Request("https://api.test/api/antifraud/transactions/submit", {
      method: "POST",
      body,
      headers: { "content-type": "application/json", authorization: `Bearer ${provider.token}` },
    });
    const context = createExecutionContext();
    expect((await worker.fetch(request, env, context)).status).toBe(413);
  });
});

describe("a field that is wrong", () => {
  it.each<[string, unknown, string]>([
    ["transaction_id missing", without("transaction_id"), "transaction_id"],
    ["user_id missing", without("user_id"), "user_id"],
    ["amount missing", without("amount"), "amount"],
    ["currency missing", without("currency"), "currency"],
    ["merchant missing", without("merchant"), "merchant"],
    ["timestamp missing", without("timestamp"), "timestamp"],
    ["an empty id", { ...payment(), transaction_id: " " }, "transaction_id"],
    ["a long id", { ...payment(), transaction_id: "x".repeat(101) }, "transaction_id"],
    ["a control character", { ...payment(), merchant: "a\u0000b" }, "merchant"],
    ["a number as id", { ...payment(), transaction_id: 7 }, "transaction_id"],
    ["a text as amount", { ...payment(), amount: "100" }, "amount"],
    ["a negative amount", { ...payment(), amount: -1 }, "amount"],
    ["nothing paid", { ...payment(), amount: 0 }, "amount"],
    ["an absurd amount", { ...payment(), amount: 1e14 }, "amount"],
    ["an amount that rounds to nothing", { ...payment(), amount: 0.0001, currency: "USD" }, "amount"],
    ["a currency in small letters", { ...payment(), currency: "uzs" }, "currency"],
    ["a currency without a rate", { ...payment(), currency: "XXQ" }, "currency"],
    ["no address", { ...payment(), ip_address: "300.1.1.1" }, "ip_address"],
    ["a latitude beyond the pole", { ...payment(), location: { country: "UZ", lat: 91, lon: 0 } }, "location.lat"],
    [
      "a longitude beyond the date line",
      { ...payment(), location: { country: "UZ", lat: 0, lon: -181 } },
      "location.lon",
    ],
    ["half a coordinate", { ...payment(), location: { country: "UZ", lat: 10 } }, "location.lat"],
    ["a country by name", { ...payment(), location: { country: "Uzbekistan" } }, "location.country"],
    ["a date without a zone", { ...payment(), timestamp: "2026-01-01T00:00:00" }, "timestamp"],
    ["no date", { ...payment(), timestamp: "yesterday" }, "timestamp"],
    ["a date in the future", { ...payment(), timestamp: ahead(10 * 60_000) }, "timestamp"],
    ["an ancient date", { ...payment(), timestamp: "1999-12-31T23:59:59Z" }, "timestamp"],
    ["a date three years back", { ...payment(), timestamp: ahead(-3 * 365 * DAY) }, "timestamp"],
    ["an unknown field", { ...payment(), surprise: 1 }, "surprise"],
    ["an unknown field within", { ...payment(), metadata: { colour: "red" } }, "metadata.colour"],
    ["five last digits", { ...payment(), metadata: { card_last4: "12345" } }, "metadata.card_last4"],
    ["null where an object belongs", { ...payment(), location: null }, "location"],
  ])("names the place of %s", async (_, body, path) => {
    const { status, errors } = await refused(body);
    expect(status).toBe(422);
    expect(errors?.map((error) => error.path)).toContain(path);
  });
});

describe("a card number", () => {
  const spaced = "8600 1234 5678 9012";
  const dashed = "4242-4242-4242-4242";
  it.each<[string, unknown, string]>([
    ["as the id", { ...payment(), transaction_id: CARD }, "transaction_id"],
    ["as the user", { ...payment(), user_id: `user ${CARD_TOO}` }, "user_id"],
    ["as the merchant, spaced", { ...payment(), merchant: `Shop ${spaced}` }, "merchant"],
    ["as the device, dashed", { ...payment(), device_id: dashed }, "device_id"],
    ["as the amount", { ...payment(), amount: Number(CARD) }, "amount"],
    ["as the fingerprint", { ...payment(), metadata: { card_fingerprint: CARD } }, "metadata.card_fingerprint"],
    ["as the city", { ...payment(), location: { country: "UZ", city: CARD } }, "location.city"],
    ["in an unknown field", { ...payment(), note: `pay ${CARD} now` }, "note"],
    ["as the name of a field", { ...payment(), metadata: { [CARD]: "x" } }, "metadata"],
    ["behind another number", { ...payment(), merchant: `7 ${spaced}` }, "merchant"],
  ])("is refused %s, by place and without an echo", async (_, body, path) => {
    const { status, code, errors } = await refused(body);
    expect(status).toBe(422);
    expect(code).toBe("request.card_number_refused");
    expect(errors?.map((error) => error.path)).toContain(path);
  });

  it("appears in no line of the log", async () => {
    const lines: unknown[] = [];
    const spies = (["log", "info", "warn", "error"] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation((...line) => void lines.push(...line)),
    );
    await refused({ ...payment(), merchant: CARD });
    await refused({ ...payment(), transaction_id: CARD_TOO, surprise: CARD });
    for (const spy of spies) spy.mockRestore();
    expect(JSON.stringify(lines)).not.toMatch(/8600123456789012|4242424242424242/);
  });
});

describe("whatever is sent", () => {
  it("is decided or refused with a problem, never an error of ours", async () => {
    const caller = api(provider);
    const anything = fc.oneof(
      fc.json(),
      fc.object({ maxDepth: 2 }).map((value) => JSON.stringify(value)),
      fc
        .record({ field: fc.constantFrom(...Object.keys(payment())), value: fc.jsonValue() })
        .map(({ field, value }) => JSON.stringify({ ...payment(), [field]: value })),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (body) => {
        const answer = await caller.submit(body);
        const text = await answer.text();
        expect([200, 400, 409, 413, 422]).toContain(answer.status);
        if (answer.status !== 200) expect((JSON.parse(text) as ProblemBody).code).toMatch(/^[a-z]+\.[a-z_]+$/);
      }),
      { numRuns: 300, seed: 20261121 },
    );
  });

  it("leaves no trace when it is refused", async () => {
    const caller = api(provider, { headers: { "accept-language": "en" } });
    const good = payment({
      user_id: "user_traceless",
      device_id: "dev_traceless",
      metadata: { card_fingerprint: "fp_traceless" },
    });
    for (let i = 0; i < 5; i++) await refused({ ...good, transaction_id: `bad-${i}`, surprise: true });
    await refused({ ...good, transaction_id: "bad-currency", currency: "XXQ" });
    await caller.submit(good);
    type Detail = { evidence: { features: { name: string; value: number | null }[] } };
    const detail = await bodyOf<Detail>(await caller.get(`/api/antifraud/transactions/${good.transaction_id}`));
    const featureOf = (name: string) => detail.evidence.features.find((feature) => feature.name === name)?.value;
    expect([featureOf("payer_count_30d"), featureOf("device_count_24h"), featureOf("user_count_24h")]).toEqual([
      0, 0, 0,
    ]);
  });
});
