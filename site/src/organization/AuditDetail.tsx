import { formatMoment } from "../format.ts";
import { FactList, Section } from "../ui/Section.tsx";
import type { AuditWords } from "./AuditPage.tsx";
import type { AuditEvent } from "./audit-api.ts";

type AuditDetailProps = { words: AuditWords; event: AuditEvent; actorName?: string };

/** One event: who, what, from where, what changed, and where it stands in the chain. */
export function AuditDetail({ words: { audit, ui, language }, event, actorName }: AuditDetailProps) {
  const { columns, detail, actors } = audit;
  const opened = (path: string, stored: string | null) => {
    if (!(path in event.opened)) return stored;
    return event.opened[path] ?? detail.erased;
  };
  const changes = Object.entries(event.changes);
  const address = opened("context.ip_address", event.context.ip_address);
  return (
    <>
      <Section title={detail.title}>
        <FactList
          facts={[
            [columns.at, formatMoment(event.occurred_at, language, ui.chart.zone)],
            [columns.action, <code key="action">{event.action}</code>],
            [
              columns.actor,
              <span key="actor">
                {actorName && `${actorName}, `}
                {actors[event.actor.type]} <code>{event.actor.id}</code>
              </span>,
            ],
            [
              columns.target,
              <span key="target">
                {event.target.type} <code>{event.target.id}</code>
              </span>,
            ],
            [detail.address, address ? <code key="address">{address}</code> : "—"],
            [detail.request, <code key="request">{event.context.request_id}</code>],
          ]}
        />
      </Section>
      {changes.length > 0 && (
        <Section title={detail.changes}>
          <div class="overflow-x-auto" tabIndex={0} role="region" aria-label={detail.changes}>
            <table class="w-full text-13">
              <thead class="text-12 text-ink-3">
                <tr>
                  {[detail.field, detail.before, detail.after].map((name) => (
                    <th key={name} scope="col" class="py-1 pr-4 text-left font-text">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {changes.map(([field, { before, after }]) => (
                  <tr key={field} class="border-t border-line align-top">
                    <th scope="row" class="py-1.5 pr-4 text-left font-text">
                      <code>{field}</code>
                    </th>
                    <td class="py-1.5 pr-4 text-ink-2 [overflow-wrap:anywhere]">
                      {opened(`changes.${field}.before`, before) ?? "—"}
                    </td>
                    <td class="py-1.5 [overflow-wrap:anywhere]">{opened(`changes.${field}.after`, after) ?? "—"}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Section>
      )}
      <Section title={detail.chain}>
        <FactList
          facts={[
            [columns.sequence, event.sequence ?? detail.waits],
            [detail.hash, <code key="hash">{event.hash ?? "—"}</code>],
            [detail.previous, <code key="previous">{event.previous_hash ?? "—"}</code>],
            [detail.id, <code key="id">{event.id}</code>],
          ]}
        />
      </Section>
    </>
  );
}
