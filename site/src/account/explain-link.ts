import type { Failure } from "../api.ts";
import { explainFailure } from "../ui/check-form.ts";
import type { Words } from "./words.ts";

/** Whether a link was used before, ran out or never was one: the three are told alike. */
export const isDead = ({ problem }: Failure): boolean => problem?.code === "auth.token_invalid";

/** Why a link could not be opened, where nothing had been typed yet. */
export const explainUnopened = (failure: Failure, { forms, account }: Words): string =>
  explainFailure(failure, { ...forms, offline: account.offline, server: account.server }, account.refused);
