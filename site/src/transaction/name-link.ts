import type { Related } from "../api-types.ts";
import type { TransactionWords } from "./words.ts";

/** What a link between payments is called. */
export const nameLink = (by: Related["links"][number]["by"], { text, transaction }: TransactionWords): string =>
  by === "card" ? transaction.card : text.evidence.groups[by];
