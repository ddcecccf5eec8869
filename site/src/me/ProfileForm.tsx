import { useState } from "preact/hooks";
import { callApi } from "../api.ts";
import type { Profile } from "../api-types.ts";
import { command } from "../command.ts";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { FormBody } from "../ui/FormBody.tsx";
import { FactList, Section } from "../ui/Section.tsx";
import { showToast } from "../ui/toast.ts";
import { explainRefusal, useForm } from "../ui/use-form.ts";
import type { AccountWords } from "./AccountPage.tsx";

type ProfileFormProps = { words: AccountWords; profile: Profile; onSaved: (profile: Profile) => void };

const PHONE = /^\+[1-9]\d{6,14}$/;
const readPhone = (typed: string): string => typed.replace(/[\s()-]/g, "");

/** Who one is, and what of it one may change oneself. */
export function ProfileForm({ words, profile, onSaved }: ProfileFormProps) {
  const { me, roles, language } = words;
  const text = me.profile;
  const form = useForm<{ full_name: string; phone: string }, Profile>({
    initial: { full_name: profile.full_name, phone: profile.phone ?? "" },
    mend: { full_name: text.nameMissing, phone: text.phoneWrong },
    check: ({ full_name, phone }) => ({
      full_name: full_name.trim() === "" ? text.nameMissing : undefined,
      phone: phone.trim() === "" || PHONE.test(readPhone(phone)) ? undefined : text.phoneWrong,
    }),
    send: ({ full_name, phone }, key) =>
      callApi<Profile>(
        "/api/users/me",
        command(language, "PUT", { full_name: full_name.trim(), phone: readPhone(phone) || null }, key),
      ),
    onDone: (saved) => {
      onSaved(saved);
      showToast(text.saved);
    },
  });
  const { values, set, wrong } = form;
  return (
    <Section title={text.title} isMain>
      <FactList
        facts={[
          [
            text.email,
            <span key="email" class="inline-flex flex-wrap items-center gap-2">
              {profile.email}
              {!profile.email_verified && <Badge tone="warn">{text.unverified}</Badge>}
            </span>,
          ],
          [text.organization, profile.organization_name],
          [text.role, roles[profile.role]],
        ]}
      />
      {!profile.email_verified && <Confirmation words={words} />}
      <div class="mt-5">
        <FormBody form={form} submit={text.save}>
          <Field
            id="full-name"
            label={text.name}
            error={wrong.full_name}
            value={values.full_name}
            maxLength={200}
            autocomplete="name"
            onInput={(event) => set("full_name", event.currentTarget.value)}
          />
          <Field
            id="phone"
            label={text.phone}
            error={wrong.phone}
            type="tel"
            value={values.phone}
            placeholder="+998 90 123 45 67"
            autocomplete="tel"
            onInput={(event) => set("phone", event.currentTarget.value)}
          />
        </FormBody>
      </div>
    </Section>
  );
}

/** Another mail to confirm one's address by. */
function Confirmation({ words: { me, ui, language } }: { words: AccountWords }) {
  const [isSending, setSending] = useState(false);
  const send = async () => {
    setSending(true);
    const outcome = await callApi("/api/auth/verify-email/resend", command(language, "POST"));
    setSending(false);
    if (outcome.ok) showToast(me.profile.mailed);
    else showToast(explainRefusal(outcome.failure, ui.refused), { tone: "bad" });
  };
  return (
    <Button class="mt-3" isBusy={isSending} onClick={() => void send()}>
      {me.profile.mailAgain}
    </Button>
  );
}
