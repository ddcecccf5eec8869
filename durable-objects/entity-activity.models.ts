import { loadAssigned, type ModelAssignment } from "#antifraud";
import type { ShardDatabase } from "./entity-activity.database.ts";

/** A promoted model is loaded before it decides, for so long at the most. */
const LOADED_WITHIN_MS = 2000;

/** Which models decide here, as the registry said it last; kept, so that an object that opens need not ask. */
export class DecidingModels {
  readonly #env: Env;
  readonly #database: ShardDatabase;
  #assignment: ModelAssignment | null;

  constructor(env: Env, database: ShardDatabase) {
    this.#env = env;
    this.#database = database;
    const row = database.first<{ assignment: string }>("SELECT assignment FROM models");
    this.#assignment = row ? (JSON.parse(row.assignment) as ModelAssignment) : null;
  }

  /** What the registry said last; null where it never said anything. */
  get assignment(): ModelAssignment | null {
    return this.#assignment;
  }

  /** Loads the models that decide, ahead of the first payment. */
  async load(): Promise<void> {
    if (this.#assignment) await loadAssigned(this.#env, this.#assignment, LOADED_WITHIN_MS);
  }

  /** Takes which models decide from the next payment on. An older word than the last changes nothing. */
  async assign(assignment: ModelAssignment, commitWith: (change: () => void) => void): Promise<void> {
    if (!this.#isNewer(assignment)) return;
    await loadAssigned(this.#env, assignment, LOADED_WITHIN_MS);
    if (!this.#isNewer(assignment)) return;
    commitWith(() => this.#save(assignment));
    this.#assignment = assignment;
  }

  #isNewer({ revision }: ModelAssignment): boolean {
    return revision > (this.#assignment?.revision ?? 0);
  }

  #save(assignment: ModelAssignment): void {
    this.#database.run("DELETE FROM models");
    this.#database.run(
      "INSERT INTO models (revision, assignment) VALUES (?, ?)",
      assignment.revision,
      JSON.stringify(assignment),
    );
  }
}
