import type { z } from "@hono/zod-openapi";
import type { ApiKey, issuedApiKeySchema, newApiKeySchema } from "./key-schemas.ts";
import type { recordedMessageSchema, TestClock } from "./sandbox/schemas.ts";
import type { loginSchema, Profile, Register, refreshSchema, registeredSchema, tokensSchema } from "./schemas.ts";

const people = { email: "nodir@bank.uz", full_name: "Nodir Rahimov", phone: "+998901234567" };
const access_token = "eyJhbGciOiJIUzI1NiIsImtpZCI6ImsxIn0.eyJzdWIiOiJ1c3JfMDFrYTlkM24ifQ.c2lnbmF0dXJl";
const refresh_token = "rft_01ka9d3n6p8q0r2s4t6v8w0x2y_8QvJ2mZ0rN5xT1bW";

/** What the reference shows of somebody who registers, signs in and makes a key. */
export const registerExample: Register = {
  email: people.email,
  password: "an evening in Samarkand",
  organization_name: "Alfa Bank",
  full_name: people.full_name,
  phone: people.phone,
  modules: ["antifraud"],
};

export const registeredExample: z.input<typeof registeredSchema> = {
  success: true,
  user_id: "usr_01ka9d3n6p8q0r2s4t6v8w0x2y",
  access_token,
  refresh_token,
  expires_in: 3600,
};

export const loginExample: z.input<typeof loginSchema> = {
  email: people.email,
  password: "an evening in Samarkand",
};

export const tokensExample: z.input<typeof tokensSchema> = {
  access_token,
  refresh_token,
  token_type: "Bearer",
  expires_in: 3600,
};

const profileExample: Profile = {
  id: "usr_01ka9d3n6p8q0r2s4t6v8w0x2y",
  ...people,
  email_verified: true,
  role: "org_admin",
  organization_id: "org_01ka9d3n5m7p9q1r3s5t7v9w1x",
  organization_name: "Alfa Bank",
  modules: ["antifraud"],
  permissions: ["write:api_keys", "read:transactions", "write:transactions"],
  created_at: "2025-11-20T08:00:00.000Z",
};

export const signedInExample = { ...tokensExample, user: profileExample };

export const refreshExample: z.input<typeof refreshSchema> = { refresh_token };

export const newKeyExample: z.input<typeof newApiKeySchema> = {
  name: "Payment gateway",
  mode: "test",
  scopes: ["write:transactions", "read:transactions"],
  expires_in_days: 90,
  allowed_ips: ["203.0.113.0/24"],
};

export const keyExample: ApiKey = {
  id: "key_01ka9e2m5n7p9q1r3s5t7v9w1x",
  name: "Payment gateway",
  mode: "test",
  display: "aif_test_…mQ4z",
  scopes: ["write:transactions", "read:transactions"],
  allowed_ips: ["203.0.113.0/24"],
  last_used_at: null,
  created_at: "2025-11-20T08:05:00.000Z",
  expires_at: "2026-02-18T08:05:00.000Z",
  revoked_at: null,
};

export const issuedKeyExample: z.input<typeof issuedApiKeySchema> = {
  ...keyExample,
  key: "aif_test_the-secret-itself-is-shown-here-once",
};

export const clockExample: TestClock = {
  frozen_at: "2025-12-01T09:00:00.000Z",
  now: "2025-12-01T09:00:00.000Z",
  latest: "2026-12-25T08:00:00.000Z",
};

export const messageExample: z.input<typeof recordedMessageSchema> = {
  id: "ntf_01kb0r1m5n7p9q1r3s5t7v9w1x",
  channel: "sms",
  template: "alert_opened",
  language: "uz",
  to: "+998901234567",
  subject: null,
  text: "AI Foundry: ogohlantirish ochildi",
  html: null,
  created_at: "2025-12-01T09:00:00.000Z",
};
