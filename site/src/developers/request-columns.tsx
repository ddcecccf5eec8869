import type { LoggedRequest } from "../api-types.ts";
import { formatMoment, formatNumber } from "../format.ts";
import { Age } from "../ui/Age.tsx";
import { Badge } from "../ui/Badge.tsx";
import type { Column } from "../ui/columns.ts";
import type { RequestsWords } from "./RequestsPage.tsx";

/** The status of an answer; the tone says whose fault it was. */
export function StatusBadge({ status }: { status: number }) {
  return <Badge tone={status >= 500 ? "bad" : status >= 400 ? "warn" : "ok"}>{status}</Badge>;
}

/** Who asked, by the name that people gave it. */
export const callerName = ({ caller }: LoggedRequest): string => caller.name ?? caller.id;

/** The columns of the log. */
export function requestColumns({ language, ui, requests }: RequestsWords): Column<LoggedRequest>[] {
  const { columns, ms } = requests;
  return [
    {
      id: "at",
      title: columns.at,
      width: 120,
      phone: "meta",
      text: ({ at }) => formatMoment(at, language, ui.chart.zone),
      cell: ({ at }) => <Age at={at} />,
    },
    {
      id: "status",
      title: columns.status,
      width: 64,
      phone: "value",
      text: ({ status }) => String(status),
      cell: ({ status }) => <StatusBadge status={status} />,
    },
    { id: "method", title: columns.method, width: 64, rank: 2, cell: ({ method }) => <code>{method}</code> },
    {
      id: "path",
      title: columns.path,
      width: 220,
      grows: 3,
      phone: "title",
      isCopied: true,
      text: ({ path }) => path,
      cell: ({ path }) => <code>{path}</code>,
    },
    {
      id: "problem",
      title: columns.problem,
      width: 170,
      grows: 1,
      rank: 3,
      text: ({ problem }) => problem ?? "",
      cell: ({ problem }) => problem && <code class="text-ink-2">{problem}</code>,
    },
    {
      id: "caller",
      title: columns.caller,
      width: 130,
      grows: 1,
      rank: 1,
      phone: "note",
      text: callerName,
      cell: callerName,
    },
    {
      id: "duration",
      title: columns.duration,
      width: 88,
      align: "end",
      rank: 4,
      text: ({ duration_ms }) => `${formatNumber(duration_ms, language)} ${ms}`,
      cell: ({ duration_ms }) => `${formatNumber(duration_ms, language)} ${ms}`,
    },
    {
      id: "request",
      title: columns.requestId,
      width: 160,
      isHidden: true,
      isCopied: true,
      text: ({ request_id }) => request_id,
      cell: ({ request_id }) => <code>{request_id}</code>,
    },
  ];
}
