/** What a key opens, as its ApiKeyGrant object keeps it. `allowedIps` are networks in CIDR notation; none means from anywhere. */
export type KeyGrant = {
  id: string;
  organizationId: string;
  scopes: string[];
  modules: string[];
  expiresAt: number;
  allowedIps: string[];
};

/** The object that alone says whether a key still opens anything; keyed by the key's hash, so no request waits on D1. */
export const apiKeyGrant = (env: Env, keyHash: string) => env.API_KEY_GRANT.getByName(keyHash);
