import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { subscriptionTiers } from "#platform/caller";
import { languages } from "#platform/i18n";
import { modes } from "#platform/sandbox";
import { authenticationMethods } from "./oauth/authentication-methods.ts";
import type { PublicKey } from "./oauth/public-keys.ts";
import { roles } from "./roles.ts";
import { organizationTypes, secondFactorPolicies } from "./schemas.ts";

export const organizations = sqliteTable("organizations", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  type: text("type", { enum: organizationTypes }).notNull(),
  modules: text("modules", { mode: "json" }).$type<string[]>().notNull(),
  subscriptionTier: text("subscription_tier", { enum: subscriptionTiers }).notNull(),
  billingEmail: text("billing_email").notNull(),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
  secondFactor: text("second_factor", { enum: secondFactorPolicies }).notNull().default("optional"),
  allowedNetworks: text("allowed_networks", { mode: "json" }).$type<string[]>().notNull().default([]),
});

export const users = sqliteTable("users", {
  id: text("id").primaryKey(),
  email: text("email").notNull(),
  emailIndex: text("email_index").notNull(),
  passwordHash: text("password_hash").notNull(),
  fullName: text("full_name").notNull(),
  phone: text("phone"),
  role: text("role", { enum: roles }).notNull(),
  modules: text("modules", { mode: "json" }).$type<string[]>().notNull(),
  organizationId: text("organization_id").notNull(),
  isActive: integer("is_active", { mode: "boolean" }).notNull(),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
  emailVerifiedAt: integer("email_verified_at"),
  language: text("language", { enum: languages }).notNull().default("uz"),
  suspendedAt: integer("suspended_at"),
});

export const mailedTokens = sqliteTable("mailed_tokens", {
  hash: text("hash").primaryKey(),
  purpose: text("purpose", { enum: ["reset", "verify"] }).notNull(),
  organizationId: text("organization_id").notNull(),
  userId: text("user_id").notNull(),
  expiresAt: integer("expires_at").notNull(),
  usedAt: integer("used_at"),
});

export const invitations = sqliteTable("invitations", {
  id: text("id").primaryKey(),
  organizationId: text("organization_id").notNull(),
  emailIndex: text("email_index").notNull(),
  sealed: text("sealed").notNull(),
  role: text("role", { enum: roles }).notNull(),
  modules: text("modules", { mode: "json" }).$type<string[]>().notNull(),
  tokenHash: text("token_hash").notNull(),
  invitedBy: text("invited_by").notNull(),
  createdAt: integer("created_at").notNull(),
  expiresAt: integer("expires_at").notNull(),
  acceptedAt: integer("accepted_at"),
});

export const apiKeys = sqliteTable("api_keys", {
  id: text("id").primaryKey(),
  organizationId: text("organization_id").notNull(),
  name: text("name").notNull(),
  keyHash: text("key_hash").notNull(),
  display: text("display").notNull(),
  scopes: text("scopes", { mode: "json" }).$type<string[]>().notNull(),
  createdBy: text("created_by").notNull(),
  createdAt: integer("created_at").notNull(),
  expiresAt: integer("expires_at").notNull(),
  revokedAt: integer("revoked_at"),
  allowedIps: text("allowed_ips", { mode: "json" }).$type<string[]>().notNull().default([]),
  mode: text("mode", { enum: modes }).notNull().default("live"),
});

export const apiKeySecrets = sqliteTable("api_key_secrets", {
  keyHash: text("key_hash").primaryKey(),
  organizationId: text("organization_id").notNull(),
  keyId: text("key_id").notNull(),
  createdAt: integer("created_at").notNull(),
});

export const oauthClients = sqliteTable("oauth_clients", {
  id: text("id").primaryKey(),
  organizationId: text("organization_id").notNull(),
  name: text("name").notNull(),
  authenticationMethod: text("authentication_method", { enum: authenticationMethods }).notNull(),
  scopes: text("scopes", { mode: "json" }).$type<string[]>().notNull(),
  modules: text("modules", { mode: "json" }).$type<string[]>().notNull(),
  allowedIps: text("allowed_ips", { mode: "json" }).$type<string[]>().notNull(),
  tokenLifetimeS: integer("token_lifetime_s").notNull(),
  publicKeys: text("public_keys", { mode: "json" }).$type<PublicKey[]>().notNull(),
  createdBy: text("created_by").notNull(),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
  revokedAt: integer("revoked_at"),
  revision: integer("revision").notNull(),
});

export const oauthClientSecrets = sqliteTable("oauth_client_secrets", {
  id: text("id").primaryKey(),
  organizationId: text("organization_id").notNull(),
  clientId: text("client_id").notNull(),
  hash: text("hash").notNull(),
  display: text("display").notNull(),
  createdAt: integer("created_at").notNull(),
  endsAt: integer("ends_at"),
});

export const savedViews = sqliteTable(
  "saved_views",
  {
    organizationId: text("organization_id").notNull(),
    ownerId: text("owner_id").notNull(),
    id: text("id").notNull(),
    page: text("page").notNull(),
    isShared: integer("is_shared", { mode: "boolean" }).notNull(),
    sealed: text("sealed").notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.ownerId, table.id] })],
);

/** What a change was from and to, by field. */
export type AuditChanges = Record<string, readonly [from: string | null, to: string | null]>;

export const auditEvents = sqliteTable("audit_events", {
  id: text("id").primaryKey(),
  organizationId: text("organization_id").notNull(),
  actor: text("actor").notNull(),
  action: text("action").notNull(),
  target: text("target").notNull(),
  requestId: text("request_id").notNull(),
  createdAt: integer("created_at").notNull(),
  changes: text("changes", { mode: "json" }).$type<AuditChanges>(),
  actorType: text("actor_type", { enum: ["user", "api_key", "oauth_client", "system"] })
    .notNull()
    .default("system"),
  targetType: text("target_type"),
  ipAddress: text("ip_address"),
  sequence: integer("sequence"),
  previousHash: text("previous_hash"),
  hash: text("hash"),
});
