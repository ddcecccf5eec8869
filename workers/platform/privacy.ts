import type { Localized } from "./i18n.ts";
import type { Platform } from "./platform.ts";
import type { Subject } from "./subject.ts";

/** On what ground a class of data is kept. */
export const grounds = ["contract", "legal_obligation", "legitimate_interest", "security"] as const;

/** One class of data that a module keeps, as the inventory tells of it. */
export type DataClass = {
  name: string;
  title: Localized;
  /** Where it stands: `d1:table.column`, `object:Class`, `r2:BUCKET`. */
  where: readonly string[];
  /** Whom it may be about; of secrets, which are about nobody, none. */
  about: readonly Subject["type"][];
  ground: (typeof grounds)[number];
  /** How long it is kept, in a sentence. */
  period: Localized;
  /** Whether it is gone when its subject is erased; what stays says why. */
  onErasure: "destroyed" | "kept";
  why?: Localized;
};

/** What a module forgets by itself after some days, of one organisation, so many rows at once. */
export type RetentionClass = {
  name: string;
  title: Localized;
  days: number;
  /** Between which an organisation may choose; none where it may not. */
  bounds?: { least: number; most: number };
  /** Forgets rows of that age; tells how many. Again after a fault, it goes on. */
  sweep: (platform: Platform, organizationId: string, age: Age) => Promise<number>;
};

/** Rows from a time on, which an earlier night came to, until another, at most so many; epoch milliseconds. */
export type Age = { from: number; before: number; limit: number };

/** One thing that is kept about a subject, as the subject may read it. */
export type SubjectRecord = { class: string } & Record<string, unknown>;

/** How many records of each class something was done with. */
export type Counts = Record<string, number>;

/** What a module keeps about people and data subjects, and how it lets go of it. */
export type PrivacyPart = {
  classes: readonly DataClass[];
  retention: readonly RetentionClass[];
  /** Everything that the module keeps about a subject of an organisation, some records at a time. */
  exportOf?: (platform: Platform, organizationId: string, subject: Subject) => AsyncIterable<SubjectRecord[]>;
  /**
   * Forgets what came about a subject until a time. Done again it finds nothing more, and interrupted it goes on. What may not
   * be erased is refused by `ErasureRefused`.
   */
  forget?: (platform: Platform, organizationId: string, subject: Subject, order: Erasure) => Promise<void>;
  /**
   * Seals anew, by the key that seals now, what older keys of the ring sealed of an organisation; tells of how many envelopes.
   * Done again it finds nothing more, and interrupted it goes on.
   */
  reseal?: (platform: Platform, organizationId: string) => Promise<number>;
  /** How many envelopes of the ring cannot be sealed anew, by any key. */
  stuck?: (platform: Platform, organizationId: string) => Promise<number>;
};

/** What is to be forgotten, who asked for it under which request, and who is told, step by step, how much it was. */
export type Erasure = {
  /** Epoch milliseconds; what came later is about somebody who came back. */
  until: number;
  actor: string;
  requestId: string;
  tell: (counts: Counts) => Promise<void>;
};

/** A subject may not be erased; the code says why. Nothing of it was forgotten. */
export class ErasureRefused extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`Erasure refused: ${code}`);
    this.code = code;
  }
}
