import type { EndpointView } from "../api-types.ts";
import { fillCount } from "../i18n/fill.ts";
import { Age } from "../ui/Age.tsx";
import { Badge } from "../ui/Badge.tsx";
import { byText, type Column } from "../ui/columns.ts";
import type { WebhookWords } from "./WebhooksPage.tsx";

/** Whether an endpoint is told, and if not, whether that was wished. */
export function EndpointState({ words, item }: { words: WebhookWords; item: EndpointView }) {
  const { states, reasons } = words.webhooks;
  if (item.enabled) return <Badge tone="ok">{states.enabled}</Badge>;
  const isWished = item.disabled_reason === "by_owner" || item.disabled_reason === null;
  return (
    <Badge tone={isWished ? "plain" : "bad"} title={item.disabled_reason ? reasons[item.disabled_reason] : undefined}>
      {states.disabled}
    </Badge>
  );
}

/** The columns of the endpoints. */
export function endpointColumns(words: WebhookWords): Column<EndpointView>[] {
  const { columns, allEvents, someEvents } = words.webhooks;
  const eventsOf = ({ event_types }: EndpointView) =>
    event_types === null ? allEvents : fillCount(someEvents, event_types.length, words.language);
  return [
    {
      id: "url",
      title: columns.url,
      width: 200,
      grows: 3,
      phone: "title",
      isCopied: true,
      text: ({ url }) => url,
      cell: ({ url }) => <code>{url}</code>,
      compare: byText(({ url }) => url),
    },
    {
      id: "state",
      title: columns.state,
      width: 104,
      phone: "value",
      cell: (item) => <EndpointState words={words} item={item} />,
    },
    {
      id: "description",
      title: columns.description,
      width: 120,
      grows: 2,
      rank: 3,
      text: ({ description }) => description,
      cell: ({ description }) => description,
    },
    { id: "events", title: columns.events, width: 120, phone: "note", cell: eventsOf },
    {
      id: "created",
      title: columns.created,
      width: 120,
      rank: 2,
      cell: ({ created_at }) => <Age at={created_at} />,
      compare: byText(({ created_at }) => created_at),
    },
  ];
}
