import { describe, expect, it } from "vitest";
import { sources } from "./sources.ts";

/** Calls go down this order; news goes up as events. */
const order = [
  "platform",
  "notifications",
  "auth",
  "antifraud",
  "bankcall",
  "marketplace",
  "billing",
  "webhooks",
  "dashboard",
  "admin",
  "privacy",
];
/** Products of one rank know each other only through events. */
const rankOf = (module: string) =>
  ["platform", "notifications", "auth", "antifraud", "dashboard"].indexOf(peerOf(module));
const peerOf = (module: string) =>
  ["antifraud", "bankcall", "marketplace", "billing", "webhooks"].includes(module)
    ? "antifraud"
    : module === "admin" || module === "privacy"
      ? "dashboard"
      : module;

describe("imports run one way", () => {
  const modules = sources.filter(({ module }) => order.includes(module));

  it("finds the modules it is to judge", () => {
    expect(new Set(modules.map(({ module }) => module))).toContain("antifraud");
    expect(sources.every(({ module }) => [...order, "durable-objects", "entry"].includes(module))).toBe(true);
  });

  it.each(modules)("$path reaches other modules only through their index", ({ path, module, imports }) => {
    const strays = imports.filter(
      (target) =>
        /^(workers|durable-objects|scripts|tests|site)\//.test(target) && !target.startsWith(`workers/${module}/`),
    );
    expect(strays, path).toEqual([]);
  });

  it.each(modules)("$path calls only downwards", ({ path, module, imports }) => {
    const called = imports
      .flatMap((target) => /^#([a-z]+)/.exec(target)?.[1] ?? [])
      .filter((target) => target !== module);
    expect(
      called.filter((target) => rankOf(target) < 0 || rankOf(target) >= rankOf(module)),
      path,
    ).toEqual([]);
  });

  it.each(sources.filter(({ module }) => module === "durable-objects"))(
    "$path stands on modules, never beside their files",
    ({ imports }) => {
      expect(imports.filter((target) => target.startsWith("workers/") || target === "#modules")).toEqual([]);
    },
  );
});

/** Files that judge: the same input always gives the same output, so they may reach nothing. */
const judges = sources.filter(
  ({ path }) =>
    /^workers\/antifraud\/(decide|score-scale|describe-payment|complete-features|observe-entity|final-decision|assess-payment|evidence-record|reach-decision|contributions|advices|explain)\.ts$/.test(
      path,
    ) ||
    /^workers\/antifraud\/(reasons|rules|rule-language|signals|sandbox|aggregates\/(definition|figures|filter|aggregate|aggregates-in-force)|watch\/(distributions|figures)|lists\/(list-subjects|list-book|lists-on-payment)|snoozes\/snoozed-rules|alerts\/(judge-reading|next-standing|metrics|words)|attachments\/media-type|breakers\/(band|block-counts|breaker|judge-payment|watch-payment)|own-rules\/(rules-in-force|rule-book|rule-document|vocabulary|check-rule))\b/.test(
      path,
    ),
);

describe("judgement is pure", () => {
  it.each(judges)("$path imports only its like", ({ valueImports }) => {
    const allowed = (target: string) =>
      judges.some(({ path }) => path === target) ||
      target === "#platform/money" ||
      target === "#platform/exchange-rates";
    expect(valueImports.filter((target) => !allowed(target))).toEqual([]);
  });

  it.each(judges)("$path asks neither the clock nor chance nor the network", ({ text }) => {
    expect(text).not.toMatch(/Date\.now|new Date\(\)|Math\.random|crypto\.|\bfetch\(|\bawait\b|process\.|setTimeout/);
  });
});

describe("card data and secrets stay out of the log", () => {
  it.each(sources.filter(({ path }) => path !== "workers/platform/log.ts"))(
    "$path writes no line past the log",
    ({ text }) => {
      expect(text).not.toMatch(/console\./);
    },
  );
});
