import type { Sealer } from "#platform/seal";
import type { ListSubject } from "./list-subjects.ts";

/** 132 bits of the hash: among the five million entries that an organisation may have, none meets another by chance. */
const KEY_CHARACTERS = 22;

/** The keyed hash by which an entry is found, other ones in each organisation. */
export const listKeyOf = (
  sealer: Pick<Sealer, "indexNow">,
  organizationId: string,
  subject: ListSubject,
  form: string,
): string => sealer.indexNow(`antifraud|list|${organizationId}|${subject}|${form}`).slice(0, KEY_CHARACTERS);

const MOST_REMEMBERED = 20_000;

/** The same hashes, those that were computed lately at hand: a payment has several, and payers come again. */
export class ListKeys {
  readonly #sealer: Pick<Sealer, "indexNow">;
  readonly #organizationId: string;
  readonly #known = new Map<string, string>();

  constructor(sealer: Pick<Sealer, "indexNow">, organizationId: string) {
    this.#sealer = sealer;
    this.#organizationId = organizationId;
  }

  of(subject: ListSubject, form: string): string {
    const name = `${subject}|${form}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
    const key = listKeyOf(this.#sealer, this.#organizationId, subject, form);
    this.#known.set(name, key);
    return key;
  }
}
