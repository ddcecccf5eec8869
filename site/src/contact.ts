/** Where people write to us: the footer, the prices, the pages on trust and security.txt all name this address. */
export const CONTACT_EMAIL = "info@aifoundry.uz";
