import { holdsCardNumber } from "#platform/card-number";
import { cardNumberRefused, type FieldError } from "#platform/problem";
import { attachmentRefused } from "./errors.ts";

const MOST_NAMED_LINES = 20;
/** Lines of people and tables are shorter; a pattern over millions of signs at once would hold up or break the isolate. */
const MOST_LINE = 10_000;
/** After so many signs others get their turn, payments among them. */
const SIGNS_A_TURN = 200_000;

/** Refuses card numbers in a name and in what a text says, by the line, which none of them crosses. */
export async function refuseCardNumbers(name: string, text: string | null): Promise<void> {
  const errors: FieldError[] = holdsCardNumber(name)
    ? [{ path: "file.name", message: "Looks like a card number" }]
    : [];
  let [number, signs] = [0, 0];
  for (const line of linesOf(text ?? "")) {
    number++;
    signs += line.length;
    if (line.length > MOST_LINE)
      throw attachmentRefused({
        errors: [{ path: `file.line.${number}`, message: `Has more than ${MOST_LINE} characters` }],
      });
    if (holdsCardNumber(line))
      errors.push({ path: `file.line.${number}`, message: "Looks like it holds a card number" });
    if (errors.length >= MOST_NAMED_LINES) break;
    if (signs < SIGNS_A_TURN) continue;
    signs = 0;
    await scheduler.wait(0);
  }
  if (errors.length > 0) throw cardNumberRefused({ errors });
}

const [LINE_FEED, CARRIAGE_RETURN] = [10, 13];

/** The lines of a text one after the other: a text of nothing but line breaks would be millions of them at once. */
function* linesOf(text: string): Generator<string> {
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const sign = text.charCodeAt(i);
    if (sign !== LINE_FEED && sign !== CARRIAGE_RETURN) continue;
    yield text.slice(start, i);
    if (sign === CARRIAGE_RETURN && text.charCodeAt(i + 1) === LINE_FEED) i++;
    start = i + 1;
  }
  yield text.slice(start);
}
