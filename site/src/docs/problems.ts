import { type ProblemKind, problemCatalogue } from "../../../workers/platform/problem.ts";

// Loading the whole Worker fills the catalogue: every module declares its problems beside what answers with them. Not by
// `import`, since the site's types know nothing of the Worker's runtime.
import.meta.glob("../../../workers/app.ts", { eager: true });

/** Every problem that the Worker can answer with, by code. */
export const problems = (): ProblemKind[] => problemCatalogue.toSorted((a, b) => (a.code < b.code ? -1 : 1));
