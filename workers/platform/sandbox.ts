/** Whether a caller works with what is real, or tries things out in the organisation's sandbox. */
export const modes = ["live", "test"] as const;
export type Mode = (typeof modes)[number];

const SUFFIX = "_test";

/**
 * The sandbox of an organisation: a tenant of its own, so that whatever is kept by tenant (rows, objects, windows, feeds,
 * quotas) is kept apart without anyone having to think of it. No organisation's own id ends so.
 */
export const sandboxOf = (organizationId: string): string => `${liveOf(organizationId)}${SUFFIX}`;

export const isSandbox = (organizationId: string): boolean => organizationId.endsWith(SUFFIX);

/** The organisation that a tenant is, or is the sandbox of. */
export const liveOf = (organizationId: string): string =>
  isSandbox(organizationId) ? organizationId.slice(0, -SUFFIX.length) : organizationId;

export const modeOf = (organizationId: string): Mode => (isSandbox(organizationId) ? "test" : "live");

/**
 * The time by which products judge, epoch milliseconds: where the sandbox's clock was stopped, else now. What protects or
 * records (tokens, tickets, keys, quotas, the audit log) and whatever waits goes by `now`, which nobody sets.
 */
export const businessNow = ({ testClock, now }: { testClock: number | null; now: () => number }): number =>
  testClock ?? now();

/** The ids of all sandboxes, as GLOB of SQLite reads it. */
export const SANDBOX_PATTERN = `*${SUFFIX}`;
