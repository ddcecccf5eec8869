import { useEffect, useState } from "preact/hooks";
import { callApi } from "../api.ts";
import type { PrivacyRequest } from "../api-types.ts";
import { command } from "../command.ts";
import { saveFile } from "../save-file.ts";
import { Button } from "../ui/Button.tsx";
import { Section } from "../ui/Section.tsx";
import { showToast } from "../ui/toast.ts";
import { explainRefusal } from "../ui/use-form.ts";
import type { AccountWords } from "./AccountPage.tsx";

const EXPORTS = "/api/privacy/own-exports";
const ASK_AGAIN_MS = 2000;

/** Everything that is kept about oneself, as a file: asked for, waited for, taken along. */
export function OwnData({ words: { me, ui, language } }: { words: AccountWords }) {
  const text = me.data;
  const [request, setRequest] = useState<PrivacyRequest>();
  const [isBusy, setBusy] = useState(false);
  const isWaiting = request?.state === "received" || request?.state === "running";
  const path = request && `${EXPORTS}/${encodeURIComponent(request.id)}`;

  useEffect(() => {
    if (!isWaiting || !path) return;
    const timer = setInterval(async () => {
      const outcome = await callApi<PrivacyRequest>(path, { language });
      if (outcome.ok) setRequest(outcome.data);
    }, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isWaiting, path]);

  const order = async () => {
    setBusy(true);
    const outcome = await callApi<PrivacyRequest>(EXPORTS, command(language, "POST"));
    setBusy(false);
    if (outcome.ok) setRequest(outcome.data);
    else showToast(explainRefusal(outcome.failure, ui.refused), { tone: "bad" });
  };
  const download = async () => {
    if (!path || !request) return;
    setBusy(true);
    const outcome = await saveFile(language, `${path}/download`, `${request.id}.json`);
    setBusy(false);
    if (!outcome.ok) showToast(explainRefusal(outcome.failure, ui.refused), { tone: "bad" });
  };
  return (
    <Section title={text.title} isMain>
      <p class="mb-3 text-13 text-ink-2">{text.body}</p>
      <div class="flex flex-wrap items-center gap-3" role="status">
        {request?.state === "done" ? (
          <Button isBusy={isBusy} onClick={() => void download()}>
            {text.download}
          </Button>
        ) : (
          <Button isBusy={isBusy || isWaiting} onClick={() => void order()}>
            {text.order}
          </Button>
        )}
        {isWaiting && <span class="text-13 text-ink-2">{text.waiting}</span>}
        {request?.state === "refused" && <span class="text-13 text-bad">{text.refused}</span>}
      </div>
    </Section>
  );
}
