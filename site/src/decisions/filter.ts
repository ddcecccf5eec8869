import type { DecisionName } from "../api-types.ts";
import { queryOf } from "../paths.ts";
import type { DecisionRow } from "./decision-row.ts";

/** What the list is narrowed to, as it stands in the address. */
export type Filter = { decision?: DecisionName; text: string };

const decisionNames: readonly string[] = ["APPROVED", "UNDER_REVIEW", "BLOCKED"] satisfies DecisionName[];

export function readFilter(query: URLSearchParams): Filter {
  const decision = query.get("decision") ?? "";
  return {
    decision: decisionNames.includes(decision) ? (decision as DecisionName) : undefined,
    text: query.get("q") ?? "",
  };
}

type Terms = { user?: string; merchant?: string; words: string[] };

/** Splits `user:u_1 merchant:"Korzinka Chilonzor" words` into what the API can search by and what is left to the page. */
export function readTerms(text: string): Terms {
  const terms: Terms = { words: [] };
  for (const [, key, quoted, plain] of text.matchAll(/(?:(user|merchant):)?(?:"([^"]*)"?|(\S+))/g)) {
    const value = (quoted ?? plain ?? "").trim();
    if (value === "") continue;
    if (key === "user" || key === "merchant") terms[key] = value;
    else if (!/^(user|merchant):$/.test(value)) terms.words.push(fold(value));
  }
  return terms;
}

/** The part of a filter that the API applies to the whole history. */
export function toApiQuery({ decision, text }: Filter): string {
  const { user, merchant } = readTerms(text);
  return queryOf({ limit: "50", decision, user_id: user, merchant });
}

/** Whether a row passes the filter; a live one has not been through the API. */
export function createMatcher({ decision, text }: Filter): (row: DecisionRow) => boolean {
  const { user, merchant, words } = readTerms(text);
  return (row) =>
    (!decision || row.decision === decision) &&
    (!user || row.userId === user) &&
    (!merchant || row.merchant === merchant) &&
    words.every((word) => fold(`${row.id} ${row.userId} ${row.merchant} ${row.category} ${row.reason}`).includes(word));
}

/** Case aside, and every way to type the Uzbek apostrophe is the same. */
const fold = (text: string): string => text.toLowerCase().replace(/['’‘`ʼ]/g, "ʻ");
