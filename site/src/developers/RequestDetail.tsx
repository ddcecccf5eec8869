import type { ComponentChildren } from "preact";
import type { LoggedRequest } from "../api-types.ts";
import { formatMoment, formatNumber } from "../format.ts";
import { pathToError } from "../paths.ts";
import { Button } from "../ui/Button.tsx";
import { CodeBlock } from "../ui/CodeBlock.tsx";
import { Kbd } from "../ui/Kbd.tsx";
import { FactList, Section } from "../ui/Section.tsx";
import type { RequestsWords } from "./RequestsPage.tsx";
import { callerName } from "./request-columns.tsx";

type RequestDetailProps = {
  words: RequestsWords;
  item: LoggedRequest;
  curl: string;
  onCopy: () => void;
  onOnly: () => void;
};

/** One request: what came, how it ended, and how to send it again. */
export function RequestDetail({ words, item, curl, onCopy, onOnly }: RequestDetailProps) {
  const { requests, ui, language } = words;
  const { columns, facts } = requests;
  const size = (bytes: number | null) =>
    bytes === null ? facts.unknown : `${formatNumber(bytes, language)} ${facts.bytes}`;
  const refusal: [string, ComponentChildren][] = item.problem
    ? [
        [
          columns.problem,
          <a key="problem" class="link" href={pathToError(language, item.problem)}>
            <code>{item.problem}</code>
          </a>,
        ],
      ]
    : [];
  return (
    <>
      <Section title={facts.title}>
        <FactList
          facts={[
            [columns.at, formatMoment(item.at, language, ui.chart.zone)],
            [columns.path, <code key="path">{item.path}</code>],
            [facts.route, item.route ? <code key="route">{item.route}</code> : facts.noRoute],
            [columns.status, item.status],
            ...refusal,
            [columns.duration, `${formatNumber(item.duration_ms, language)} ${requests.ms}`],
            [
              facts.kinds[item.caller.kind],
              <span key="caller">
                {callerName(item)}{" "}
                <button type="button" class="link" onClick={onOnly}>
                  {facts.only}
                </button>
              </span>,
            ],
            [requests.filters.mode, requests.modes[item.mode]],
            [facts.received, size(item.request_bytes)],
            [facts.sent, size(item.response_bytes)],
            [columns.requestId, <code key="request">{item.request_id}</code>],
          ]}
        />
      </Section>
      <Section title={requests.curl.title}>
        <div class="grid grid-cols-[minmax(0,1fr)] justify-items-start gap-3">
          <CodeBlock code={curl} label={requests.curl.title} />
          <p class="text-13 text-ink-2">{requests.curl.note}</p>
          <Button onClick={onCopy}>
            {requests.curl.copy} <Kbd>C</Kbd>
          </Button>
        </div>
      </Section>
    </>
  );
}
