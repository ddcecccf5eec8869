import { type Call, callApi } from "../api.ts";
import { command } from "../command.ts";
import { fillCount } from "../i18n/fill.ts";
import type { Dictionary } from "../i18n/index.ts";
import { Select } from "../ui/Field.tsx";
import { FormBody } from "../ui/FormBody.tsx";
import { useForm } from "../ui/use-form.ts";
import { useUi } from "../ui/words.tsx";

type RotateFormProps<T> = {
  text: Pick<Dictionary["keys"]["rotate"], "body" | "overlap" | "hours" | "atOnce" | "atOnceHelp" | "submit">;
  path: string;
  mode?: Call["mode"];
  onDone: (issued: T) => void;
  onCancel: () => void;
};

const overlapsHours = [24, 1, 72, 0];

/** Another secret in place of the one there is, and for how long both open. */
export function RotateForm<T>({ text, path, mode, onDone, onCancel }: RotateFormProps<T>) {
  const { language } = useUi();
  const form = useForm<{ overlap_hours: string }, T>({
    initial: { overlap_hours: "24" },
    send: ({ overlap_hours }, key) =>
      callApi<T>(path, { ...command(language, "POST", { overlap_hours: Number(overlap_hours) }, key), mode }),
    onDone,
  });
  return (
    <FormBody form={form} submit={text.submit} isDanger={form.values.overlap_hours === "0"} onCancel={onCancel}>
      <p class="text-ink-2">{text.body}</p>
      <Select
        id="overlap"
        label={text.overlap}
        help={form.values.overlap_hours === "0" ? text.atOnceHelp : undefined}
        value={form.values.overlap_hours}
        options={overlapsHours.map((hours) => ({
          value: String(hours),
          label: hours === 0 ? text.atOnce : fillCount(text.hours, hours, language),
        }))}
        onChange={(event) => form.set("overlap_hours", event.currentTarget.value)}
      />
    </FormBody>
  );
}
