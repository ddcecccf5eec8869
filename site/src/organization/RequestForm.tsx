import { callApi } from "../api.ts";
import type { PrivacyRequest } from "../api-types.ts";
import { command } from "../command.ts";
import { Checkbox } from "../ui/Checkbox.tsx";
import { Field, Select, TextArea } from "../ui/Field.tsx";
import { FormBody } from "../ui/FormBody.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { useForm } from "../ui/use-form.ts";
import type { PrivacyWords } from "./PrivacyPage.tsx";

type RequestFormProps = { words: PrivacyWords; onDone: (request: PrivacyRequest) => void; onCancel: () => void };
type Values = {
  kind: PrivacyRequest["kind"];
  type: PrivacyRequest["subject"]["type"];
  subject: string;
  reason: string;
  isMeant: boolean;
};

/** A request to hand out or to erase what is kept about somebody; an erasure says that it cannot be taken back. */
export function RequestForm({ words: { privacy, language }, onDone, onCancel }: RequestFormProps) {
  const text = privacy.form;
  const form = useForm<Values, PrivacyRequest>({
    initial: { kind: "export", type: "payer", subject: "", reason: "", isMeant: false },
    check: ({ kind, subject, reason, isMeant }) => ({
      subject: subject.trim() === "" ? text.idMissing : undefined,
      reason: kind === "erase" && reason.trim().length < 3 ? text.reasonMissing : undefined,
      isMeant: kind === "erase" && !isMeant ? text.meantMissing : undefined,
    }),
    send: ({ kind, type, subject, reason }, key) => {
      const about = { subject: { type, id: subject.trim() } };
      const body = kind === "erase" ? { ...about, reason: reason.trim() } : about;
      return callApi<PrivacyRequest>(`/api/privacy/${kind}`, command(language, "POST", body, key));
    },
    explain: ({ problem }) => (problem?.code === "auth.person_not_found" ? { subject: problem.title } : undefined),
    onDone,
  });
  const { values, set, wrong } = form;
  const isErasure = values.kind === "erase";
  return (
    <FormBody form={form} submit={isErasure ? text.erase : text.export} isDanger={isErasure} onCancel={onCancel}>
      <div class="grid justify-items-start gap-1.5">
        <Segmented
          label={privacy.columns.kind}
          options={[
            { value: "export", label: privacy.kinds.export },
            { value: "erase", label: privacy.kinds.erase },
          ]}
          value={values.kind}
          onChange={(kind) => set("kind", kind)}
        />
        <p class="text-13 text-ink-2">{text.notes[values.kind]}</p>
      </div>
      <Select
        id="subject-type"
        label={privacy.columns.who}
        value={values.type}
        options={Object.entries(privacy.subjects).map(([value, label]) => ({ value, label }))}
        // SAFETY: the options are the subjects.
        onChange={(event) => set("type", event.currentTarget.value as Values["type"])}
      />
      <Field
        id="subject-id"
        label={privacy.columns.id}
        help={text.idHelp[values.type]}
        error={wrong.subject}
        value={values.subject}
        maxLength={128}
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => set("subject", event.currentTarget.value)}
      />
      {isErasure && (
        <>
          <TextArea
            id="erasure-reason"
            label={text.reason}
            help={text.reasonHelp}
            error={wrong.reason}
            value={values.reason}
            maxLength={500}
            onInput={(event) => set("reason", event.currentTarget.value)}
          />
          <div>
            <Checkbox
              label={text.meant}
              checked={values.isMeant}
              aria-invalid={wrong.isMeant ? true : undefined}
              aria-describedby={wrong.isMeant ? "meant-error" : undefined}
              onChange={(event) => set("isMeant", event.currentTarget.checked)}
            />
            {wrong.isMeant && (
              <p id="meant-error" class="text-13 text-bad">
                {wrong.isMeant}
              </p>
            )}
          </div>
        </>
      )}
    </FormBody>
  );
}
