import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { mailRuleHits, sweepRuleHits } from "../../../workers/antifraud/own-rules/mail-hits.ts";
import { placeOf, type SealedPart } from "../../../workers/notifications/compose-notification.ts";
import type { DecisionMade } from "../../../workers/platform/events.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import { sandboxOf } from "../../../workers/platform/sandbox.ts";
import { api } from "../../support/api.ts";
import { decided } from "../../support/decided.ts";
import { given } from "../../support/given.ts";
import { mailbox } from "../../support/mailbox.ts";
import { putRule, type Rule, ruleDraft, ruled } from "../../support/rules.ts";
import { payment } from "../../support/samples.ts";

const HOUR_MS = 3_600_000;
const address = () => `fraud-${crypto.randomUUID()}@bank.uz`;

/** An hour in which nobody else mails. */
const HOUR_AHEAD = Math.floor(Date.now() / HOUR_MS) + 10;
const platformAt = (hour: number) => createPlatform(env, { now: () => hour * HOUR_MS + 60_000 });

const hitOf = (organizationId: string, rule: Rule, at = Date.now()): DecisionMade => {
  const event = decided(organizationId, { at, decision: "BLOCKED" });
  const ownHits = [{ ref: `${rule.rule_id}@${rule.revision}`, name: rule.name, action: rule.action }];
  return { ...event, evidence: { ...(event.evidence as object), ownHits } };
};

type Mail = { id: string; state: string; template: string; language: string; sealed: string };
/** Mails of hits that wait for an organisation, oldest first, opened. */
async function mailsOf(organizationId: string) {
  const { results } = await env.DB.prepare(
    "SELECT * FROM notifications WHERE organization_id = ? AND template = 'rule_hit' AND sealed IS NOT NULL ORDER BY created_at, rowid",
  )
    .bind(organizationId)
    .all<Mail>();
  return Promise.all(
    results.map(async ({ id, sealed, state, language }) => {
      const part = JSON.parse(await createPlatform(env).sealer.open(sealed, placeOf(id))) as SealedPart;
      return { state, language, to: part.to, ...(part.values as { rule: string; payments: number }) };
    }),
  );
}

it("mails the addresses of a live rule that hit, in the language of the organisation", async () => {
  const caller = await given.person("org_admin");
  const email = address();
  await ruled(caller, { notify: [email], conditions: { amount: { operator: "greater_than", value: 1 } } });
  await api(caller).submit(payment());
  await expect.poll(async () => (await mailbox.of(email)).messages.length, { timeout: 15_000 }).toBe(1);
});

it("writes once an hour at most, counting each payment once however often it is told", async () => {
  const caller = await given.person("org_admin");
  const { organizationId } = caller;
  const tenant = sandboxOf(organizationId);
  const [one, other] = [address(), address()];
  const inSandbox = { headers: { "foundry-mode": "test" } };
  const answer = await api(caller, inSandbox).post("/api/antifraud/rules", ruleDraft({ notify: [one, other] }));
  const rule = (await answer.json()) as Rule;
  const events = Array.from({ length: 5 }, () => hitOf(tenant, rule));
  const hour = HOUR_AHEAD;
  const tell = (at: number, ...told: DecisionMade[]) => mailRuleHits(platformAt(at), told);
  await tell(hour, events[0]!, events[1]!);
  await tell(hour, events[0]!, events[1]!);
  await Promise.all([tell(hour, events[2]!), tell(hour, events[3]!, events[0]!)]);
  expect((await mailsOf(tenant)).map(({ to, payments }) => [to, payments])).toEqual([
    [one, 2],
    [other, 2],
  ]);
  await sweepRuleHits(platformAt(hour));
  expect(await mailsOf(tenant)).toHaveLength(2);
  await sweepRuleHits(platformAt(hour + 1));
  await sweepRuleHits(platformAt(hour + 1));
  await tell(hour + 1, events[4]!);
  expect((await mailsOf(tenant)).map(({ payments }) => payments)).toEqual([2, 2, 2, 2]);
  await sweepRuleHits(platformAt(hour + 2));
  expect((await mailsOf(tenant)).map(({ payments }) => payments)).toEqual([2, 2, 2, 2, 1, 1]);
  await tell(hour + 3, ...events);
  expect(await mailsOf(tenant)).toHaveLength(6);
  expect(new Set((await mailsOf(tenant)).map(({ state }) => state))).toEqual(new Set(["recorded"]));
});

it("mails nobody of what is in shadow, names no address, or was deleted meanwhile", async () => {
  const caller = await given.person("org_admin");
  const { organizationId } = caller;
  const always = { conditions: { amount: { operator: "greater_than", value: 1 } } };
  await ruled(caller, { ...always, state: "shadow", notify: [address()] });
  await ruled(caller, { ...always, notify: [] });
  await api(caller).submit(payment());
  const gone = await ruled(caller, { notify: [address()] });
  const silent = await ruled(caller, { notify: [address()] });
  await mailRuleHits(platformAt(HOUR_AHEAD), []);
  await api(caller).delete(`/api/antifraud/rules/${gone.rule_id}`);
  await putRule(caller, silent.rule_id, ruleDraft({ notify: [] }));
  await mailRuleHits(platformAt(HOUR_AHEAD), [hitOf(organizationId, gone), hitOf(organizationId, silent)]);
  const count = () =>
    env.DB.prepare("SELECT count(*) AS n FROM antifraud_transactions WHERE organization_id = ?")
      .bind(organizationId)
      .first<{ n: number }>();
  await expect.poll(async () => (await count())?.n, { timeout: 15_000 }).toBe(1);
  expect(await mailsOf(organizationId)).toEqual([]);
});
