import { describe, expect, it } from "vitest";
import type { Language } from "../../site/src/api-types.ts";
import { dictionaries } from "../../site/src/i18n/index.ts";
import { type Told, tellCondition } from "../../site/src/transaction/tell-condition.ts";

const feature = (name: string, unit: string) => ({ name, unit, value: 0, meaning: "" });
const told: Told = {
  currency: "UZS",
  evidence: {
    features: [
      feature("payer_new_country", "0/1"),
      feature("payer_count_30d", "payments"),
      feature("payer_decline_share_1h", "share"),
      feature("payer_travel_kmh", "km/h"),
      feature("payer_mean_30d", "USD"),
    ],
    lists: {
      revision: 1,
      held: [{ list_id: "lst_1", name: "Mules", kind: "block", subject_type: "device" }],
      lacks: [],
    },
  },
};

const tell = (condition: unknown, values: Record<string, string | number | null>, language: Language = "en") => {
  const { decisions, features, transaction } = dictionaries[language];
  return tellCondition({ condition, values }, told, { language, text: decisions, features, transaction })
    .join(" | ")
    .replaceAll("\u00a0", " ");
};
const field = (name: string) => ({ field: name });

describe("what a rule asked of a payment", () => {
  const extreme = {
    and: [{ gte: [field("amount"), 10_000] }, { eq: [field("payer_new_country"), 1] }],
  };
  const values = { amount: 50_000, payer_new_country: 1 };

  it("is told by the names, units and figures of the reader's language", () => {
    expect(tell(extreme, values, "ru")).toBe(
      "Сумма в долларах: 50 000 $ (условие: ≥ 10 000 $) | Новая страна: да (условие: да)",
    );
    expect(tell(extreme, values, "uz")).toBe(
      "Summa, dollarda: 50 000 $ (shart: ≥ 10 000 $) | Yangi mamlakat: ha (shart: ha)",
    );
    expect(tell(extreme, values)).toBe(
      "Amount, in dollars: $50,000 (asked: ≥ $10,000) | New country: yes (asked: yes)",
    );
  });

  it("names units of features, and the payment's own currency", () => {
    expect(tell({ gt: [field("payer_travel_kmh"), 900] }, { payer_travel_kmh: 4360 }, "ru")).toBe(
      "Скорость перемещения: 4 360 км/ч (условие: > 900 км/ч)",
    );
    expect(tell({ lt: [field("amount_local"), 500] }, { amount_local: 184_000 })).toMatch(
      /184,000 soʻm \(asked: < 500 soʻm\)$/,
    );
    expect(tell({ gt: [field("payer_decline_share_1h"), 0.5] }, { payer_decline_share_1h: 0.75 })).toMatch(
      /: 0.75 \(asked: > 0.5\)$/,
    );
  });

  it("says what is not known, what is on a list, and what is one of several", () => {
    const missing = { not: { exists: field("payer_count_30d") } };
    expect(tell(missing, { payer_count_30d: null })).toMatch(/: no data \(asked: not known\)$/);
    expect(tell({ in: [field("device_id"), { list: "lst_1" }] }, { device_id: "d-7" })).toBe(
      "Device: d-7 (asked: in the list “Mules”)",
    );
    expect(
      tell({ not: { in: [field("country"), ["AE", "TR", "GE", "KZ", "KG", "TJ", "CN"]] } }, { country: "UZ" }),
    ).toBe("Country: UZ (asked: none of AE, TR, GE, KZ, KG, 2 more)");
    expect(tell({ contains: [field("merchant"), "korzinka"] }, { merchant: "Korzinka" })).toBe(
      "Merchant: Korzinka (asked: contains “korzinka”)",
    );
  });

  it("keeps groups apart, and tells sums of fields with their values", () => {
    const either = { or: [extreme, { eq: [field("country"), "AE"] }] };
    expect(tell(either, { ...values, country: "AE" }, "ru")).toBe(
      "[Сумма в долларах: 50 000 $ (условие: ≥ 10 000 $); Новая страна: да (условие: да)] или Страна: AE (условие: AE)",
    );
    const above = { gt: [field("amount"), { multiply: [3, field("payer_mean_30d")] }] };
    expect(tell(above, { amount: 50, payer_mean_30d: 20 })).toMatch(/: \$50 \(asked: > \(3 × .* \$20\)\)$/);
  });

  it("is nothing of a version that could not be read", () => {
    expect(tell(null, {})).toBe("");
  });
});
