/** The object that keeps the requests of a tenant's machines. */
export const requestLog = (env: Env, organizationId: string) => env.REQUEST_LOG.getByName(organizationId);
