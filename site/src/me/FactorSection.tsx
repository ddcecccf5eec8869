import { useState } from "preact/hooks";
import { callApi } from "../api.ts";
import { command } from "../command.ts";
import { fillCount } from "../i18n/fill.ts";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { type Secret, SecretDialog } from "../ui/SecretDialog.tsx";
import { Section } from "../ui/Section.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { showToast } from "../ui/toast.ts";
import { askAnew, useQuery } from "../use-query.ts";
import type { AccountWords } from "./AccountPage.tsx";
import { EnrollDialog } from "./EnrollDialog.tsx";
import { FactorForm } from "./FactorForm.tsx";
import { SESSIONS } from "./SessionList.tsx";

const FACTOR = "/api/auth/2fa";
type Factor = { is_active: boolean; backup_codes_left: number };
type Task = "enroll" | "codes" | "disable";

/** The second factor: whether there is one, beginning one, its backup codes, taking it away. */
export function FactorSection({ words }: { words: AccountWords }) {
  const { me, ui, language } = words;
  const text = me.factor;
  const { data: factor, failure, retry } = useQuery<Factor>(FACTOR);
  const [task, setTask] = useState<Task>();
  const [codes, showCodes] = useState<Secret>();
  const finish = () => setTask(undefined);
  const take = ({ backup_codes }: { backup_codes: string[] }) => {
    finish();
    askAnew(FACTOR);
    askAnew(SESSIONS);
    showCodes({ title: text.codesTitle, note: text.codesNote, secret: backup_codes.join("\n") });
  };
  return (
    <Section
      title={text.title}
      isMain
      aside={factor && <Badge tone={factor.is_active ? "ok" : "warn"}>{factor.is_active ? text.on : text.off}</Badge>}
    >
      {failure && !factor && <ErrorState failure={failure} onRetry={retry} />}
      {!failure && !factor && <Skeleton label={ui.loading} lines={2} />}
      {factor && !factor.is_active && (
        <>
          <p class="mb-3 text-13 text-ink-2">{text.offBody}</p>
          <Button onClick={() => setTask("enroll")}>{text.enroll}</Button>
        </>
      )}
      {factor?.is_active && (
        <>
          <p class="mb-3 text-13 text-ink-2">{fillCount(text.left, factor.backup_codes_left, language)}</p>
          <div class="flex flex-wrap gap-2">
            <Button onClick={() => setTask("codes")}>{text.renew}</Button>
            <Button look="danger" onClick={() => setTask("disable")}>
              {text.disable}
            </Button>
          </div>
        </>
      )}
      <EnrollDialog words={words} isOpen={task === "enroll"} onDone={take} onClose={finish} />
      <Dialog title={text.renew} isOpen={task === "codes"} onClose={finish}>
        <FactorForm<{ backup_codes: string[] }>
          words={words}
          body={text.renewBody}
          submit={text.renew}
          asksPassword={false}
          send={(body, key) => callApi(`${FACTOR}/backup-codes`, command(language, "POST", body, key))}
          onDone={take}
          onCancel={finish}
        />
      </Dialog>
      <Dialog title={text.disable} isOpen={task === "disable"} onClose={finish}>
        <FactorForm<undefined>
          words={words}
          body={text.disableBody}
          submit={text.disable}
          isDanger
          asksPassword
          send={(body, key) => callApi(`${FACTOR}/disable`, command(language, "POST", body, key))}
          onDone={() => {
            finish();
            askAnew(FACTOR);
            showToast(text.disabled);
          }}
          onCancel={finish}
        />
      </Dialog>
      <SecretDialog shown={codes} onClose={() => showCodes(undefined)} />
    </Section>
  );
}
