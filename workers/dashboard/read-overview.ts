import { countClients } from "#auth";
import { monthlyPriceOf } from "#billing";
import type { Caller } from "#platform/caller";
import type { DashboardPart, ProductStats } from "#platform/dashboard-part";
import type { Platform } from "#platform/platform";
import { isSandbox } from "#platform/sandbox";
import type { Overview } from "./overview-schemas.ts";

/** What is true of a product that does nothing yet. */
const nothingYet: ProductStats = {
  bankcall: { total_calls: 0, monthly_calls: 0, success_rate: null, avg_satisfaction: null },
  antifraud: { total_transactions: 0, blocked_fraud: 0, saved_amount: 0, accuracy: null },
};

type Figures<Product extends keyof ProductStats> = { figures: ProductStats[Product]; savedUsd: number };

/** The figures of the caller's organisation since its first day; a super administrator's are those of all clients together. */
export async function readOverview(
  platform: Platform,
  caller: Caller,
  parts: readonly DashboardPart[],
): Promise<Overview> {
  const isOfAll = caller.role === "super_admin" && !isSandbox(caller.organizationId);
  const owner = isOfAll ? null : caller.organizationId;
  const statsOf = async <Product extends keyof ProductStats>(product: Product): Promise<Figures<Product> | null> => {
    if (!isOfAll && !caller.modules.includes(product)) return null;
    const part = parts.find(({ stats }) => stats.product === product);
    if (!part) return { figures: nothingYet[product], savedUsd: 0 };
    // SAFETY: the part was found by its product.
    return part.stats.read(platform, owner) as Promise<Figures<Product>>;
  };
  const [bankcall, antifraud, clients] = await Promise.all([
    statsOf("bankcall"),
    statsOf("antifraud"),
    isOfAll ? countClients(platform) : [],
  ]);
  const sum = (of: (group: (typeof clients)[number]) => number) =>
    clients.reduce((total, group) => total + of(group), 0);
  const having = (product: string) => sum(({ modules, count }) => (modules.includes(product) ? count : 0));
  return {
    ...(isOfAll && {
      platform_stats: {
        total_clients: sum(({ count }) => count),
        active_modules: { bankcall: having("bankcall"), antifraud: having("antifraud") },
        monthly_revenue: sum(({ subscriptionTier, count }) => count * (monthlyPriceOf(subscriptionTier) ?? 0)),
        total_savings_generated: (bankcall?.savedUsd ?? 0) + (antifraud?.savedUsd ?? 0),
      },
    }),
    bankcall_stats: bankcall?.figures ?? null,
    antifraud_stats: antifraud?.figures ?? null,
  };
}
