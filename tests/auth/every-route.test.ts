import { describe, expect, it } from "vitest";
import { app } from "../../workers/app.ts";
import { modules } from "../../workers/modules.ts";
import { api, bodyOf } from "../support/api.ts";
import { given } from "../support/given.ts";
import { postForm } from "../support/oauth.ts";

type Operation = { "x-required-permission"?: string; security?: { oauth2?: string[] }[] };

const { paths = {} } = app.getOpenAPI31Document({ openapi: "3.1.0", info: { title: "", version: "" } });
const operations = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path,
    permission: operation["x-required-permission"],
    scopes: operation.security?.flatMap(({ oauth2 = [] }) => oauth2) ?? [],
  })),
);
/** Those whose caller is an OAuth client, which proves itself in the request; they refuse in the words of OAuth. */
const byClient = operations.filter(({ permission }) => permission === "oauth-client");
const guarded = operations.filter(({ permission }) => permission !== "none" && permission !== "oauth-client");

it("finds the operations, and each says what it requires", () => {
  expect(operations.length).toBeGreaterThan(8);
  expect(operations.filter(({ permission }) => !permission)).toEqual([]);
});

it("names in the registry every permission that a route asks for", () => {
  const ofCallers = guarded.map(({ permission }) => permission!).filter((permission) => permission !== "signed-in");
  const asked = [...ofCallers, ...byClient.flatMap(({ scopes }) => scopes)];
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

it("names for machines the scope that each operation asks for, which is its permission", () => {
  const others = guarded.filter(({ permission }) => permission !== "signed-in");
  expect(others.filter(({ permission, scopes }) => scopes.join() !== permission)).toEqual([]);
});

describe.each(byClient)("$method $path", ({ path }) => {
  const form = { grant_type: "client_credentials", token: "x" };
  const challenged = async (answer: Response, error: string, scheme: RegExp) => {
    expect(answer.status).toBe(401);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(answer.headers.get("www-authenticate")).toMatch(scheme);
    expect(await bodyOf(answer)).toMatchObject({ error });
  };

  it("refuses a stranger in the words of OAuth, and says how to identify oneself", async () => {
    await challenged(await postForm(path, form), "invalid_client", /^Basic /);
    expect((await postForm(path, form, { "content-type": "application/json" })).status).toBe(400);
  });

  it("refuses a token that someone else signed, and a key without the permission", async () => {
    const { token } = await given.person();
    const authorization = `Bearer ${token.slice(0, token.lastIndexOf("."))}.${"A".repeat(43)}`;
    const takesBearers = path === "/oauth/introspect";
    const error = takesBearers ? "invalid_token" : "invalid_client";
    await challenged(await postForm(path, form, { authorization }), error, takesBearers ? /^Bearer / : /^Basic /);
    const key = await given.apiKey(["read:nothing"]);
    const answer = await postForm(path, form, { authorization: `Bearer ${key.token}` });
    expect(answer.status).toBe(takesBearers ? 403 : 401);
  });
});

it("answers an unknown route like any other problem, but only to a caller", async () => {
  expect((await api().get("/api/nowhere")).status).toBe(401);
  expect((await api(await given.person()).get("/api/nowhere")).status).toBe(404);
  for (const path of ["/oauth/nowhere", "/oauth/token"]) {
    const answer = await api().get(path);
    expect(answer.status).toBe(404);
    expect(await bodyOf(answer)).toMatchObject({ code: "request.route_not_found" });
  }
});
