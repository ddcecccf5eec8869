export { organizationName } from "./accounts.ts";
export type { AuditAction } from "./audit/actions.ts";
export { auditOf } from "./audit/audit-of.ts";
export { auditRead } from "./audit/audit-read.ts";
export { GENESIS, type Head } from "./audit/chain.ts";
export { checkpointName, type SignedCheckpoint, signCheckpoint } from "./audit/checkpoints.ts";
export { extendChains, sweepUnchained } from "./audit/extend-chains.ts";
export { type Place, placeEvents } from "./audit/place-events.ts";
export { sealPersonalParts } from "./audit/seal-personal-parts.ts";
export { listUnplaced, savePlaces } from "./audit/store.ts";
export { authenticate } from "./authenticate.ts";
export { notAuthenticated, peopleOnly, personNotFound } from "./errors.ts";
export type { KeyGrant } from "./grants.ts";
export { limitCallers } from "./limits/limit-callers.ts";
export { type Grant, type KeptWindow, SlidingWindow } from "./limits/sliding-window.ts";
export { mailResets } from "./mailed/reset-password.ts";
export type { ClientUse, KnownToken, MachineClient, Proven } from "./oauth/machine-client.ts";
export { oauthRoutes } from "./oauth/routes.ts";
export { tellClients } from "./oauth/tell-client.ts";
export { accountGauges } from "./organizations/account-gauges.ts";
export { countClients } from "./organizations/count-clients.ts";
export { tellWorkspaces } from "./organizations/manage-organizations.ts";
export type { Standing } from "./organizations/standing.ts";
export { answerableFor } from "./people/answerable-for.ts";
export { type Colleague, colleaguesOf } from "./people/colleagues.ts";
export { administratorsOf, contactsOf } from "./people/contact-of.ts";
export { tellPeople } from "./people/tell-person.ts";
export { authPrivacy } from "./privacy/data-classes.ts";
export { refuseErasure } from "./privacy/refuse-erasure.ts";
export { findAnyPerson, pagesOfTenants } from "./privacy/store.ts";
export { guardNetworks, recallCaller } from "./recall-caller.ts";
export { requestsPrivacy } from "./requests/data-class.ts";
export {
  type LoggedRequest,
  matches,
  names,
  REQUESTS_KEPT,
  type RequestBatch,
  type RequestFilter,
} from "./requests/logged-request.ts";
export { recordRequests } from "./requests/record-requests.ts";
export { authRoutes, publicAuthRoutes } from "./routes.ts";
export { onTestClock, readTestClock } from "./sandbox/test-clock.ts";
export { reportLocks } from "./second-factor/report-locks.ts";
export { type FactorAttempt, type FactorState, placeOfSeed } from "./second-factor/show-factor.ts";
export { seedPeople } from "./seed-people.ts";
export { placeOfClient, placeOfRefreshToken } from "./sessions/open-session.ts";
export { refuseForgery } from "./sessions/refuse-forgery.ts";
export { reportReuse } from "./sessions/report-reuse.ts";
export { mailSignIns } from "./sessions/tell-of-sign-ins.ts";
export type { CheckedSession, KeptRefreshToken, Person, RefreshVerdict, Session } from "./sessions/user-session.ts";
export { type AuditRow, auditInsert, auditInsertIfChanged } from "./store.ts";
