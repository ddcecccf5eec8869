import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultThresholds } from "../../workers/antifraud/decide.ts";
import { reasons } from "../../workers/antifraud/reasons/index.ts";
import { stagedDecisions, stagedRefusals } from "../../workers/antifraud/sandbox/amounts.ts";
import { isSandbox, liveOf, sandboxOf } from "../../workers/platform/sandbox.ts";

describe("the sandbox of an organisation", () => {
  const organization = fc.stringMatching(/^org_[0-9a-hjkmnp-tv-z]{26}$/);

  it("is another tenant, and leads back to it", () => {
    fc.assert(
      fc.property(organization, (id) => {
        expect(isSandbox(id)).toBe(false);
        expect(isSandbox(sandboxOf(id))).toBe(true);
        expect(liveOf(sandboxOf(id))).toBe(id);
        expect(liveOf(id)).toBe(id);
      }),
    );
  });

  it("has none of its own, and is that of no other", () => {
    fc.assert(
      fc.property(organization, organization, (one, other) => {
        expect(sandboxOf(sandboxOf(one))).toBe(sandboxOf(one));
        if (one !== other) expect(sandboxOf(one)).not.toBe(sandboxOf(other));
      }),
    );
  });

  // Such ids are parts of names of objects and of tickets.
  it("has no sign in its id that parts names", () => {
    fc.assert(
      fc.property(organization, (id) => {
        expect(sandboxOf(id)).toMatch(/^\w+$/);
      }),
    );
  });
});

describe("the amounts that decide in the sandbox", () => {
  it("stand there once", () => {
    const amounts = [...stagedDecisions, ...stagedRefusals].map(({ amount }) => amount);
    expect(new Set(amounts).size).toBe(amounts.length);
  });

  it.each(stagedDecisions)("$amount is decided as its score says", ({ decision, score }) => {
    const { reviewFrom, blockAbove } = defaultThresholds;
    expect(decision).toBe(score > blockAbove ? "BLOCKED" : score >= reviewFrom ? "UNDER_REVIEW" : "APPROVED");
  });

  it("show every decision, and the score on both sides of each threshold", () => {
    const { reviewFrom, blockAbove } = defaultThresholds;
    const scores = stagedDecisions.map(({ score }) => score);
    expect(scores).toEqual(expect.arrayContaining([reviewFrom - 1, reviewFrom, blockAbove, blockAbove + 1, 1000]));
  });

  // A sentence with a figure would tell what is not so, and differ from one test to the next.
  it("give reasons that say the same of every payment", () => {
    const facts = { amount: 1, amount_local: 1, currency: "UZS", merchant: "m", merchant_category: "c" };
    const places = { country: "UZ", city: "Tashkent", homeCity: null, payment_method: null };
    for (const code of stagedDecisions.flatMap((staged) => staged.reasons)) {
      for (const language of ["uz", "ru", "en"] as const) {
        const told = (amount: number) =>
          reasons[code].sentence[language]({ ...facts, ...places, amount, isInternational: null, hasCard: true });
        expect(told(1)).toBe(told(2));
      }
    }
  });
});
