import type { Platform } from "#platform/platform";
import type { SubjectRecord } from "#platform/privacy";
import type { Subject } from "#platform/subject";
import { titleOf } from "../audit/actions.ts";
import { toExported } from "../audit/read-events.ts";
import { listEvents } from "../audit/store.ts";
import { readClient } from "../sessions/open-session.ts";
import { userSession } from "../sessions/user-session.ts";
import type { UserRow } from "../store.ts";
import { contentOf } from "../views/keep-views.ts";
import { listViewsOf } from "../views/store.ts";
import { findAnyPerson, listInvitationsTo } from "./store.ts";

const EVENTS_AT_ONCE = 200;

const iso = (at: number) => new Date(at).toISOString();

/** Everything that is kept about a person of the platform. */
export async function* exportPerson(
  platform: Platform,
  organizationId: string,
  { type, id }: Subject,
): AsyncGenerator<SubjectRecord[]> {
  const user = type === "person" ? await findAnyPerson(platform.db, organizationId, id) : undefined;
  if (!user || user.email === "") return;
  const profile = await profileOf(platform, user);
  yield [profile, ...(await sessionsOf(platform, id))];
  yield await invitationsOf(platform, organizationId, profile.email);
  yield await viewsOf(platform, organizationId, id);
  yield* eventsOf(platform, organizationId, id);
}

async function profileOf({ env, sealer }: Platform, user: UserRow) {
  const { id } = user;
  const factor = await userSession(env, id).readFactor();
  return {
    class: "profile",
    id,
    email: await sealer.open(user.email, `users|email|${id}`),
    email_verified_at: user.emailVerifiedAt === null ? null : iso(user.emailVerifiedAt),
    full_name: await sealer.open(user.fullName, `users|full_name|${id}`),
    phone: user.phone === null ? null : await sealer.open(user.phone, `users|phone|${id}`),
    language: user.language,
    role: user.role,
    modules: user.modules,
    organization_id: user.organizationId,
    is_active: user.isActive,
    suspended_at: user.suspendedAt === null ? null : iso(user.suspendedAt),
    second_factor: factor.state,
    created_at: iso(user.createdAt),
    updated_at: iso(user.updatedAt),
  };
}

async function sessionsOf(platform: Platform, id: string): Promise<SubjectRecord[]> {
  const sessions = await userSession(platform.env, id).list(platform.now());
  return Promise.all(
    sessions.map(async (session) => {
      const client = await readClient(platform, session.id, session.client);
      return {
        class: "sessions",
        id: session.id,
        ip_address: client.ipAddress,
        user_agent: client.userAgent,
        created_at: iso(session.createdAt),
        last_seen_at: iso(session.lastSeenAt),
      };
    }),
  );
}

async function invitationsOf(platform: Platform, organizationId: string, email: string): Promise<SubjectRecord[]> {
  const rows = await listInvitationsTo(platform.db, organizationId, await platform.sealer.blindIndex(email));
  return rows.map(({ id, role, modules, invitedBy, createdAt, acceptedAt }) => ({
    class: "invitations",
    id,
    email,
    role,
    modules,
    invited_by: invitedBy,
    created_at: iso(createdAt),
    accepted_at: acceptedAt === null ? null : iso(acceptedAt),
  }));
}

async function viewsOf(platform: Platform, organizationId: string, ownerId: string): Promise<SubjectRecord[]> {
  const rows = await listViewsOf(platform.db, { organizationId, ownerId });
  return Promise.all(
    rows.map(async (row) => ({
      class: "saved_views",
      id: row.id,
      page: row.page,
      ...(await contentOf(platform, row)),
      is_shared: row.isShared,
      created_at: iso(row.createdAt),
      updated_at: iso(row.updatedAt),
    })),
  );
}

/** What they did, from where, newest first. */
async function* eventsOf(platform: Platform, organizationId: string, actor: string): AsyncGenerator<SubjectRecord[]> {
  for (let after: { at: number; id: string } | undefined; ; ) {
    const rows = await listEvents(platform.db, organizationId, { actor }, EVENTS_AT_ONCE, after);
    const page = rows.slice(0, EVENTS_AT_ONCE);
    if (page.length > 0)
      yield await Promise.all(
        page.map(async (row) => {
          const { id, action, target, occurred_at, opened } = await toExported(platform, row);
          const title = titleOf(action)?.[platform.language] ?? action;
          return { class: "audit_events", id, action, title, target, at: occurred_at, ...opened };
        }),
      );
    const last = page.at(-1);
    if (rows.length <= EVENTS_AT_ONCE || !last) return;
    after = { at: last.createdAt, id: last.id };
  }
}
