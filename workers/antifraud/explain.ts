import type { Language, Localized } from "#platform/i18n";
import { advices } from "./advices.ts";
import { type ReasonCode, type ReasonFacts, reasons } from "./reasons.ts";

const MOST_SHOWN = 5;
const codesByWeight = (Object.keys(reasons) as ReasonCode[]).sort((a, b) => reasons[b].weight - reasons[a].weight);

/** The codes that explain a decision: those of the rules that hit, in their order, then what else applies, by weight. */
export function explain(
  facts: ReasonFacts,
  hitReasons: readonly ReasonCode[],
  isFlagged: boolean,
  hasModel: boolean,
): ReasonCode[] {
  const others = codesByWeight.filter((code) => reasons[code].applies(facts));
  const found = [...new Set([...hitReasons, ...others])].slice(0, MOST_SHOWN);
  if (!hasModel) found.push("model_unavailable");
  if (isFlagged && found.length === 0) found.push("model_pattern");
  return found;
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
