import { authenticationMethods } from "./authentication-methods.ts";
import { signingAlgorithms } from "./verify-assertion.ts";

export const tokenEndpoint = (env: Env) => `${env.PUBLIC_URL}/oauth/token`;

/** What a client has to know of us (RFC 8414, 2). Only the grant of machines is there, so there are no response types. */
export function describeServer(env: Env) {
  const ways = [...authenticationMethods];
  const algorithms = [...signingAlgorithms];
  return {
    issuer: env.PUBLIC_URL,
    token_endpoint: tokenEndpoint(env),
    token_endpoint_auth_methods_supported: ways,
    token_endpoint_auth_signing_alg_values_supported: algorithms,
    revocation_endpoint: `${env.PUBLIC_URL}/oauth/revoke`,
    revocation_endpoint_auth_methods_supported: ways,
    revocation_endpoint_auth_signing_alg_values_supported: algorithms,
    introspection_endpoint: `${env.PUBLIC_URL}/oauth/introspect`,
    introspection_endpoint_auth_methods_supported: ways,
    introspection_endpoint_auth_signing_alg_values_supported: algorithms,
    grant_types_supported: ["client_credentials"],
    response_types_supported: [],
  };
}
