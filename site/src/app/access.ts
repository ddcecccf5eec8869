import type { Profile } from "../api-types.ts";

/** What decides which pages somebody is shown. */
export type Access = Pick<Profile, "permissions" | "modules">;

/** Whether one of the permissions covers the one that is needed; `*` in them stands for any text, as on the server. */
export function isPermitted(permissions: readonly string[], needed: string): boolean {
  return permissions.some((permission) => {
    const [start = "", end] = permission.split("*");
    return end === undefined ? permission === needed : needed.startsWith(start) && needed.endsWith(end);
  });
}

/** Whether a page is for somebody: their organisation has the product, and they the permission. */
export const isAllowed = ({ permissions, modules }: Access, page: { permission: string; module?: string }): boolean =>
  (page.permission === "" || isPermitted(permissions, page.permission)) &&
  (page.module === undefined || modules.includes(page.module));
