import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { EntityActivity } from "../../../durable-objects/entity-activity.ts";
import { NEVER_TOLD } from "../../../workers/antifraud/lists/list-book.ts";
import { listKeyOf } from "../../../workers/antifraud/lists/list-keys.ts";
import type { PaymentSubjects } from "../../../workers/antifraud/lists/list-subjects.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import { evictEverything } from "../../support/objects.ts";

const { sealer } = createPlatform(env);
const nobody = Object.fromEntries(
  ["card", "user", "device", "ip", "merchant", "country", "bin", "phone", "email_domain"].map((name) => [name, null]),
) as PaymentSubjects;
const lists = ["lst_a", "lst_b", "lst_c"];
const users = ["one", "two", "three", "four"];

/** An entry of a value on a list with its whole life: revisions from which to which, and until when. */
type Life = { list: string; user: string; addedIn: number; removedIn: number | null; expiresAt: number | null };
const life: fc.Arbitrary<Life> = fc.record({
  list: fc.constantFrom(...lists),
  user: fc.constantFrom(...users),
  addedIn: fc.integer({ min: 1, max: 6 }),
  removedIn: fc.option(fc.integer({ min: 2, max: 7 })),
  expiresAt: fc.option(fc.integer({ min: 1, max: 5 })),
});
const lives = fc.uniqueArray(life, {
  maxLength: 25,
  selector: ({ list, user, addedIn }) => `${list}|${user}|${addedIn}`,
});

it("membership is what the entries say at a revision and a time, told in whatever pieces and order", async () => {
  await fc.assert(
    fc.asyncProperty(
      lives,
      fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      async (all, stops, pieces, isEvicted) => {
        const organizationId = `org_${crypto.randomUUID()}`;
        const activity = env.ENTITY_ACTIVITY.getByName(`${organizationId}:0`);
        const memberOf = ({ list, user, ...rest }: Life) => ({
          ...rest,
          list,
          key: listKeyOf(sealer, organizationId, "user", user),
          prefix: null,
        });
        let since = NEVER_TOLD;
        for (const revision of stops.sort((a, b) => a - b)) {
          const changed = all.filter(
            ({ addedIn, removedIn }) =>
              (addedIn > since && addedIn <= revision) ||
              (removedIn !== null && removedIn > since && removedIn <= revision),
          );
          // As the database tells them at that moment: of what is removed later nothing is known yet.
          const members = changed.map((one) =>
            memberOf({ ...one, removedIn: (one.removedIn ?? 9) > revision ? null : one.removedIn }),
          );
          for (let i = 0; i < members.length; i += pieces)
            for (const _ of [1, 2]) await activity.takeListMembers({ since, members: members.slice(i, i + pieces) });
          const book = { revision, lists: lists.map((id) => ({ id, name: id, kind: "watch", subject: "user" })) };
          await activity.assignLists({ since, revision, book: JSON.stringify(book) });
          since = revision;
          if (isEvicted) await evictEverything();
          for (const user of users)
            for (const at of [0, 2, 4, 6]) {
              const said = await activity.askLists(organizationId, { ...nobody, user }, at);
              const held = all.filter(
                (one) =>
                  one.user === user &&
                  one.addedIn <= revision &&
                  (one.removedIn === null || one.removedIn > revision) &&
                  (one.expiresAt === null || one.expiresAt > at),
              );
              expect(said?.revision).toBe(revision);
              expect(new Set(said?.held.map(({ id }) => id))).toEqual(new Set(held.map(({ list }) => list)));
            }
        }
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);

it("a million entries on twenty lists are told in pieces and asked in one query; the report tells what that costs", async ({
  annotate,
}) => {
  const [listCount, entriesEach, pieceSize, batchSize] = [20, 50_000, 2000, 50];
  const organizationId = `org_${crypto.randomUUID()}`;
  const kinds = ["card", "user", "device", "ip", "merchant", "country", "bin", "phone", "email_domain"] as const;
  const book = {
    revision: 1,
    lists: Array.from({ length: listCount }, (_, i) => ({
      id: `lst_01m8fkjp9gqh7m20ywer66y${String(i).padStart(3, "0")}`,
      name: `List ${i}`,
      kind: "watch",
      subject: kinds[i % kinds.length]!,
    })),
  };
  const prefixes = ["4/32", "4/24", "4/16"];
  const valueAt = (subject: string, n: number) => {
    if (subject === "ip") return `10.${(n >> 8) & 255}.${n & 255}.7`;
    return subject === "bin" ? String(100_000 + n) : `${subject} ${n}`;
  };
  const told: string[] = [];
  const stub = env.ENTITY_ACTIVITY.getByName(`${organizationId}:0`);
  await runInDurableObject(stub, async (activity: EntityActivity) => {
    for (const { id, subject } of book.lists)
      for (let from = 0; from < entriesEach; from += pieceSize) {
        const members = Array.from({ length: pieceSize }, (_, i) => {
          const value = valueAt(subject, from + i);
          // Real keys for the first thousand, others that nobody looks for beyond.
          const key =
            from + i < 1000
              ? listKeyOf(sealer, organizationId, subject, subject === "ip" ? `${value}/32` : value)
              : `${id.slice(-3)}${String(from + i).padStart(19, "k")}`;
          const prefix = subject === "ip" ? prefixes[i % 3]! : null;
          return { key, list: id, prefix, expiresAt: null, addedIn: 1, removedIn: null };
        });
        expect(activity.takeListMembers({ since: NEVER_TOLD, members })).toBe(true);
      }
    expect(activity.assignLists({ since: NEVER_TOLD, revision: 1, book: JSON.stringify(book) })).toBe(true);
    const payments = Array.from(
      { length: 2000 },
      (_, n) => Object.fromEntries(kinds.map((kind) => [kind, valueAt(kind, n)])) as PaymentSubjects,
    );
    for (const round of ["values seen for the first time", "values seen lately"]) {
      let fastestMs = Number.POSITIVE_INFINITY;
      for (let from = 0; from < payments.length; from += batchSize) {
        // The clock stands still within a turn of the object.
        await scheduler.wait(1);
        const startedAt = Date.now();
        const said = payments
          .slice(from, from + batchSize)
          .map((subjects) => activity.askLists(organizationId, subjects, startedAt));
        await scheduler.wait(0);
        fastestMs = Math.min(fastestMs, Date.now() - startedAt);
        for (const [i, evidence] of said.entries()) expect(evidence?.held.length).toBe(from + i < 1000 ? listCount : 0);
      }
      told.push(`${round}: ${((fastestMs * 1000) / batchSize).toFixed(0)} µs a payment`);
    }
  });
  await annotate(told.join("; "));
}, 120_000);
