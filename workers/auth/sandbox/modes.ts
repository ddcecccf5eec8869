import type { Caller } from "#platform/caller";
import { invalidRequest } from "#platform/problem";
import { modeOf, modes, sandboxOf } from "#platform/sandbox";
import { wrongMode } from "../errors.ts";

/**
 * The caller in the mode that the header `Foundry-Mode` of a request asks for. People choose with each request; a key is of
 * one mode for good, and naming the other one is refused, so that a key in the wrong place is noticed.
 */
export function inMode(caller: Caller, header: string | undefined): Caller {
  if (header === undefined) return caller;
  const asked = modes.find((mode) => mode === header.trim().toLowerCase());
  if (!asked) throw invalidRequest({ errors: [{ path: "Foundry-Mode", message: "Must be live or test" }] });
  if (asked === modeOf(caller.organizationId)) return caller;
  if (caller.kind !== "user") throw wrongMode(`Foundry-Mode asks for ${asked}`);
  return { ...caller, organizationId: sandboxOf(caller.organizationId) };
}
