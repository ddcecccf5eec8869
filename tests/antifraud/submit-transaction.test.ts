import { describe, expect, it } from "vitest";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { dubaiSample, payment } from "../support/samples.ts";

const HOUR = 3_600_000;

describe("POST /api/antifraud/transactions/submit", () => {
  it("answers the published sample in the published shape", async () => {
    const answer = await api(await given.provider()).submit(dubaiSample);
    expect(answer.status).toBe(200);
    const body = await bodyOf(answer);
    expect(Object.keys(body)).toEqual([
      "transaction_id",
      "decision",
      "risk_score",
      "confidence",
      "reasons",
      "recommended_action",
      "ml_model_version",
      "processing_time_ms",
    ]);
  });

  it("sends a customer of Tashkent to review when the sample's purchase is made in Dubai", async () => {
    const caller = api(await given.provider(), { headers: { "accept-language": "en" } });
    const purchase = Date.parse(dubaiSample.timestamp);
    for (let day = 25; day >= 1; day--) {
      const usual = payment({
        user_id: dubaiSample.user_id,
        device_id: "Redmi_Note_12_usual",
        timestamp: new Date(purchase - day * 24 * HOUR - 3 * HOUR).toISOString(),
        metadata: { payment_method: "card", card_last4: "1234" },
      });
      expect((await bodyOf(await caller.submit(usual))).decision).toBe("APPROVED");
    }
    const body = await bodyOf<{ decision: string; risk_score: number; reasons: string[]; recommended_action: string }>(
      await caller.submit(dubaiSample),
    );
    expect(body.decision).not.toBe("APPROVED");
    expect(body.risk_score).toBeGreaterThanOrEqual(500);
    expect(body.reasons[0]).toBe("Unusual geographic location (Dubai, normally Tashkent)");
    expect(body.recommended_action).toBe("Send SMS verification code");
  });

  it("blocks fifty thousand dollars of luxury goods in Dubai", async () => {
    const luxury = {
      ...dubaiSample,
      transaction_id: "TXN-LUX",
      amount: 50_000,
      currency: "USD",
      merchant: "Luxury Goods",
      merchant_category: "Luxury Goods",
    };
    const body = await bodyOf<{ decision: string; risk_score: number }>(
      await api(await given.provider()).submit(luxury),
    );
    expect(body.decision).toBe("BLOCKED");
    expect(body.risk_score).toBeGreaterThan(800);
  });

  it("gives its reasons in the language that was asked for", async () => {
    const provider = await given.provider();
    const luxury = { ...dubaiSample, amount: 50_000, currency: "USD" };
    const reasonIn = async (language: string) => {
      const answer = await api(provider, { headers: { "accept-language": language } }).submit({
        ...luxury,
        transaction_id: `TXN-${language}`,
        user_id: `user-${language}`,
      });
      return (await bodyOf<{ reasons: string[] }>(answer)).reasons[0];
    };
    expect(await reasonIn("ru-RU,ru;q=0.9")).toMatch(/^Очень крупная сумма за рубежом/);
    expect(await reasonIn("en")).toMatch(/^Very large amount abroad/);
    expect(await reasonIn("de")).toMatch(/^Chet elda juda katta summa/);
  });

  it("repeats the first answer byte for byte", async () => {
    const caller = api(await given.provider(), { headers: { "accept-language": "ru" } });
    const transaction = payment();
    const first = await (await caller.submit(transaction)).text();
    const again = await api(undefined).submit(transaction);
    expect(again.status).toBe(401);
    expect(await (await caller.submit(transaction)).text()).toBe(first);
  });

  it("refuses the same id with another body, whoever pays", async () => {
    const caller = api(await given.provider());
    const transaction = payment();
    await caller.submit(transaction);
    for (const changes of [
      { amount: 1 },
      { user_id: "another" },
      { metadata: { card_fingerprint: "fp_other" } },
      { merchant: "Other" },
    ]) {
      const answer = await caller.submit({ ...transaction, ...changes });
      expect(answer.status).toBe(409);
      expect(await bodyOf(answer)).toMatchObject({ code: "antifraud.transaction_conflict" });
    }
  });

  it("keeps organisations apart that use the same ids", async () => {
    const transaction = payment({ amount: 50_000, currency: "USD" });
    const [alfa, beta] = [api(await given.provider()), api(await given.provider())];
    await alfa.submit(transaction);
    expect((await beta.submit({ ...transaction, amount: 60_000 })).status).toBe(200);
    expect(
      await bodyOf<{ user_id: string }>(await beta.get(`/api/antifraud/transactions/${transaction.transaction_id}`)),
    ).toMatchObject({ amount: 60_000 });
  });
});
