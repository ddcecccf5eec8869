import "../../workers/app.ts";
import { describe, expect, it } from "vitest";
import { guidanceFor, hasOwnGuidance } from "../../site/src/docs/guidance.ts";
import { MOST_ENTRIES } from "../../workers/antifraud/lists/list-store.ts";
import { languages } from "../../workers/platform/i18n.ts";
import { problemCatalogue } from "../../workers/platform/problem.ts";

describe.each(languages)("the pages of errors (%s)", (language) => {
  it("have words of their own for each conflict and each refusal", () => {
    const asked = problemCatalogue.filter(({ status }) => status === 409 || status === 422);
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter(({ code }) => !hasOwnGuidance(language, code)).map(({ code }) => code)).toEqual([]);
  });

  it("name the limits that the code keeps to, and leave no gap", () => {
    const { meaning } = guidanceFor(language, "antifraud.list_full", 409);
    expect(meaning.replaceAll(/\D/g, "")).toBe(String(MOST_ENTRIES));
    for (const { code, status } of problemCatalogue) {
      const { meaning, remedy } = guidanceFor(language, code, status);
      expect(`${meaning} ${remedy}`).not.toMatch(/\{(most_|proposal_)|NaN/);
    }
  });

  it("say no two problems alike that have words of their own", () => {
    const own = problemCatalogue.filter(({ code }) => hasOwnGuidance(language, code));
    const told = own.map(({ code, status }) => guidanceFor(language, code, status).meaning);
    expect(new Set(told).size).toBe(told.length);
  });
});
