import { type ProblemKind, problemCatalogue } from "../../../workers/platform/problem.ts";
// Loading the whole Worker fills the catalogue: every module declares its problems beside what answers with them.
import "../../../workers/app.ts";

/** Every problem that the Worker can answer with, by code. */
export const problems = (): ProblemKind[] => problemCatalogue.toSorted((a, b) => (a.code < b.code ? -1 : 1));
