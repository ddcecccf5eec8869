import { z } from "@hono/zod-openapi";
import { subscriptionTiers } from "#platform/caller";
import { roles } from "./roles.ts";

export const organizationTypes = ["bank", "mfi", "fintech"] as const;
/** Who of an organisation has to have a second factor. */
export const secondFactorPolicies = ["optional", "admins", "everyone"] as const;
export const productModules = ["bankcall", "antifraud"] as const;

const email = z
  .email()
  .max(255)
  .transform((address) => address.toLowerCase());
/** Counted before hashing, so that a long password cannot keep the hash function busy. */
const password = z.string().min(8).max(128);

const fullName = z.string().trim().min(1).max(200);
const phone = z.string().regex(/^\+[1-9]\d{6,14}$/, "Must be an E.164 number such as +998901234567");
const modules = z.array(z.enum(productModules)).max(productModules.length);

export const registerSchema = z
  .strictObject({
    email,
    password,
    organization_name: z.string().trim().min(1).max(200),
    full_name: fullName,
    phone,
    modules: modules.min(1),
  })
  .openapi("Register");
export type Register = z.infer<typeof registerSchema>;

export const registeredSchema = z
  .object({
    success: z.literal(true),
    user_id: z.string(),
    access_token: z.string(),
    refresh_token: z.string(),
    expires_in: z.int(),
  })
  .openapi("Registered");

export const passwordChangeSchema = z
  .strictObject({ current_password: z.string().min(1).max(128), new_password: password })
  .openapi("PasswordChange");

const mailedToken = z.string().min(1).max(200);

export const forgottenSchema = z.strictObject({ email }).openapi("ForgottenPassword");
export const mailedTokenSchema = z.strictObject({ token: mailedToken }).openapi("MailedToken");
export const passwordResetSchema = z
  .strictObject({ token: mailedToken, new_password: password })
  .openapi("PasswordReset");
export const newInvitationSchema = z
  .strictObject({
    email,
    role: z.enum(roles),
    modules: modules.optional().openapi({ description: "Products; all of the organisation unless told" }),
  })
  .openapi("NewInvitation");
export const invitationSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    role: z.enum(roles),
    modules: z.array(z.string()),
    created_at: z.iso.datetime(),
    expires_at: z.iso.datetime(),
  })
  .openapi("Invitation");
export type InvitationView = z.infer<typeof invitationSchema>;
export const invitedSchema = z
  .object({
    email: z.string(),
    organization_name: z.string(),
    role: z.enum(roles),
    expires_at: z.iso.datetime(),
  })
  .openapi("Invited");
export const joinSchema = z
  .strictObject({ token: mailedToken, full_name: fullName, password, phone: phone.optional() })
  .openapi("Join");

export const loginSchema = z.strictObject({ email, password: z.string().min(1).max(128) }).openapi("Login");

export const profileSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    full_name: z.string(),
    phone: z.string().nullable(),
    email_verified: z.boolean(),
    role: z.enum(roles),
    organization_id: z.string(),
    organization_name: z.string(),
    modules: z.array(z.string()),
    permissions: z.array(z.string()),
    created_at: z.iso.datetime(),
  })
  .openapi("Profile");
export type Profile = z.infer<typeof profileSchema>;

/** A person as super administrators see one. */
export const platformPersonSchema = profileSchema
  .extend({
    suspended_at: z.iso.datetime().nullable().openapi({ description: "Since when they are kept from signing in" }),
  })
  .openapi("PlatformPerson");
export type PlatformPerson = z.infer<typeof platformPersonSchema>;

export const profileUpdateSchema = z
  .strictObject({ full_name: fullName.optional(), phone: phone.nullable().optional() })
  .refine((changes) => Object.keys(changes).length > 0, "Change something")
  .openapi("ProfileUpdate");

export const moduleAccessSchema = z.strictObject({ modules }).openapi("ModuleAccess");

export const roleChangeSchema = z.strictObject({ role: z.enum(roles) }).openapi("RoleChange");

export const organizationSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    type: z.enum(organizationTypes),
    modules: z.array(z.string()),
    subscription_tier: z.enum(subscriptionTiers),
    billing_email: z.string(),
    second_factor: z.enum(secondFactorPolicies).openapi({ description: "Who has to have a second factor" }),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .openapi("Organization");
export type OrganizationView = z.infer<typeof organizationSchema>;

export const listedOrganizationSchema = organizationSchema
  .extend({ people: z.int().openapi({ description: "How many people it has" }) })
  .openapi("ListedOrganization");
export type ListedOrganization = z.infer<typeof listedOrganizationSchema>;

export const newOrganizationSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    type: z.enum(organizationTypes),
    modules: modules.min(1),
    subscription_tier: z.enum(subscriptionTiers),
    billing_email: email,
  })
  .openapi("NewOrganization");
export type NewOrganization = z.infer<typeof newOrganizationSchema>;

export const organizationUpdateSchema = newOrganizationSchema
  .extend({ second_factor: z.enum(secondFactorPolicies) })
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, "Change something")
  .openapi("OrganizationUpdate");
export type OrganizationUpdate = z.infer<typeof organizationUpdateSchema>;

export const tokensSchema = z
  .object({
    access_token: z.string(),
    refresh_token: z.string(),
    token_type: z.literal("Bearer"),
    expires_in: z.int().openapi({ description: "Seconds for which the access token holds" }),
  })
  .openapi("Tokens");

export const signedInSchema = tokensSchema.extend({ user: profileSchema }).openapi("SignedIn");

export const refreshSchema = z
  .strictObject({
    refresh_token: z.string().min(1).max(200).optional().openapi({ description: "Left out where it is in a cookie" }),
  })
  .openapi("Refresh");

export const sessionSchema = z
  .object({
    id: z.string(),
    is_current: z.boolean(),
    user_agent: z.string().nullable(),
    ip_address: z.string().nullable(),
    created_at: z.iso.datetime(),
    last_seen_at: z.iso.datetime().openapi({ description: "When its tokens were last refreshed" }),
    expires_at: z.iso.datetime(),
  })
  .openapi("Session");
export type SessionView = z.infer<typeof sessionSchema>;
