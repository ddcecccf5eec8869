import { env } from "cloudflare:workers";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { readReadiness } from "../../workers/admin/read-readiness.ts";
import { api, bodyOf } from "../support/api.ts";

const works = { decisions: "ok", data: "ok", messages: "ok", files: "ok" };
/** Each look is a minute after the one before, so that none is answered from memory. */
let now = Date.now();
const look = () => {
  now += 60_000;
  return readReadiness(env, now);
};
const broken = () => {
  throw new Error("The part is down");
};

beforeAll(async () => {
  // A new isolate has a model to start, here and in the object.
  await api().get("/healthz");
  await env.ENTITY_ACTIVITY.getByName("readiness").listsRevision();
}, 60_000);
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it("tells strangers that every part works", async () => {
  const answer = await api().get("/readyz");
  expect(answer.status).toBe(200);
  expect(await bodyOf(answer)).toEqual({ status: "ok", parts: works });
});

it("names the part that fails, and no other", async () => {
  const database = vi.spyOn(env.DB, "prepare").mockImplementation(broken);
  expect(await look()).toEqual({ ...works, data: "failing" });
  database.mockRestore();
  const objects = vi.spyOn(env.ENTITY_ACTIVITY, "getByName").mockImplementation(broken);
  expect(await look()).toEqual({ ...works, decisions: "failing" });
  objects.mockRestore();
  const files = vi.spyOn(env.ATTACHMENTS, "head").mockRejectedValue(new Error("R2 is down"));
  expect(await look()).toEqual({ ...works, files: "failing" });
  files.mockRestore();
  const queue = vi.spyOn(env.EVENTS, "metrics").mockRejectedValue(new Error("The queue is down"));
  expect(await look()).toEqual({ ...works, messages: "failing" });
  queue.mockRestore();
  expect(await look()).toEqual(works);
});

it("a part that never answers is failing, and is not waited for", async () => {
  vi.useFakeTimers();
  vi.spyOn(env.ATTACHMENTS, "head").mockReturnValue(new Promise(() => {}));
  const looked = look();
  await vi.advanceTimersByTimeAsync(5000);
  expect(await looked).toMatchObject({ files: "failing" });
});

it("asks the parts once in a few seconds, however many want to know", async () => {
  const asked = vi.spyOn(env.DB, "prepare");
  await look();
  for (let count = 0; count < 50; count++) await readReadiness(env, now + count * 90);
  expect(asked).toHaveBeenCalledTimes(1);
  await readReadiness(env, now + 5000);
  expect(asked).toHaveBeenCalledTimes(2);
});

it("answers 503 where a part fails, and says nothing of why", async () => {
  vi.spyOn(env.DB, "prepare").mockImplementation(broken);
  vi.useFakeTimers({ now: now + 60_000, toFake: ["Date"] });
  const answer = await api().get("/readyz");
  expect(answer.status).toBe(503);
  expect(await bodyOf(answer)).toEqual({ status: "failing", parts: { ...works, data: "failing" } });
});
