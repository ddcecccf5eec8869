/** The object that alone gives an organisation's audit events their places. */
export const auditChain = (env: Env, organizationId: string) => env.AUDIT_CHAIN.getByName(organizationId);
