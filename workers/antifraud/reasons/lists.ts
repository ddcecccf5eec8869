import type { Reason } from "./reason.ts";

/** What a hit of a list says; the names are in the words of whoever made the list. */
export const listReasons = {
  list_blocks: {
    group: null,
    weight: 0,
    advice: "block_and_investigate",
    applies: () => false,
    sentence: {
      uz: (f) => `Toʻlov ishtirokchisi bloklanganlar roʻyxatida: ${f.blockingLists ?? ""}`,
      ru: (f) => `Участник платежа находится в списке заблокированных: ${f.blockingLists ?? ""}`,
      en: (f) => `A party of the payment is on the block list: ${f.blockingLists ?? ""}`,
    },
  },
  list_watches: {
    group: null,
    weight: 0,
    advice: "review_by_hand",
    applies: () => false,
    sentence: {
      uz: (f) => `Toʻlov ishtirokchisi kuzatuv roʻyxatida: ${f.watchingLists ?? ""}`,
      ru: (f) => `Участник платежа находится в списке наблюдения: ${f.watchingLists ?? ""}`,
      en: (f) => `A party of the payment is on the watch list: ${f.watchingLists ?? ""}`,
    },
  },
} as const satisfies Record<string, Reason>;
