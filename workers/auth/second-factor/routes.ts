import { z } from "@hono/zod-openapi";
import { guardStrangers } from "#platform/gateway";
import { body, createRoute, createRouter, json, open, problem, signedIn } from "#platform/http";
import { forgetCredential } from "../authenticate.ts";
import { loginWithFactor } from "../login.ts";
import { signedInSchema } from "../schemas.ts";
import { clientOf } from "../sessions/client.ts";
import { cookieSignedInSchema } from "../sessions/cookie-schemas.ts";
import { enter } from "../sessions/enter.ts";
import { sessionMode } from "../sessions/session-cookies.ts";
import { activateFactor, disableFactor, enrollFactor, readFactor, renewBackupCodes, stepUp } from "./manage-factor.ts";
import {
  backupCodesSchema,
  factorCodeSchema,
  factorEnrollmentSchema,
  factorLoginSchema,
  factorRemovalSchema,
  factorSchema,
  factorSeedSchema,
} from "./schemas.ts";

const codeProblems = {
  403: problem("auth.wrong_code or auth.people_only"),
  409: problem("auth.factor_missing or auth.factor_active"),
  429: problem("auth.factor_locked"),
};

const postLogin = createRoute({
  method: "post",
  path: "/auth/2fa/login",
  operationId: "loginWithFactor",
  tags: ["Second factor"],
  summary: "Finish signing in with a code",
  ...open,
  middleware: [guardStrangers],
  request: { ...body(factorLoginSchema), ...sessionMode },
  responses: {
    200: json(z.union([signedInSchema, cookieSignedInSchema]), "Signed in"),
    401: problem("auth.challenge_expired"),
    403: problem("auth.wrong_code"),
    429: problem("auth.factor_locked"),
  },
});

const getFactor = createRoute({
  method: "get",
  path: "/auth/2fa",
  operationId: "readFactor",
  tags: ["Second factor"],
  summary: "Read whether one has a second factor",
  ...signedIn,
  responses: { 200: json(factorSchema, "The factor"), 403: problem("auth.people_only") },
});

const postEnroll = createRoute({
  method: "post",
  path: "/auth/2fa/enroll",
  operationId: "enrollFactor",
  tags: ["Second factor"],
  summary: "Begin a second factor",
  description: "In force once a code of it was shown to `/auth/2fa/verify`.",
  ...signedIn,
  request: body(factorEnrollmentSchema),
  responses: {
    200: json(factorSeedSchema, "What the application needs; shown only here"),
    403: problem("auth.wrong_password or auth.people_only"),
    409: problem("auth.factor_active"),
    429: problem("auth.too_many_attempts"),
  },
});

const postVerify = createRoute({
  method: "post",
  path: "/auth/2fa/verify",
  operationId: "activateFactor",
  tags: ["Second factor"],
  summary: "Put a second factor in force by its first code",
  description: "Ends every other session.",
  ...signedIn,
  request: body(factorCodeSchema),
  responses: { 200: json(backupCodesSchema, "The backup codes"), ...codeProblems },
});

const postStepUp = createRoute({
  method: "post",
  path: "/auth/2fa/step-up",
  operationId: "stepUp",
  tags: ["Second factor"],
  summary: "Show the second factor again",
  description: "What touches money and configuration asks for it to have been shown within ten minutes.",
  ...signedIn,
  request: body(factorCodeSchema),
  responses: { 204: { description: "Shown" }, ...codeProblems },
});

const postBackupCodes = createRoute({
  method: "post",
  path: "/auth/2fa/backup-codes",
  operationId: "renewBackupCodes",
  tags: ["Second factor"],
  summary: "Get new backup codes in place of those before",
  ...signedIn,
  request: body(factorCodeSchema),
  responses: { 200: json(backupCodesSchema, "The backup codes"), ...codeProblems },
});

const postDisable = createRoute({
  method: "post",
  path: "/auth/2fa/disable",
  operationId: "disableFactor",
  tags: ["Second factor"],
  summary: "Take one's second factor away",
  ...signedIn,
  request: body(factorRemovalSchema),
  responses: {
    204: { description: "Taken away" },
    ...codeProblems,
    403: problem("auth.wrong_code, auth.wrong_password or auth.people_only"),
  },
});

/** What a stranger may call. */
export const publicFactorRoutes = createRouter().openapi(postLogin, async (c) =>
  c.json(enter(c, await loginWithFactor(c.var.platform, c.req.valid("json"), clientOf(c), c.var.requestId)), 200),
);

/** What needs a caller. */
export const factorRoutes = createRouter()
  .openapi(getFactor, async (c) => c.json(await readFactor(c.var.platform, c.var.caller), 200))
  .openapi(postEnroll, async (c) => {
    const { password } = c.req.valid("json");
    return c.json(await enrollFactor(c.var.platform, c.var.caller, password, clientOf(c).ipAddress), 200);
  })
  .openapi(postVerify, async (c) => {
    const { platform, caller, requestId } = c.var;
    const codes = await activateFactor(platform, caller, c.req.valid("json").code, requestId);
    forgetCredential(c);
    return c.json(codes, 200);
  })
  .openapi(postStepUp, async (c) => {
    await stepUp(c.var.platform, c.var.caller, c.req.valid("json").code);
    forgetCredential(c);
    return c.body(null, 204);
  })
  .openapi(postBackupCodes, async (c) => {
    const { platform, caller, requestId } = c.var;
    return c.json(await renewBackupCodes(platform, caller, c.req.valid("json").code, requestId), 200);
  })
  .openapi(postDisable, async (c) => {
    const { platform, caller, requestId } = c.var;
    await disableFactor(platform, caller, c.req.valid("json"), clientOf(c).ipAddress, requestId);
    forgetCredential(c);
    return c.body(null, 204);
  });
