import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { attachFile, MOST_FILE_BYTES } from "../../../workers/antifraud/attachments/attach-file.ts";
import {
  forgetAttachmentsBefore,
  sweepAttachments,
} from "../../../workers/antifraud/attachments/remove-attachments.ts";
import { MOST_ATTACHMENTS } from "../../../workers/antifraud/attachments/store.ts";
import { locateReview } from "../../../workers/antifraud/review/open-reviews.ts";
import { createPlatform } from "../../../workers/platform/platform.ts";
import { sandboxOf } from "../../../workers/platform/sandbox.ts";
import { api, bodyOf } from "../../support/api.ts";
import { aPicture, attach, attached, download, filesOf, listed } from "../../support/attachments.ts";
import { given } from "../../support/given.ts";
import { erased, everythingAtRest, exportedAbout } from "../../support/privacy.ts";
import { auditOfPayment, refused, reviewers, underReview } from "../../support/reviews.ts";

const keysOf = async (organizationId: string) =>
  (await env.ATTACHMENTS.list({ prefix: `${organizationId}/` })).objects.map(({ key }) => key);
const rowsOf = async (organizationId: string) =>
  (await env.DB.prepare("SELECT * FROM antifraud_attachments WHERE organization_id = ?").bind(organizationId).all())
    .results;

