import { type ProblemKind, problemCatalogue } from "../../../workers/platform/problem.ts";

// Every module declares its problems in `errors.ts`; http.ts adds those of the gateway. Loading them fills the catalogue.
import.meta.glob("../../../workers/**/errors.ts", { eager: true });
import.meta.glob("../../../workers/platform/http.ts", { eager: true });

/** Every problem that the Worker can answer with, by code. */
export const problems = (): ProblemKind[] => problemCatalogue.toSorted((a, b) => (a.code < b.code ? -1 : 1));
