import { env } from "cloudflare:workers";
import { expect } from "vitest";
import type { BacktestDetail, BacktestView, DifferenceView } from "../../workers/antifraud/backtests/schemas.ts";
import { api, bodyOf } from "./api.ts";
import { DAY_MS } from "./decided.ts";

type Caller = { token: string };
export const path = "/api/antifraud/backtests";

/** A period that holds whatever was decided in the last month. */
export const lastMonth = () => ({
  from: new Date(Date.now() - 30 * DAY_MS).toISOString(),
  to: new Date(Date.now() + DAY_MS).toISOString(),
});

export const postBacktest = (caller: Caller, changes: object = {}, period: object = lastMonth()) =>
  api(caller).post(path, { ...period, changes });

/** A backtest that waits, or runs already. */
export async function ordered(caller: Caller, changes: object = {}, period?: object): Promise<BacktestView> {
  const answer = await postBacktest(caller, changes, period);
  if (answer.status !== 202) throw new Error(await answer.text());
  return bodyOf<BacktestView>(answer);
}

export const readBacktest = async (caller: Caller, id: string) =>
  bodyOf<BacktestDetail>(await api(caller).get(`${path}/${id}`));

/** What a backtest found, once it is over, by the queue. */
export async function finished(caller: Caller, changes: object = {}, period?: object) {
  const { id } = await ordered(caller, changes, period);
  await expect
    .poll(async () => (await readBacktest(caller, id)).status, { timeout: 60_000, interval: 100 })
    .toBe("done");
  const { result, ...backtest } = await readBacktest(caller, id);
  return { ...backtest, result: result! };
}

/** Every difference that is kept and passes a filter, page by page. */
export async function differencesOf(
  caller: Caller,
  id: string,
  filter: Record<string, string> = {},
): Promise<DifferenceView[]> {
  const found: DifferenceView[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query = new URLSearchParams({ limit: "100", ...filter, ...(cursor !== "" && { cursor }) });
    const page: { data: DifferenceView[]; next_cursor: string | null } = await bodyOf(
      await api(caller).get(`${path}/${id}/differences?${query}`),
    );
    found.push(...page.data);
    cursor = page.next_cursor;
  }
  return found;
}

/** Waits until the projection holds so many decisions of an organisation. */
export async function projectedCount(organizationId: string, count: number): Promise<void> {
  const stored = async () =>
    (
      await env.DB.prepare("SELECT count(*) AS n FROM antifraud_transactions WHERE organization_id = ?")
        .bind(organizationId)
        .first<{ n: number }>()
    )?.n;
  await expect.poll(stored, { timeout: 120_000, interval: 200 }).toBe(count);
}
