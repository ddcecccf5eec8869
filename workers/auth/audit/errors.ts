import { defineProblem } from "#platform/problem";

const auditUnavailableProblem = defineProblem({
  code: "auth.audit_unavailable",
  status: 503,
  title: {
    uz: "Audit jurnali hozircha ishlamayapti, birozdan keyin qayta urining",
    ru: "Журнал аудита временно недоступен, повторите чуть позже",
    en: "The audit log is not available, try again shortly",
  },
});
/** What has to be on record is not done, or not shown, while nothing can be recorded. */
export const auditUnavailable = () => auditUnavailableProblem({ headers: { "retry-after": "5" } });
