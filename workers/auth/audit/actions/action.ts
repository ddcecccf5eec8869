import type { Localized } from "#platform/i18n";

/** What the log tells of an action: its title, and what kind of thing its target is. */
export type Action = { title: Localized; target: string };
