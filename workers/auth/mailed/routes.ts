import { z } from "@hono/zod-openapi";
import { guardStrangers } from "#platform/gateway";
import { body, createRoute, createRouter, json, open, problem, requires, signedIn } from "#platform/http";
import {
  forgottenSchema,
  invitationSchema,
  invitedSchema,
  joinSchema,
  mailedTokenSchema,
  newInvitationSchema,
  passwordResetSchema,
  signedInSchema,
} from "../schemas.ts";
import { clientOf } from "../sessions/client.ts";
import { cookieSignedInSchema } from "../sessions/cookie-schemas.ts";
import { enter } from "../sessions/enter.ts";
import { sessionMode } from "../sessions/session-cookies.ts";
import { invite, joinByInvitation, readInvitation } from "./invite.ts";
import { forgotPassword, resetPassword } from "./reset-password.ts";
import { mailVerification, verifyEmail } from "./verify-email.ts";

const postForgot = createRoute({
  method: "post",
  path: "/auth/forgot-password",
  operationId: "forgotPassword",
  tags: ["Identity"],
  summary: "Ask for a mail by which to set a new password",
  description: "The answer is the same whether or not the address has an account.",
  ...open,
  middleware: [guardStrangers],
  request: body(forgottenSchema),
  responses: { 202: json(z.object({}), "A mail is on its way if there is such an account") },
});

const postReset = createRoute({
  method: "post",
  path: "/auth/reset-password",
  operationId: "resetPassword",
  tags: ["Identity"],
  summary: "Set a new password by a mailed token",
  description: "The token serves once and for 30 minutes. Ends every session; a second factor stays in force.",
  ...open,
  middleware: [guardStrangers],
  request: body(passwordResetSchema),
  responses: {
    204: { description: "Set" },
    400: problem("auth.token_invalid"),
    422: problem("request.invalid or auth.password_refused"),
  },
});

const postVerify = createRoute({
  method: "post",
  path: "/auth/verify-email",
  operationId: "verifyEmail",
  tags: ["Identity"],
  summary: "Confirm an e-mail address by a mailed token",
  ...open,
  middleware: [guardStrangers],
  request: body(mailedTokenSchema),
  responses: { 204: { description: "Confirmed" }, 400: problem("auth.token_invalid") },
});

const postVerifyAgain = createRoute({
  method: "post",
  path: "/auth/verify-email/resend",
  operationId: "mailVerification",
  tags: ["Identity"],
  summary: "Get another mail to confirm one's e-mail address",
  ...signedIn,
  responses: {
    202: json(z.object({}), "On its way, unless the address is confirmed"),
    403: problem("auth.people_only"),
  },
});

const postInvite = createRoute({
  method: "post",
  path: "/organizations/{org_id}/invite-user",
  operationId: "inviteUser",
  tags: ["Organisations"],
  summary: "Invite somebody by e-mail",
  description:
    "Open for three days. Asked again while it is open, the answer is the same invitation and no second mail.",
  ...requires("manage:users"),
  request: { params: z.object({ org_id: z.string().max(64) }), ...body(newInvitationSchema) },
  responses: {
    200: json(invitationSchema, "The invitation, which was sent before"),
    201: json(invitationSchema, "The invitation"),
    403: problem("auth.role_too_high"),
    404: problem("auth.organization_not_found"),
    409: problem("auth.already_member"),
  },
});

const postReadInvitation = createRoute({
  method: "post",
  path: "/auth/invitations/read",
  operationId: "readInvitation",
  tags: ["Identity"],
  summary: "Read what an invitation is to",
  ...open,
  middleware: [guardStrangers],
  request: body(mailedTokenSchema),
  responses: { 200: json(invitedSchema, "The invitation"), 400: problem("auth.token_invalid") },
});

const postAccept = createRoute({
  method: "post",
  path: "/auth/invitations/accept",
  operationId: "acceptInvitation",
  tags: ["Identity"],
  summary: "Join an organisation by an invitation",
  ...open,
  middleware: [guardStrangers],
  request: { ...body(joinSchema), ...sessionMode },
  responses: {
    201: json(z.union([signedInSchema, cookieSignedInSchema]), "Joined and signed in"),
    400: problem("auth.token_invalid"),
    409: problem("auth.email_taken"),
    422: problem("request.invalid or auth.password_refused"),
  },
});

/** What a stranger may call. */
export const publicMailedRoutes = createRouter()
  .openapi(postForgot, async (c) => {
    await forgotPassword(c.var.platform, c.req.valid("json").email);
    return c.json({}, 202);
  })
  .openapi(postReset, async (c) => {
    await resetPassword(c.var.platform, c.req.valid("json"), c.var.requestId);
    return c.body(null, 204);
  })
  .openapi(postVerify, async (c) => {
    await verifyEmail(c.var.platform, c.req.valid("json").token, c.var.requestId);
    return c.body(null, 204);
  })
  .openapi(postReadInvitation, async (c) =>
    c.json(await readInvitation(c.var.platform, c.req.valid("json").token), 200),
  )
  .openapi(postAccept, async (c) =>
    c.json(enter(c, await joinByInvitation(c.var.platform, c.req.valid("json"), clientOf(c), c.var.requestId)), 201),
  );

/** What needs a caller. */
export const mailedRoutes = createRouter()
  .openapi(postVerifyAgain, async (c) => {
    await mailVerification(c.var.platform, c.var.caller);
    return c.json({}, 202);
  })
  .openapi(postInvite, async (c) => {
    const { platform, caller, requestId } = c.var;
    const { org_id } = c.req.valid("param");
    const { invitation, isNew } = await invite(platform, caller, org_id, c.req.valid("json"), requestId);
    return c.json(invitation, isNew ? 201 : 200);
  });
