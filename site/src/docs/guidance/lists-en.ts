import type { Guidance } from "../guidance.ts";

/** Of lists and blocks. */
export const listsEn: Record<string, Guidance> = {
  "antifraud.too_many_lists": {
    meaning: "An organisation has up to {most_lists} lists. None was made.",
    remedy:
      "Delete one that is not needed (DELETE /api/antifraud/lists/{list_id}), or add the entries to one there is: it takes {most_entries}.",
  },
  "antifraud.list_full": {
    meaning:
      "A list holds up to {most_entries} entries, and this would be more. Nothing was added, nor anything of a file.",
    remedy: "Delete entries that ran out or are not needed, or put the rest on one more list: a rule may ask several.",
  },
  "antifraud.list_name_taken": {
    meaning: "There is a list of this name already; rules know a list by its name, so no two share one.",
    remedy: "Choose another name, or add the entries to the list there is: GET /api/antifraud/lists shows it.",
  },
  "antifraud.list_entry_taken": {
    meaning: "The list holds this value already. It was not added twice.",
    remedy:
      "To change its term or its reason, edit the entry there is: PUT /api/antifraud/lists/{list_id}/entries/{entry_id}.",
  },
  "antifraud.list_in_use": {
    meaning: "Enabled rules ask this list; detail names them. It was not deleted.",
    remedy: "Take the list out of those rules or disable them first, then delete it.",
  },
  "antifraud.list_kept_by_system": {
    meaning: "The system keeps this list itself: it holds what is blocked for a time. It is not changed by hand.",
    remedy: "To add, use POST /api/antifraud/blocks; to take off, DELETE /api/antifraud/blocks/{block_id}.",
  },
  "antifraud.import_refused": {
    meaning:
      "The file has bad lines; errors gives the number and the reason of each. Nothing of it was added, not even good lines.",
    remedy: "Mend those lines and send the whole file again: what the list holds already is not added twice.",
  },
  "antifraud.already_blocked": {
    meaning: "This card, user or device is blocked already; detail names the block. It was not blocked twice.",
    remedy:
      "If its term suits you, do nothing. For another term, lift it first (DELETE /api/antifraud/blocks/{block_id}), then block again.",
  },
  "antifraud.block_over": {
    meaning: "This block was lifted already, or has run out.",
    remedy: "Nothing needs to be done. To block again, use POST /api/antifraud/blocks.",
  },
};
