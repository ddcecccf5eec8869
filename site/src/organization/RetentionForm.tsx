import { callApi } from "../api.ts";
import type { RetentionView } from "../api-types.ts";
import { command } from "../command.ts";
import { fill } from "../i18n/fill.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Field } from "../ui/Field.tsx";
import { FormBody } from "../ui/FormBody.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useForm } from "../ui/use-form.ts";
import { useQuery } from "../use-query.ts";
import type { PrivacyWords } from "./PrivacyPage.tsx";

type RetentionFormProps = { words: PrivacyWords; onDone: () => void; onCancel: () => void };
type Classes = { data: RetentionView[] };

const RETENTION = "/api/privacy/retention";

/** After how many days what is forgotten. */
export function RetentionForm(props: RetentionFormProps) {
  const { data, failure, retry } = useQuery<Classes>(RETENTION);
  if (failure && !data) return <ErrorState failure={failure} onRetry={retry} />;
  if (!data) return <Skeleton label={props.words.ui.loading} />;
  return <Form {...props} classes={data.data} />;
}

function Form({ words, classes, onDone, onCancel }: RetentionFormProps & { classes: RetentionView[] }) {
  const { privacy, language } = words;
  const text = privacy.retention;
  const chosen = classes.filter(({ least }) => least !== null);
  const form = useForm<Record<string, string>, Classes>({
    initial: Object.fromEntries(chosen.map((one) => [one.class, String(one.days)])),
    check: (values) =>
      Object.fromEntries(
        chosen.map(({ class: name, least, most }) => {
          const days = Number(values[name]);
          const isFitting =
            Number.isInteger(days) && days >= (least ?? 1) && days <= (most ?? Number.POSITIVE_INFINITY);
          return [name, isFitting ? undefined : boundsOf(text, least, most)];
        }),
      ),
    send: (values, key) => {
      const changed = chosen.filter(({ class: name, days }) => Number(values[name]) !== days);
      const days = Object.fromEntries(changed.map(({ class: name }) => [name, Number(values[name])]));
      return callApi<Classes>(RETENTION, command(language, "PUT", { days }, key));
    },
    onDone,
  });
  return (
    <FormBody form={form} submit={text.submit} onCancel={onCancel}>
      <p class="text-13 text-ink-2">{text.body}</p>
      {chosen.map(({ class: name, title, default_days, least, most }) => (
        <Field
          key={name}
          id={`retention-${name}`}
          label={title}
          help={`${boundsOf(text, least, most)} ${fill(text.usual, { days: default_days })}`}
          error={form.wrong[name]}
          inputMode="numeric"
          value={form.values[name]}
          onInput={(event) => form.set(name, event.currentTarget.value)}
        />
      ))}
      <ul class="grid gap-1 text-13 text-ink-2">
        {classes
          .filter(({ least }) => least === null)
          .map(({ class: name, title, days }) => (
            <li key={name}>
              {title}: {fill(text.fixed, { days })}
            </li>
          ))}
      </ul>
    </FormBody>
  );
}

const boundsOf = (text: PrivacyWords["privacy"]["retention"], least: number | null, most: number | null): string =>
  fill(text.bounds, { least: least ?? 1, most: most ?? "∞" });
