import { type AccountKeeper, toUserRow } from "./accounts.ts";
import { auditOf } from "./audit/audit-of.ts";
import { hashPassword } from "./passwords/hash-password.ts";
import type { Role } from "./roles.ts";
import {
  findOrganizationByName,
  findUserByEmailIndex,
  type OrganizationRow,
  saveOrganizationWithUser,
  saveUser,
} from "./store.ts";

/** An organisation and its people, as `npm start` lays them down for a demonstration. */
export type SeedOrganization = {
  name: string;
  type: OrganizationRow["type"];
  tier: OrganizationRow["subscriptionTier"];
  people: { email: string; fullName: string; role: Role }[];
};

const MODULES = ["bankcall", "antifraud"];

/** Adds what is missing of the given organisations; what exists stays as it is, so that it can run at every start. */
export async function seedPeople(platform: AccountKeeper, seeds: SeedOrganization[], password: string): Promise<void> {
  for (const seed of seeds) {
    let organization = await findOrganizationByName(platform.db, seed.name);
    for (const person of seed.people) {
      if (await findUserByEmailIndex(platform.db, await platform.sealer.blindIndex(person.email))) continue;
      const isNew = organization === undefined;
      organization ??= await toOrganization(platform, seed, person.email);
      const user = await toUserRow(platform, organization.id, {
        ...person,
        passwordHash: await hashPassword(password),
        phone: null,
        modules: MODULES,
      });
      const audit = auditOf(platform, {
        organizationId: organization.id,
        actor: "system",
        action: "user.seeded",
        target: user.id,
        requestId: "seed",
      });
      if (isNew) await saveOrganizationWithUser(platform.db, organization, user, audit);
      else await saveUser(platform.db, user, audit);
    }
  }
}

async function toOrganization(
  platform: AccountKeeper,
  seed: SeedOrganization,
  billingEmail: string,
): Promise<OrganizationRow> {
  const id = platform.newId("org");
  const now = platform.now();
  return {
    id,
    name: seed.name,
    type: seed.type,
    modules: MODULES,
    subscriptionTier: seed.tier,
    billingEmail: await platform.sealer.seal(billingEmail, `organizations|billing_email|${id}`),
    createdAt: now,
    updatedAt: now,
    secondFactor: "optional",
    allowedNetworks: [],
  };
}
