import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { sandboxOf } from "../../../workers/platform/sandbox.ts";
import { api, bodyOf } from "../../support/api.ts";
import { given } from "../../support/given.ts";
import { mailbox } from "../../support/mailbox.ts";
import { anEmail } from "../../support/notices.ts";
import { at, claim, refused, reviewers, underReview } from "../../support/reviews.ts";

const mailsTo = async (email: string, count: number) => {
  await expect.poll(async () => (await mailbox.of(email)).messages.length, { timeout: 15_000 }).toBe(count);
  return (await mailbox.of(email)).messages;
};
const waiting = async (organizationId: string) =>
  (
    await env.DB.prepare("SELECT template, state FROM notifications WHERE organization_id = ?")
      .bind(organizationId)
      .all()
  ).results;

it("whoever is given a review is mailed, with what was given and by whom, and nothing of what was written", async () => {
  const [one, other] = await reviewers(1);
  const { transactionId } = await underReview(one.organizationId);
  await claim(one, transactionId, { assignee: other!.userId, note: "Dilshod did not answer" });
  const [mail] = await mailsTo(other!.email, 1);
  expect(mail?.text).toContain(transactionId.slice(0, 20));
  expect(mail?.text).toContain("Test Person");
  expect(JSON.stringify(mail)).not.toContain("Dilshod");
});

it("whoever claims a review is not, nor whoever was not given one", async () => {
  const [one, other, third] = await reviewers(2);
  const { transactionId } = await underReview(one.organizationId);
  await claim(one, transactionId);
  await refused(await claim(other!, transactionId, { assignee: third!.userId }), 409, "antifraud.review_held");
  expect(await waiting(one.organizationId)).toEqual([]);
});

it("a batch is one mail, of those that it gave away", async () => {
  const [one, other, third] = await reviewers(2);
  const ids: string[] = [];
  for (let i = 0; i < 4; i++) ids.push((await underReview(one.organizationId)).transactionId);
  await claim(third!, ids[3]!);
  const batch = { action: "assign", transaction_ids: ids, assignee: other!.userId };
  await api(one).post("/api/antifraud/reviews/batch", batch);
  const [mail] = await mailsTo(other!.email, 1);
  expect(mail?.text).toContain("Toʻlovlar soni: 3");
  expect(await waiting(one.organizationId)).toHaveLength(1);
});

it("an escalation is mailed to those whom the organisation names, whose addresses are nowhere in the clear", async () => {
  const [one] = await reviewers();
  const [chief, deputy] = [anEmail(), anEmail()];
  const settings = { due_after_minutes: 240, auto_approve_verified: false, notify_escalations: [chief, deputy] };
  const put = (body: object) => api(one).send("PUT", "/api/antifraud/reviews/settings", body);
  expect(await bodyOf(await put(settings))).toEqual(settings);
  expect((await put({ ...settings, notify_escalations: ["nobody"] })).status).toBe(422);
  for (const table of ["antifraud_review_settings", "audit_events"]) {
    const { results } = await env.DB.prepare(`SELECT * FROM ${table} WHERE organization_id = ?`)
      .bind(one.organizationId)
      .all();
    expect(results.length).toBeGreaterThan(0);
    expect(JSON.stringify(results)).not.toContain(chief);
  }
  const { transactionId } = await underReview(one.organizationId);
  const escalate = () => api(one).post(at(transactionId, "/review/escalate"), { reason: "Dilshod is known to me" });
  expect((await escalate()).status).toBe(200);
  for (const email of [chief, deputy]) {
    const [mail] = await mailsTo(email, 1);
    expect(mail?.text).toContain("650");
    expect(JSON.stringify(mail)).not.toContain("Dilshod");
  }
  expect(await waiting(one.organizationId)).toHaveLength(2);
});

it("in a sandbox nobody is mailed", async () => {
  const owner = await given.person("super_admin");
  const colleague = await given.colleague(owner.organizationId, "antifraud_manager");
  const tester = await given.testKey(["review:transactions", "read:transactions"], owner.organizationId);
  const sandbox = sandboxOf(owner.organizationId);
  const { transactionId } = await underReview(sandbox);
  expect((await claim(tester, transactionId, { assignee: colleague.userId })).status).toBe(200);
  expect(await waiting(sandbox)).toEqual([{ template: "review_assigned", state: "recorded" }]);
  expect((await mailbox.of(colleague.email)).asked).toBe(0);
});
