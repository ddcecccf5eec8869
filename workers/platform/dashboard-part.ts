import type { z } from "@hono/zod-openapi";
import type { FeedEntry, FeedSource } from "./feed-entry.ts";
import type { Localized } from "./i18n.ts";
import type { Cursor } from "./page.ts";
import type { Period, Unit } from "./period.ts";
import type { Platform } from "./platform.ts";

/** What the overview says of each product since the first day; money in US dollars, null where nothing is known yet. */
export type ProductStats = {
  bankcall: {
    total_calls: number;
    monthly_calls: number;
    success_rate: number | null;
    avg_satisfaction: number | null;
  };
  antifraud: { total_transactions: number; blocked_fraud: number; saved_amount: number; accuracy: number | null };
};

/** A product's figures, and what it saved altogether in US dollars; of every organisation where `organizationId` is null. */
export type ReadStats<Product extends keyof ProductStats> = (
  platform: Platform,
  organizationId: string | null,
) => Promise<{ figures: ProductStats[Product]; savedUsd: number }>;

/** One line of a chart: a value for each hour or day of the period, in order and without gaps. */
export type Series = { name: string; title: Localized; unit: "count" | "usd"; values: number[] };

/** A number that a formula is fed with: counted, assumed where nothing else is known, or given by the caller. */
export type FormulaInput = { value: number; source: "measured" | "assumed" | "given" };
export type Savings = { amountUsd: number; inputs: Record<string, FormulaInput> };

/** What a product contributes to the dashboard. */
export type DashboardPart = {
  stats: { [Product in keyof ProductStats]: { product: Product; read: ReadStats<Product> } }[keyof ProductStats];
  series: (platform: Platform, organizationId: string, period: Period, unit: Unit) => Promise<Series[]>;
  savings: {
    /** In the names of the inputs, as people read it. */
    formula: string;
    /** Query parameters that replace inputs; their names are those of the inputs. */
    given: Record<string, z.ZodType<number | undefined>>;
    read: (
      platform: Platform,
      organizationId: string,
      period: Period,
      given: Record<string, number | undefined>,
    ) => Promise<Savings>;
  };
  /** What is told to those who watch, as it happens. */
  feed: readonly FeedSource[];
  /** What it tells them looks like. */
  message: z.ZodObject<{
    event_type: z.ZodType<string>;
    timestamp: z.ZodType<string>;
    module: z.ZodType<string>;
    organization: z.ZodType<string>;
    details: z.ZodType<Record<string, unknown>>;
  }>;
  /** The same of what happened, the newest first, behind a cursor; so many that one more than `limit` tells of a next page. */
  activity: (
    platform: Platform,
    organizationId: string,
    limit: number,
    after: Cursor | undefined,
  ) => Promise<{ at: number; entry: FeedEntry }[]>;
};
