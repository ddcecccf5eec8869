import { z } from "@hono/zod-openapi";
import { LONGEST_DAYS, periods, TIME_ZONE } from "./period.ts";

/** `?period=` or `?from=&to=` of whatever is asked for a time. */
export const periodFields = {
  period: z.enum(periods).optional().openapi({ description: "So many days until today; 30d where nothing is said" }),
  from: z.iso
    .date()
    .optional()
    .openapi({ description: `The first day, of ${TIME_ZONE}; instead of \`period\`` }),
  to: z.iso
    .date()
    .optional()
    .openapi({
      description: `The last day, included; today where it is left out. At most ${LONGEST_DAYS} days`,
    }),
};
export const periodQuery = z.object(periodFields);
export type PeriodQuery = z.infer<typeof periodQuery>;

/** A period as answers tell of it. */
export const periodSchema = z
  .object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    first_day: z.iso.date(),
    last_day: z.iso.date(),
    days: z.int().min(0),
    time_zone: z.literal(TIME_ZONE),
  })
  .openapi("AnalyticsPeriod", {
    description: "`from` is inclusive, `to` is not: the list of decisions, asked with them, has as many",
  });
