import type { AuthenticationMethod } from "./authentication-methods.ts";
import { invalidClient, invalidRequest } from "./protocol-error.ts";

/** What of a form may say who the client is (RFC 6749, 2.3.1, and RFC 7521, 4.2). */
export type ClientParameters = {
  client_id?: string;
  client_secret?: string;
  client_assertion?: string;
  client_assertion_type?: string;
};

/** Who a client says it is, and what it shows for it: a secret, or a signed assertion. */
export type Shown = { method: AuthenticationMethod; clientId: string; proof: string };

const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** What a request shows of its client; parameters without a value count as left out (RFC 6749, 3.2). One way only. */
export function readCredentials(authorization: string | undefined, form: ClientParameters): Shown {
  const { client_id: clientId, client_secret: secret, client_assertion: assertion, client_assertion_type: type } = form;
  const ways = [authorization, secret, assertion || type].filter(Boolean).length;
  if (ways > 1) throw invalidRequest("Use one way of client authentication, not several");
  if (authorization) return readBasic(authorization, clientId);
  if (secret) {
    if (!clientId) throw invalidRequest("client_id is missing");
    return { method: "client_secret_post", clientId, proof: secret };
  }
  if (!assertion && !type) throw invalidClient();
  if (type !== ASSERTION_TYPE) throw invalidRequest(`client_assertion_type must be ${ASSERTION_TYPE}`);
  if (!assertion) throw invalidRequest("client_assertion is missing");
  const subject = subjectOf(assertion);
  // RFC 7521, 4.2: where the client is named twice, both have to be the same.
  if (subject === undefined || (clientId && clientId !== subject)) throw invalidClient();
  return { method: "private_key_jwt", clientId: subject, proof: assertion };
}

/** RFC 6749, 2.3.1: id and secret are form-encoded before they are put together. */
function readBasic(authorization: string, named: string | undefined): Shown {
  const [, encoded] = /^basic +([A-Za-z0-9+/=]+)$/i.exec(authorization) ?? [];
  const pair = encoded === undefined ? undefined : decode(encoded);
  const colon = pair?.indexOf(":") ?? -1;
  if (pair === undefined || colon < 1) throw invalidClient();
  const clientId = formDecode(pair.slice(0, colon));
  const proof = formDecode(pair.slice(colon + 1));
  if (clientId === undefined || !proof || (named && named !== clientId)) throw invalidClient();
  return { method: "client_secret_basic", clientId, proof };
}

function decode(base64: string): string | undefined {
  try {
    return atob(base64);
  } catch {
    return undefined;
  }
}

function formDecode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}

/** Whom an assertion speaks of, as long as nobody checked its signature. */
function subjectOf(assertion: string): string | undefined {
  try {
    const claims: unknown = JSON.parse(atob(assertion.split(".")[1]!.replaceAll("-", "+").replaceAll("_", "/")));
    const subject = typeof claims === "object" && claims !== null && "sub" in claims ? claims.sub : undefined;
    return typeof subject === "string" ? subject : undefined;
  } catch {
    return undefined;
  }
}
