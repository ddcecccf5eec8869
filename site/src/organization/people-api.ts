import type { Profile, Role } from "../api-types.ts";

export const organizationPath = (id: string): string => `/api/organizations/${encodeURIComponent(id)}`;
export const personPath = (id: string): string => `/api/users/${encodeURIComponent(id)}`;

/** The roles that somebody may give: only a super administrator makes another one. */
export const givenRoles = (roles: Record<Role, string>, by: Profile): { value: Role; label: string }[] =>
  // SAFETY: the keys of the words are the roles.
  (Object.entries(roles) as [Role, string][])
    .filter(([role]) => role !== "super_admin" || by.role === "super_admin")
    .map(([value, label]) => ({ value, label }));
