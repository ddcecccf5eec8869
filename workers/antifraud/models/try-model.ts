import { describeFailure } from "#platform/log";
import type { FieldError } from "#platform/problem";
import { closeSession, type ModelSession, openSession, runSession } from "../onnx-sessions.ts";
import { makeRoomFor } from "./load-model.ts";
import type { Manifest } from "./schemas.ts";

/** How far an answer may be from its golden one, and how far apart the answers must lie at least. */
const PARITY = 1e-4;
const LEAST_SPREAD = 1e-6;
const MOST_MS_A_ROW = 3;
const ROWS_A_ROUND = 50;
const MOST_ERRORS = 20;

/** Runs a checked model over its golden rows and over what a payment may lack; returns what is wrong with its answers. */
export async function tryModel(model: Uint8Array, { golden, features }: Manifest): Promise<FieldError[]> {
  let session: ModelSession;
  try {
    makeRoomFor(model.byteLength);
    session = await openSession(model);
  } catch (failure) {
    return [{ path: "model", message: `The runtime refuses it: ${describeFailure(failure).failure.slice(0, 300)}` }];
  }
  try {
    const rows = golden.map((row) => Float32Array.from(row.features, (value) => value ?? Number.NaN));
    const answers = await runRows(session, rows);
    const errors = golden.flatMap(({ probability }, i) =>
      compare(`manifest.golden.${i}.probability`, answers[i]!, probability),
    );
    for (const [what, value] of [
      ["is missing", Number.NaN],
      ["is 0", 0],
    ] as const) {
      const probability = await answerOf(session, new Float32Array(features.length).fill(value));
      errors.push(...checkProbability("model", probability, ` where every feature ${what}`));
    }
    if (errors.length === 0 && Math.max(...answers) - Math.min(...answers) < LEAST_SPREAD)
      errors.push({ path: "model", message: `Answers ${answers[0]} to every golden row` });
    return errors.slice(0, MOST_ERRORS);
  } catch (failure) {
    if (failure instanceof TooSlow) return [{ path: "model", message: failure.message }];
    return [{ path: "model", message: `Fails: ${describeFailure(failure).failure.slice(0, 300)}` }];
  } finally {
    await closeSession(session);
  }
}

class TooSlow extends Error {}

/** Answers rows in rounds, and times the rounds: by the fastest, since others may have had their turn in any of them. */
async function runRows(session: ModelSession, rows: readonly Float32Array[]): Promise<number[]> {
  const answers: number[] = [];
  let [roundAt, fastest] = [Date.now(), Number.POSITIVE_INFINITY];
  for (const row of rows) {
    answers.push(await answerOf(session, row));
    if (answers.length % ROWS_A_ROUND !== 0) continue;
    // The clock moves on only with outside events.
    await new Promise((resolve) => setTimeout(resolve, 0));
    const now = Date.now();
    fastest = Math.min(fastest, (now - roundAt) / ROWS_A_ROUND);
    roundAt = now;
  }
  if (fastest !== Number.POSITIVE_INFINITY && fastest > MOST_MS_A_ROW)
    throw new TooSlow(`Takes ${fastest.toFixed(1)} ms a row, at most ${MOST_MS_A_ROW} are permitted`);
  return answers;
}

async function answerOf(session: ModelSession, row: Float32Array): Promise<number> {
  const [opinion] = await runSession(session, row, row.length);
  return opinion!.probability;
}

function compare(path: string, answered: number, golden: number): FieldError[] {
  const errors = checkProbability(path, answered, "");
  if (errors.length > 0) return errors;
  return Math.abs(answered - golden) <= PARITY
    ? []
    : [{ path, message: `Answers ${answered.toPrecision(6)}, must be ${golden.toPrecision(6)}` }];
}

const checkProbability = (path: string, answered: number, where: string): FieldError[] =>
  answered >= 0 && answered <= 1 ? [] : [{ path, message: `Answers ${answered}${where}, which is no probability` }];
