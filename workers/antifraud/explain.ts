import type { Language, Localized } from "#platform/i18n";
import { advices } from "./advices.ts";
import { type Contributions, leadingGroups } from "./contributions.ts";
import { type ReasonCode, reasons } from "./reasons/index.ts";
import { type ReasonFacts, SPEAKS_ALONE_FROM } from "./reasons/reason.ts";

const MOST_SHOWN = 5;
const codesByWeight = (Object.keys(reasons) as ReasonCode[]).sort((a, b) => reasons[b].weight - reasons[a].weight);

/**
 * The codes that explain a decision: those of the rules that hit, in their order, then, unless it approves, one for each
 * circumstance that moved the model, the heaviest first; where that is not known, what else applies, by weight.
 */
export function explain(
  facts: ReasonFacts,
  hitReasons: readonly ReasonCode[],
  decided: { isApproved: boolean; hasModel: boolean; contributions: Contributions | null },
): ReasonCode[] {
  const others = decided.isApproved ? [] : othersThatApply(facts, hitReasons, decided.contributions);
  const found = [...new Set([...hitReasons, ...others])].slice(0, MOST_SHOWN);
  if (!decided.hasModel) found.push("model_unavailable");
  if (!decided.isApproved && found.length === 0) found.push("model_pattern");
  return found;
}

const othersThatApply = (facts: ReasonFacts, named: readonly ReasonCode[], contributions: Contributions | null) =>
  contributions
    ? reasonsOfModel(facts, named, contributions)
    : codesByWeight.filter((code) => reasons[code].weight >= SPEAKS_ALONE_FROM && reasons[code].applies(facts));

/** For each leading group the weightiest reason that is true and not named yet. */
function reasonsOfModel(facts: ReasonFacts, named: readonly ReasonCode[], contributions: Contributions): ReasonCode[] {
  return leadingGroups(contributions).flatMap(
    (group) =>
      codesByWeight.find(
        (code) => reasons[code].group === group && !named.includes(code) && reasons[code].applies(facts),
      ) ?? [],
  );
}

/** The sentence of a reason with its values filled in. */
export const sentenceOf = (code: ReasonCode, facts: ReasonFacts, language: Language): string =>
  reasons[code].sentence[language](facts);

/** The same in every language. */
export const localizedSentenceOf = (code: ReasonCode, facts: ReasonFacts): Localized => ({
  uz: sentenceOf(code, facts, "uz"),
  ru: sentenceOf(code, facts, "ru"),
  en: sentenceOf(code, facts, "en"),
});

/** What to do, by the leading reason; an approved payment needs nothing. */
export function adviceFor(codes: readonly ReasonCode[], isApproved: boolean, language: Language): string {
  const leading = codes[0];
  return advices[isApproved || leading === undefined ? "none" : reasons[leading].advice][language];
}