describe("a file beside a payment", () => {
  it("comes back as it was, as a download that no browser shows, and only sealed bytes are kept", async () => {
    const [reviewer] = await reviewers();
    const { transactionId } = await underReview(reviewer.organizationId);
    const picture = aPicture();
    const file = await attached(reviewer, transactionId, picture, `C:\\docs\\Ariza "Gʻani" (2).png`);
    expect(file).toMatchObject({
      transaction_id: transactionId,
      name: `Ariza "Gʻani" (2).png`,
      media_type: "image/png",
      bytes: picture.length,
      author: reviewer.userId,
    });
    const answer = await download(reviewer, file);
    expect(answer.status).toBe(200);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(picture);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/png",
      "content-disposition": `attachment; filename="Ariza _G_ani_ (2).png"; filename*=UTF-8''Ariza%20%22G%CA%BBani%22%20%282%29.png`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "no-store",
    });
    const [key] = await keysOf(reviewer.organizationId);
    const kept = await (await env.ATTACHMENTS.get(key!))!.text();
    expect(kept).toMatch(/^v2\.org_/);
    expect(kept).not.toContain("PNG");
    expect(JSON.stringify(await rowsOf(reviewer.organizationId))).not.toContain("Ariza");
    const log = await auditOfPayment(reviewer.organizationId, transactionId);
    expect(log.map(({ action }) => action)).toEqual(["transaction.attachment_added", "transaction.attachment_read"]);
    expect(JSON.stringify(log)).not.toContain("Ariza");
  });

  it("cannot be put into the place of another one", async () => {
    const [reviewer] = await reviewers();
    const { transactionId } = await underReview(reviewer.organizationId);
    const [one, other] = [await attached(reviewer, transactionId), await attached(reviewer, transactionId)];
    const at = (id: string) => `${reviewer.organizationId}/${id}`;
    await env.ATTACHMENTS.put(at(one.id), await (await env.ATTACHMENTS.get(at(other.id)))!.arrayBuffer());
    expect((await download(reviewer, one)).status).toBe(500);
    expect((await download(reviewer, other)).status).toBe(200);
  });

  it.each([
    ["what is called a PDF and is a program", "MZ\x90\0", "bill.pdf", "antifraud.attachment_refused"],
    ["an archive", "PK\x03\x04", "a.txt", "antifraud.attachment_refused"],
    ["nothing", "", "a.txt", "antifraud.attachment_refused"],
    ["a card number in a text", "Paid with\n8600 1234 5678 9012\n", "a.txt", "request.card_number_refused"],
    ["a card number in a table", "id,card\n1,4242424242424242\n", "a.csv", "request.card_number_refused"],
    ["a card number for a name", "A text", "4242424242424242.txt", "request.card_number_refused"],
  ])("is refused if it is %s, without a word of it", async (_, content, name, code) => {
    const [reviewer] = await reviewers();
    const { transactionId } = await underReview(reviewer.organizationId);
    const answer = await attach(reviewer, transactionId, content, { name });
    const text = await answer.clone().text();
    await refused(answer, 422, code);
    expect(text).not.toMatch(/8600|4242/);
    expect([await rowsOf(reviewer.organizationId), await keysOf(reviewer.organizationId)]).toEqual([[], []]);
  });

  it("names the line of a card number", async () => {
    const [reviewer] = await reviewers();
    const { transactionId } = await underReview(reviewer.organizationId);
    const answer = await attach(reviewer, transactionId, "one\ntwo\ncard 4242 4242 4242 4242", { name: "a.txt" });
    expect(await bodyOf(answer)).toMatchObject({ errors: [{ path: "file.line.3" }] });
  });

  it("is refused above ten megabytes, and taken at ten", async () => {
    const [reviewer] = await reviewers();
    const { transactionId } = await underReview(reviewer.organizationId);
    const line = `${"Called at 12:34 and nobody answered. ".repeat(30)}\n`;
    const encoded = new TextEncoder().encode(line.repeat(Math.ceil(MOST_FILE_BYTES / line.length)));
    const big = new Uint8Array(encoded.subarray(0, MOST_FILE_BYTES + 1));
    await refused(await attach(reviewer, transactionId, big), 422, "antifraud.attachment_refused");
    await refused(
      await attach(reviewer, transactionId, new Uint8Array(MOST_FILE_BYTES * 1.5).fill(120)),
      413,
      "request.body_too_large",
    );
    await refused(
      await attach(reviewer, transactionId, "1".repeat(MOST_FILE_BYTES)),
      422,
      "antifraud.attachment_refused",
    );
    await attached(reviewer, transactionId, `a${"\n".repeat(MOST_FILE_BYTES - 1)}`);
    const file = await attached(reviewer, transactionId, big.subarray(1), "long.txt");
    expect(file).toMatchObject({ media_type: "text/plain", bytes: MOST_FILE_BYTES });
    expect((await (await download(reviewer, file)).arrayBuffer()).byteLength).toBe(MOST_FILE_BYTES);
  });

  it.each([
    ["JSON", { "content-type": "application/json" }, 415, "request.not_a_form"],
    ["a form without its boundary", { "content-type": "multipart/form-data" }, 415, "request.not_a_form"],
    ["a form that is cut", { "content-type": "multipart/form-data; boundary=other" }, 400, "request.malformed_form"],
  ])("is not taken out of %s", async (_, headers, status, code) => {
    const [reviewer] = await reviewers();
    const { transactionId } = await underReview(reviewer.organizationId);
    await refused(await attach(reviewer, transactionId, aPicture(), { headers }), status, code);
  });

  it("has to be the part that is called file", async () => {
    const [reviewer] = await reviewers();
    const { transactionId } = await underReview(reviewer.organizationId);
    await refused(
      await attach(reviewer, transactionId, "A text", { part: "document" }),
      422,
      "antifraud.attachment_refused",
    );
  });

  it("belongs to a payment that is up for review", async () => {
    const [reviewer] = await reviewers();
    const { transactionId } = await underReview(reviewer.organizationId, { decision: "APPROVED", score: 20 });
    await refused(await attach(reviewer, transactionId), 404, "antifraud.review_not_found");
    await refused(await attach(reviewer, "nothing"), 404, "antifraud.transaction_not_found");
  });

  it("is to another organisation, and beside another payment, as if it did not exist", async () => {
    const [[reviewer], [stranger]] = [await reviewers(), await reviewers()];
    const { transactionId } = await underReview(reviewer.organizationId);
    const { transactionId: other } = await underReview(reviewer.organizationId);
    const file = await attached(reviewer, transactionId);
    await refused(await api(stranger).get(filesOf(transactionId)), 404, "antifraud.transaction_not_found");
    await refused(await download(stranger, file), 404, "antifraud.attachment_not_found");
    await refused(
      await api(stranger).delete(filesOf(transactionId, `/${file.id}`)),
      404,
      "antifraud.attachment_not_found",
    );
    await refused(await api(reviewer).get(filesOf(other, `/${file.id}`)), 404, "antifraud.attachment_not_found");
    expect((await download(reviewer, file)).status).toBe(200);
  });
});

