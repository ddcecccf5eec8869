import { FRAUD, type Label, type LabelNotice, LEGITIMATE, UNKNOWN } from "#antifraud";
import type { ShardDatabase } from "./entity-activity.database.ts";
import type { EntityStates } from "./entity-activity.states.ts";

/** How a payment turned out, and since when that is said. */
type StoredLabel = Pick<LabelNotice, "isFraud" | "reportedAt" | "receivedAt">;

/** What is known here of how payments turned out: of each the newest report. */
export class Labels {
  readonly #database: ShardDatabase;

  constructor(database: ShardDatabase) {
    this.#database = database;
  }

  /** Whether a report is later than what is known. */
  isNews(notice: LabelNotice): boolean {
    const known = this.#find(notice.transactionId);
    return (
      known === undefined ||
      notice.reportedAt > known.reportedAt ||
      (notice.reportedAt === known.reportedAt && notice.receivedAt > known.receivedAt)
    );
  }

  /** Keeps a report in place of the one before, and counts it with the entities of its payment. */
  note(notice: LabelNotice, states: EntityStates, now: number): void {
    const known = this.#find(notice.transactionId);
    states.label(notice.names, notice.payment, known ? toLabel(known) : UNKNOWN, toLabel(notice), now);
    this.#save(notice);
  }

  #save({ transactionId, isFraud, reportedAt, receivedAt }: LabelNotice): void {
    this.#database.run(
      "INSERT OR REPLACE INTO labels (transaction_id, is_fraud, reported_at, received_at) VALUES (?, ?, ?, ?)",
      transactionId,
      Number(isFraud),
      reportedAt,
      receivedAt,
    );
  }

  #find(transactionId: string): StoredLabel | undefined {
    const row = this.#database.first<{ is_fraud: number; reported_at: number; received_at: number }>(
      "SELECT is_fraud, reported_at, received_at FROM labels WHERE transaction_id = ?",
      transactionId,
    );
    return row && { isFraud: row.is_fraud === 1, reportedAt: row.reported_at, receivedAt: row.received_at };
  }
}

const toLabel = ({ isFraud }: Pick<StoredLabel, "isFraud">): Label => (isFraud ? FRAUD : LEGITIMATE);
