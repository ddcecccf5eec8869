/** Where the pages are public, as the site's configuration says; a page that is read elsewhere puts its own origin in. */
export const publicOrigin = new URL(import.meta.env.SITE).origin;

/** What a reader's shell has to know before the first command. */
export const settings = (origin: string): string => `export AI_FOUNDRY=${origin}
export EMAIL=…  PASSWORD=…`;