describe("files beside a payment", () => {
  it("are twenty at the most, also of those that come together", async () => {
    const [reviewer] = await reviewers();
    const { transactionId } = await underReview(reviewer.organizationId);
    for (let i = 0; i < MOST_ATTACHMENTS - 2; i++) await attached(reviewer, transactionId);
    const answers = await Promise.all(Array.from({ length: 6 }, () => attach(reviewer, transactionId)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409, 409, 409, 409]);
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof listed>> = await listed(
        reviewer,
        transactionId,
        `?limit=7${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.next_cursor;
    }
    expect(new Set(seen).size).toBe(MOST_ATTACHMENTS);
    expect(await keysOf(reviewer.organizationId)).toHaveLength(MOST_ATTACHMENTS);
  });

  it("are kept once each, however often and together the same bytes are sent", async () => {
    const [reviewer] = await reviewers();
    const { transactionId } = await underReview(reviewer.organizationId);
    const { transactionId: other } = await underReview(reviewer.organizationId);
    const picture = aPicture();
    const answers = await Promise.all(Array.from({ length: 5 }, () => attach(reviewer, transactionId, picture)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(4);
    expect(
      new Set(await Promise.all(answers.map(async (answer) => (await bodyOf<{ id: string }>(answer)).id))).size,
    ).toBe(1);
    await attached(reviewer, other, picture);
    expect(await keysOf(reviewer.organizationId)).toHaveLength(2);
    const { data } = await listed(reviewer, transactionId);
    expect(new Uint8Array(await (await download(reviewer, data[0]!)).arrayBuffer())).toEqual(picture);
  });

  it("are deleted by their author or an administrator, and nobody else", async () => {
    const [author, colleague] = await reviewers(1);
    const admin = await given.colleague(author.organizationId, "org_admin");
    const { transactionId } = await underReview(author.organizationId);
    const files = [await attached(author, transactionId), await attached(author, transactionId)] as const;
    const remove = (caller: { token: string }, { id }: { id: string }) =>
      api(caller).delete(filesOf(transactionId, `/${id}`));
    await refused(await remove(colleague!, files[0]), 403, "antifraud.attachment_not_yours");
    expect((await remove(author, files[0])).status).toBe(204);
    expect((await remove(admin, files[1])).status).toBe(204);
    await refused(await remove(author, files[0]), 404, "antifraud.attachment_not_found");
    expect([(await listed(author, transactionId)).data, await keysOf(author.organizationId)]).toEqual([[], []]);
    const log = await auditOfPayment(author.organizationId, transactionId, "transaction.attachment_deleted");
    expect(log.map(({ actor }) => actor)).toEqual([author.userId, admin.userId]);
  });
});

describe("an upload that breaks off", () => {
  const upload = (content: Uint8Array<ArrayBuffer>) => ({
    files: new Map([["file", content]]),
    fileNames: new Map(),
    texts: new Map(),
  });
  const caller = (person: { organizationId: string; userId: string }) =>
    ({
      kind: "user",
      id: person.userId,
      organizationId: person.organizationId,
      tier: "business",
      proof: { kind: "user", userId: person.userId, sessionId: "ses_test" },
      modules: [],
      permissions: [],
    }) as const;

  it("between its row and its bytes is shown to nobody, goes on when it is sent again, and is swept otherwise", async () => {
    const [reviewer] = await reviewers();
    const { organizationId } = reviewer;
    const { transactionId } = await underReview(organizationId);
    const [again, never] = [aPicture(), aPicture()];
    const failing = { put: () => Promise.reject(new Error("the bucket is down")) };
    const down = createPlatform({ ...env, ATTACHMENTS: failing as never });
    const located = await locateReview(down, organizationId, transactionId);
    for (const picture of [again, never])
      await expect(attachFile(down, caller(reviewer), located, upload(picture), "r")).rejects.toMatchObject({
        kind: { code: "antifraud.attachments_unavailable" },
      });
    expect((await listed(reviewer, transactionId)).data).toEqual([]);
    expect(await rowsOf(organizationId)).toHaveLength(2);
    const file = await attached(reviewer, transactionId, again);
    await sweepAttachments(createPlatform(env));
    expect(await rowsOf(organizationId)).toHaveLength(2);
    await sweepAttachments(createPlatform(env, { now: () => Date.now() + 16 * 60_000 }));
    expect(await rowsOf(organizationId)).toMatchObject([{ id: file.id, state: "stored" }]);
    expect(await keysOf(organizationId)).toEqual([`${organizationId}/${file.id}`]);
  });

  it("between its bytes and its mark is swept with its bytes", async () => {
    const [reviewer] = await reviewers();
    const { organizationId } = reviewer;
    const { transactionId } = await underReview(organizationId);
    const { id } = await attached(reviewer, transactionId);
    await env.DB.prepare("UPDATE antifraud_attachments SET state = 'waiting' WHERE id = ?").bind(id).run();
    await sweepAttachments(createPlatform(env, { now: () => Date.now() + 16 * 60_000 }));
    expect([await rowsOf(organizationId), await keysOf(organizationId)]).toEqual([[], []]);
  });

  it("by a deletion that breaks off leaves nothing in sight, and its bytes to the sweep", async () => {
    const [reviewer] = await reviewers();
    const { organizationId } = reviewer;
    const { transactionId } = await underReview(organizationId);
    const file = await attached(reviewer, transactionId);
    await env.DB.prepare("UPDATE antifraud_attachments SET state = 'leaving' WHERE id = ?").bind(file.id).run();
    expect((await listed(reviewer, transactionId)).data).toEqual([]);
    expect((await download(reviewer, file)).status).toBe(404);
    await sweepAttachments(createPlatform(env, { now: () => Date.now() + 16 * 60_000 }));
    expect(await keysOf(organizationId)).toEqual([]);
  });
});

describe("privacy", () => {
  it("an erasure of the payer takes files, and what is left of their bytes opens for nobody", async () => {
    const admin = await given.person("super_admin");
    const { organizationId } = admin;
    const userId = `payer-${crypto.randomUUID()}`;
    const { transactionId } = await underReview(organizationId, { userId });
    const file = await attached(admin, transactionId, "He says that it was him", "talk.txt");
    const subject = { type: "payer" as const, id: userId };
    const { records } = await exportedAbout(admin, subject);
    expect(records.find((record) => record.transaction_id === transactionId)?.attachments).toMatchObject([
      { name: "talk.txt", media_type: "text/plain", bytes: 23 },
    ]);
    const key = `${organizationId}/${file.id}`;
    const copy = new Uint8Array(await (await env.ATTACHMENTS.get(key))!.arrayBuffer());
    const { sealer } = createPlatform(env);
    expect(new TextDecoder().decode(await sealer.openBytes(copy, `r2:attachments|${key}`))).toContain("it was him");
    expect((await erased(admin, subject)).counts).toMatchObject({ attachments: 1 });
    expect([await keysOf(organizationId), await rowsOf(organizationId)]).toEqual([[], []]);
    expect((await download(admin, file)).status).toBe(404);
    await new Promise((wait) => setTimeout(wait, 1100));
    await expect(sealer.openBytes(copy, `r2:attachments|${key}`)).rejects.toThrow("destroyed");
    // A copy that somebody put back is as good as gone.
    await env.ATTACHMENTS.put(key, copy);
    const texts = (await everythingAtRest()).filter(
      ([, text]) => text.includes("talk.txt") || text.includes("it was him"),
    );
    expect(texts).toEqual([]);
  });

  it("files go after their time", async () => {
    const [reviewer] = await reviewers();
    const { organizationId } = reviewer;
    const { transactionId } = await underReview(organizationId);
    await attached(reviewer, transactionId);
    const platform = createPlatform(env);
    const age = { from: 0, before: Date.now() - 1000 * 3600, limit: 1000 };
    expect(await forgetAttachmentsBefore(platform, organizationId, age)).toBe(0);
    expect(await forgetAttachmentsBefore(platform, organizationId, { ...age, before: Date.now() + 1000 })).toBe(1);
    expect([await rowsOf(organizationId), await keysOf(organizationId)]).toEqual([[], []]);
  });
});

it("a sandbox keeps files of its own", async () => {
  const owner = await given.person("super_admin");
  const tester = await given.testKey(["review:transactions", "read:transactions"], owner.organizationId);
  const sandbox = sandboxOf(owner.organizationId);
  const { transactionId } = await underReview(sandbox);
  const file = await attached(tester, transactionId);
  expect((await download(tester, file)).status).toBe(200);
  expect((await download(owner, file)).status).toBe(404);
  expect(await keysOf(sandbox)).toHaveLength(1);
});
