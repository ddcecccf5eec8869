import { continueOutage, type disabledReasons, type EndpointName, type Outage } from "#webhooks";

export type DisablingReason = Exclude<(typeof disabledReasons)[number], "by_owner">;

type RecordRow = {
  organization_id: string;
  endpoint_id: string;
  revision: number;
  paused_until: number;
  failing_since: number | null;
  failed_last: number | null;
  to_disable: DisablingReason | null;
  forget_at: number;
};

/** What an object remembers of its endpoint: whose it is, and how it has done lately. */
export class EndpointRecord {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Notes whose endpoint it is, once. */
  begin({ organizationId, endpointId }: EndpointName, forgetAt: number): void {
    this.#sql.exec(
      "INSERT OR IGNORE INTO endpoint (id, organization_id, endpoint_id, forget_at) VALUES (1, ?, ?, ?)",
      organizationId,
      endpointId,
      forgetAt,
    );
  }

  get name(): EndpointName {
    const { organization_id: organizationId, endpoint_id: endpointId } = this.#row;
    return { organizationId, endpointId };
  }

  /** Of the endpoint as it was last read. */
  get revision(): number {
    return this.#row.revision;
  }

  get pausedUntil(): number {
    return this.#row.paused_until;
  }

  get toDisable(): DisablingReason | null {
    return this.#row.to_disable;
  }

  get outage(): Outage | null {
    const { failing_since: since, failed_last: last } = this.#row;
    return since === null || last === null ? null : { since, last };
  }

  get forgetAt(): number {
    return this.#row.forget_at;
  }

  forgetNextAt(at: number): void {
    this.#sql.exec("UPDATE endpoint SET forget_at = ?", at);
  }

  /** Sends nothing until then. */
  pause(until: number): void {
    this.#sql.exec("UPDATE endpoint SET paused_until = max(paused_until, ?)", until);
  }

  /** What was held against an endpoint does not outlive a change by its owner. */
  see(revision: number): void {
    this.#sql.exec(
      `UPDATE endpoint SET revision = ?1, paused_until = 0, failing_since = NULL, failed_last = NULL, to_disable = NULL
        WHERE revision <> ?1`,
      revision,
    );
  }

  succeed(): void {
    this.#sql.exec("UPDATE endpoint SET failing_since = NULL, failed_last = NULL WHERE failing_since IS NOT NULL");
  }

  /** Notes a failure; returns the outage that it belongs to. */
  fail(at: number): Outage {
    const outage = continueOutage(this.outage, at);
    this.#sql.exec("UPDATE endpoint SET failing_since = ?, failed_last = ?", outage.since, outage.last);
    return outage;
  }

  /** The endpoint is to be disabled, which is written where it is configured as soon as that answers. */
  disableFor(reason: DisablingReason): void {
    this.#sql.exec("UPDATE endpoint SET to_disable = ?", reason);
  }

  get #row(): RecordRow {
    return this.#sql.exec<RecordRow>("SELECT * FROM endpoint").one();
  }
}
