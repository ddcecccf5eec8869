import type { Code } from "lucide-preact";
import type { Language } from "../../api-types.ts";

type Localized = Record<Language, string>;
type Icon = typeof Code;
/** What pages belong to. */
export type AreaName = "antifraud" | "developers" | "organization" | "admin";
export type Area = {
  title: Localized;
  icon: Icon;
  /** The product that an organisation needs for it; one without is there for every organisation. */
  module?: string;
};
export type Page = {
  area: AreaName;
  title: Localized;
  icon: Icon;
  /** Who lacks it is not shown the page; the API refuses them by itself. Empty: for everybody who is signed in. */
  permission: string;
  /** The letter that leads here after G. */
  key?: string;
  /** Left out of the menu: it needs something to show. */
  isUnlisted?: boolean;
  /** The page of the menu that it is reached from, which the menu marks as the current one. */
  under?: string;
};
