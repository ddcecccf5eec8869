import { accessReasons } from "./access.ts";
import { amountReasons } from "./amount.ts";
import { fraudsReasons } from "./frauds.ts";
import { listReasons } from "./lists.ts";
import { merchantReasons } from "./merchant.ts";
import { modelReasons } from "./model.ts";
import { ownRuleReasons } from "./own-rules.ts";
import { payerReasons } from "./payer.ts";
import { placeReasons } from "./place.ts";
import { sandboxReasons } from "./sandbox.ts";

/** Every reason by code. A rule names one; those that apply without a rule explain what moved the model. */
export const reasons = {
  ...amountReasons,
  ...payerReasons,
  ...placeReasons,
  ...accessReasons,
  ...merchantReasons,
  ...fraudsReasons,
  ...modelReasons,
  ...sandboxReasons,
  ...ownRuleReasons,
  ...listReasons,
};

export type ReasonCode = keyof typeof reasons;
