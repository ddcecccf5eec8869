export const roles = ["super_admin", "org_admin", "bankcall_manager", "antifraud_manager", "viewer"] as const;
export type Role = (typeof roles)[number];

/** What each role may do. `*` stands for any text in its place; `super_admin` covers every verb in use. */
export const permissionsOf: Record<Role, readonly string[]> = {
  super_admin: ["read:*", "write:*", "manage:*", "review:*", "export:*", "billing:*"],
  org_admin: [
    "manage:users",
    "manage:org",
    "manage:privacy",
    "read:*",
    "billing:*",
    "write:scenarios",
    "write:rules",
    "write:models",
    "write:transactions",
    "write:api_keys",
    "write:webhooks",
    "write:sandbox",
  ],
  bankcall_manager: [
    "read:dashboard",
    "read:calls",
    "write:calls",
    "write:scenarios",
    "read:bankcall_analytics",
    "export:bankcall",
  ],
  antifraud_manager: [
    "read:dashboard",
    "read:transactions",
    "write:transactions",
    "review:transactions",
    "read:rules",
    "write:rules",
    "read:models",
    "write:models",
    "read:antifraud_analytics",
    "export:antifraud",
    "manage:alerts",
    "read:sandbox",
    "write:sandbox",
  ],
  viewer: ["read:dashboard", "read:*_analytics"],
};
