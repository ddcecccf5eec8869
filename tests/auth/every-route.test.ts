import { describe, expect, it } from "vitest";
import { app } from "../../workers/app.ts";
import { modules } from "../../workers/modules.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";

type Operation = { "x-required-permission"?: string };

const { paths = {} } = app.getOpenAPI31Document({ openapi: "3.1.0", info: { title: "", version: "" } });
const operations = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path,
    permission: operation["x-required-permission"],
  })),
);
const guarded = operations.filter(({ permission }) => permission !== "none");

it("finds the operations, and each says what it requires", () => {
  expect(operations.length).toBeGreaterThan(8);
  expect(operations.filter(({ permission }) => !permission)).toEqual([]);
});

it("names in the registry every permission that a route asks for", () => {
  const asked = guarded.map(({ permission }) => permission!).filter((permission) => permission !== "signed-in");
  expect([...new Set(modules.flatMap(({ permissions }) => permissions))].sort()).toEqual([...new Set(asked)].sort());
});

describe.each(guarded)("$method $path", ({ method, path }) => {
  it("refuses a stranger, and says how to identify oneself", async () => {
    const answer = await api().send(method, path, method === "POST" ? {} : undefined);
    expect(answer.status).toBe(401);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.headers.get("www-authenticate")).toContain("Bearer");
    expect((await bodyOf<{ detail: string }>(answer)).detail).toBe("Could not validate credentials");
  });

  it("refuses a token that someone else signed", async () => {
    const { token } = await given.person();
    const forged = `${token.slice(0, token.lastIndexOf("."))}.${"A".repeat(43)}`;
    expect((await api({ token: forged }).send(method, path)).status).toBe(401);
  });
});

describe.each(guarded.filter(({ permission }) => permission !== "signed-in"))("$method $path", ({ method, path }) => {
  it("refuses a key without the permission", async () => {
    const answer = await api(await given.apiKey(["read:nothing"])).send(
      method,
      path,
      method === "POST" ? {} : undefined,
    );
    expect(answer.status).toBe(403);
    expect(await bodyOf(answer)).toMatchObject({ code: "auth.missing_permission" });
  });
});

it("answers an unknown route like any other problem, but only to a caller", async () => {
  expect((await api().get("/api/nowhere")).status).toBe(401);
  expect((await api(await given.person()).get("/api/nowhere")).status).toBe(404);
});
