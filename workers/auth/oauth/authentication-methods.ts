/** How a client may prove who it is (RFC 7591, 2). */
export const authenticationMethods = ["client_secret_basic", "client_secret_post", "private_key_jwt"] as const;
export type AuthenticationMethod = (typeof authenticationMethods)[number];
