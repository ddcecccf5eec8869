import { useState } from "preact/hooks";
import type { PrivacyRequest } from "../api-types.ts";
import { formatDateTime, formatNumber } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { pathToError } from "../paths.ts";
import { saveFile } from "../save-file.ts";
import { useNow } from "../ui/Age.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { FactList, Section } from "../ui/Section.tsx";
import { showToast } from "../ui/toast.ts";
import { explainRefusal } from "../ui/use-form.ts";
import { REQUESTS, stateTones } from "./PrivacyBoard.tsx";
import type { PrivacyWords } from "./PrivacyPage.tsx";

/** One request: about whom, what was found, what stays and why, and the file while there is one. */
export function RequestDetail({ words, request }: { words: PrivacyWords; request: PrivacyRequest }) {
  const { privacy, ui, language } = words;
  const { columns, detail } = privacy;
  const now = useNow();
  const [isBusy, setBusy] = useState(false);
  const hasFile =
    request.kind === "export" &&
    request.state === "done" &&
    request.expires_at !== null &&
    Date.parse(request.expires_at) > now;
  const download = async () => {
    setBusy(true);
    const path = `${REQUESTS}/${encodeURIComponent(request.id)}/download`;
    const outcome = await saveFile(language, path, `${request.id}.json`);
    setBusy(false);
    if (!outcome.ok) showToast(explainRefusal(outcome.failure, ui.refused), { tone: "bad" });
  };
  const counts = Object.entries(request.counts);
  return (
    <>
      <Section
        title={detail.title}
        aside={<Badge tone={stateTones[request.state]}>{privacy.states[request.state]}</Badge>}
      >
        <FactList
          facts={[
            [columns.who, privacy.subjects[request.subject.type]],
            [columns.id, request.subject.id ? <code key="id">{request.subject.id}</code> : privacy.gone],
            ...(request.reason ? [[privacy.form.reason, request.reason] as [string, string]] : []),
            [columns.asked, formatDateTime(request.created_at, language)],
            [detail.by, <code key="by">{request.requested_by}</code>],
            ...(request.finished_at
              ? [[detail.finished, formatDateTime(request.finished_at, language)] as [string, string]]
              : []),
          ]}
        />
        {request.refusal && (
          <p class="mt-3 border-l-2 border-bad pl-3 text-13">
            <a class="link" href={pathToError(language, request.refusal)}>
              {request.refusal}
            </a>
          </p>
        )}
        {hasFile && request.expires_at && (
          <div class="mt-4 grid justify-items-start gap-1.5">
            <Button isBusy={isBusy} onClick={() => void download()}>
              {detail.download}
            </Button>
            <p class="text-13 text-ink-2">
              {fill(detail.until, { moment: formatDateTime(request.expires_at, language) })}
            </p>
          </div>
        )}
      </Section>
      {counts.length > 0 && (
        <Section title={detail.counts}>
          <FactList facts={counts.map(([name, count]) => [name, formatNumber(count, language)])} />
        </Section>
      )}
      {request.kind === "erase" && request.kept.length > 0 && (
        <Section title={detail.kept}>
          <ul class="grid gap-3 text-13">
            {request.kept.map((kept) => (
              <li key={kept.class}>
                <p class="font-strong">
                  {kept.title} <span class="font-text text-ink-3">{kept.period}</span>
                </p>
                <p class="text-ink-2">{kept.why}</p>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
