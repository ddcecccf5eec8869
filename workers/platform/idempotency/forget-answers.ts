import type { Platform } from "../platform.ts";
import { forgetKeys } from "./claims.ts";

/** Forgets the keys and answers that are older than a day. */
export const forgetAnswers = ({ db }: Platform): Promise<void> => forgetKeys(db, Date.now());
