import type { SavedView, ViewInput } from "../api-types.ts";
import { forgetKept, readKept, writeKept } from "./kept.ts";

/** What this browser knows of the views of a page: as the server told them last, and what it was not told yet, by id. */
export type KeptViews = {
  /** Whose they are; unknown until the server said so. */
  ownerId?: string;
  views: readonly SavedView[];
  /** A view that is to be kept, or null where it is to be deleted. */
  waiting: Readonly<Record<string, ViewInput | null>>;
};

export const noViews: KeptViews = { views: [], waiting: {} };

const BEGINNING = "saved-views.";
export const keptViewsName = (page: string): string => BEGINNING + page;

/** Leaves nothing of them to whoever signs in next in this browser. */
export const forgetKeptViews = (): void => forgetKept(BEGINNING);

/** Views that older pages kept in this browser alone. */
type OldView = { name: string; query: string };

/** What is known; views of before there were any on the server wait to be told to it. */
export function readKeptViews(page: string): KeptViews {
  const kept = readKept<KeptViews>(keptViewsName(page), noViews);
  const old = readKept<OldView[]>(`views.${page}`, []);
  if (old.length === 0) return kept;
  const waiting = old.map(({ name, query }) => [newViewId(), { page, name, query, is_shared: false }] as const);
  const adopted = { ...kept, waiting: { ...kept.waiting, ...Object.fromEntries(waiting) } };
  writeKept(keptViewsName(page), adopted);
  writeKept(`views.${page}`, []);
  return adopted;
}

/** Changes what is known as it stands in the storage now, since other tabs change it too; returns it. */
export function changeKeptViews(page: string, change: (kept: KeptViews) => KeptViews): KeptViews {
  const next = change(readKeptViews(page));
  writeKept(keptViewsName(page), next);
  return next;
}

export const newViewId = (): string => `view_${crypto.randomUUID()}`;

/** The views as they will be once the server was told everything; one's own first. */
export function shownViews({ views, waiting }: KeptViews): SavedView[] {
  const known = new Set(views.filter(({ is_own }) => is_own).map(({ id }) => id));
  const added = Object.keys(waiting).filter((id) => !known.has(id));
  const own = [...known, ...added].flatMap((id) => {
    const before = views.find((view) => view.is_own && view.id === id);
    const change = waiting[id];
    if (change === null) return [];
    return change ? [toView(id, change)] : before ? [before] : [];
  });
  return [...own, ...views.filter(({ is_own }) => !is_own)];
}

/** What the server was told, unless it was changed again meanwhile. */
export function settleView(kept: KeptViews, id: string, told: ViewInput | null): KeptViews {
  const { [id]: now, ...waiting } = kept.waiting;
  if (JSON.stringify(now) !== JSON.stringify(told)) return kept;
  const others = kept.views.filter((view) => !view.is_own || view.id !== id);
  const at = kept.views.findIndex((view) => view.is_own && view.id === id);
  const views = told ? others.toSpliced(at === -1 ? others.length : at, 0, toView(id, told)) : others;
  return { ...kept, views, waiting };
}

/** What the server refused for good is not tried again. */
export function giveUpView(kept: KeptViews, id: string): KeptViews {
  const { [id]: _, ...waiting } = kept.waiting;
  return { ...kept, waiting };
}

/** What the server tells takes the place of what it told before; what waits stays, unless it is somebody else's. */
export const takeViews = (kept: KeptViews, ownerId: string, views: readonly SavedView[]): KeptViews => ({
  ownerId,
  views,
  waiting: kept.ownerId === undefined || kept.ownerId === ownerId ? kept.waiting : {},
});

const toView = (id: string, { page, name, query, is_shared }: ViewInput): SavedView => ({
  id,
  page,
  name,
  query,
  is_shared,
  is_own: true,
  owner_name: null,
  updated_at: "",
});
