import type { Language } from "../i18n.ts";

/** A refresh token was used again after its successor, so its session was ended. */
export type RefreshReused = {
  type: "auth.refresh_reused";
  organizationId: string;
  userId: string;
  sessionId: string;
  /** The envelope of `{userAgent, ipAddress}` of the session; null where it is not known any more. */
  client: string | null;
  /** Epoch milliseconds. */
  at: number;
};

/** A person signed in from an address or with a kind of device that was not seen of them before; unique by its session. */
export type SignedInAnew = {
  type: "auth.signed_in_anew";
  organizationId: string;
  userId: string;
  sessionId: string;
  /** The envelope of `{userAgent, ipAddress}` of the session. */
  client: string;
  /** Epoch milliseconds. */
  at: number;
};

/** Wrong codes closed a way to show a person's second factor for a while; unique by person, way and end. */
export type FactorLocked = {
  type: "auth.factor_locked";
  organizationId: string;
  userId: string;
  way: "code" | "backup";
  /** From when until when, epoch milliseconds. */
  at: number;
  until: number;
};

/**
 * What callers may do changed, and whoever answers requests knows it already: a session or key ended, a person, client or
 * organisation was changed. What stays open between requests is looked at again.
 */
export type AccessChanged = {
  type: "auth.access_changed";
  organizationId: string;
  /** `usr_…`, `key_…` or `cli_…`; null where everyone of the organisation is meant. */
  callerId: string | null;
};

/** What a person's sessions tell of. */
export type PersonNews = RefreshReused | SignedInAnew | FactorLocked | AccessChanged;

/** Rows of an organisation's audit log wait for their places in its chain. */
export type Audited = {
  type: "auth.audited";
  organizationId: string;
  /** A row that the database did not take, in the form of its module; unique by its id. */
  row?: unknown;
};

/** Somebody asked for a new password; whether there is such an account is not known yet. `id` is of this request. */
export type PasswordForgotten = {
  type: "auth.password_forgotten";
  id: string;
  emailIndex: string;
  language: Language;
};

/** What people may do changed, and not all of their sessions could be told. */
export type PeopleChanged = { type: "auth.people_changed"; userIds: string[] };

/** What an organisation may use changed, and its workspace could not be told. */
export type OrganizationChanged = { type: "auth.organization_changed"; organizationId: string };

/** What an OAuth client may do changed, and its object could not be told. */
export type OauthClientChanged = { type: "auth.oauth_client_changed"; organizationId: string; clientId: string };

export type AuthEvent =
  | Audited
  | PersonNews
  | PasswordForgotten
  | PeopleChanged
  | OrganizationChanged
  | OauthClientChanged;
