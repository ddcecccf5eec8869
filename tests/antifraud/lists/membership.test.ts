import { env } from "cloudflare:workers";
import fc from "fast-check";
import { expect, it } from "vitest";
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
