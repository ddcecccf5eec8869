import { callApi, type Outcome } from "../api.ts";
import type { Backtest, Language } from "../api-types.ts";
import { command } from "../command.ts";

export const BACKTESTS = "/api/antifraud/backtests";
export const backtestPath = (id: string): string => `${BACKTESTS}/${encodeURIComponent(id)}`;

export const startBacktest = (language: Language, body: object, key: string): Promise<Outcome<Backtest>> =>
  callApi(BACKTESTS, command(language, "POST", body, key));

export const cancelBacktest = (language: Language, id: string): Promise<Outcome<Backtest>> =>
  callApi(`${backtestPath(id)}/cancel`, command(language, "POST"));

export const deleteBacktest = (language: Language, id: string): Promise<Outcome<undefined>> =>
  callApi(backtestPath(id), command(language, "DELETE"));

/** Whether a backtest waits or runs; what is over stays as it is. */
export const isOpen = ({ status }: Pick<Backtest, "status">): boolean => status === "waiting" || status === "running";
