import { useState } from "preact/hooks";
import { callApi } from "../api.ts";
import type { SessionView } from "../api-types.ts";
import { command } from "../command.ts";
import { fillCount } from "../i18n/fill.ts";
import { Age } from "../ui/Age.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { type Confirmation, ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Section } from "../ui/Section.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { showToast } from "../ui/toast.ts";
import { explainRefusal } from "../ui/use-form.ts";
import { useQuery } from "../use-query.ts";
import type { AccountWords } from "./AccountPage.tsx";
import { nameDevice } from "./name-device.ts";

export const SESSIONS = "/api/auth/sessions";
type Sessions = { data: SessionView[] };

/** Where one is signed in, and ending that. */
export function SessionList({ words: { me, ui, language } }: { words: AccountWords }) {
  const text = me.sessions;
  const { data, failure, retry, change } = useQuery<Sessions>(SESSIONS);
  const [asked, ask] = useState<Confirmation>();
  const others = data?.data.filter(({ is_current }) => !is_current) ?? [];
  const drop = (gone: (session: SessionView) => boolean) =>
    change((now) => ({ data: now.data.filter((session) => !gone(session)) }));
  const end = async ({ id }: SessionView) => {
    const before = data;
    // At once: what is ended twice is ended.
    drop((session) => session.id === id);
    const outcome = await callApi(`${SESSIONS}/${encodeURIComponent(id)}`, command(language, "DELETE"));
    if (outcome.ok || outcome.failure.kind === "not_found") return void showToast(text.ended);
    if (before) change(() => before);
    showToast(explainRefusal(outcome.failure, ui.refused), { tone: "bad" });
  };
  const endOthers = () =>
    ask({
      title: text.endOthers,
      body: fillCount(text.endOthersBody, others.length, language),
      submit: text.endOthers,
      send: () => callApi(SESSIONS, command(language, "DELETE")),
      onDone: () => {
        drop(({ is_current }) => !is_current);
        showToast(text.endedAll);
      },
    });
  return (
    <Section
      title={text.title}
      isMain
      aside={
        others.length > 0 && (
          <Button look="danger" onClick={endOthers}>
            {text.endOthers}
          </Button>
        )
      }
    >
      {failure && !data && <ErrorState failure={failure} onRetry={retry} />}
      {!failure && !data && <Skeleton label={ui.loading} />}
      <ul>
        {data?.data.map((session) => (
          <li key={session.id} class="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line py-2.5 text-13">
            <div class="min-w-0 flex-1 basis-48">
              <p class="font-strong" title={session.user_agent ?? undefined}>
                {nameDevice(session.user_agent) ?? text.unknown}
              </p>
              <p class="text-ink-2">
                <code>{session.ip_address ?? "—"}</code> · {text.seen} <Age at={session.last_seen_at} />
              </p>
            </div>
            {session.is_current ? (
              <Badge tone="ok">{text.current}</Badge>
            ) : (
              <Button onClick={() => void end(session)}>{text.end}</Button>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog asked={asked} onClose={() => ask(undefined)} />
    </Section>
  );
}
