import type { ComponentChildren } from "preact";
import { Button } from "./Button.tsx";
import { FormAlert } from "./FormAlert.tsx";
import type { FormState } from "./use-form.ts";
import { useUi } from "./words.tsx";

type FormBodyProps = {
  form: Pick<FormState<object>, "refusal" | "isSending" | "submit">;
  submit: string;
  isDanger?: boolean;
  /** Given of a form in a dialog. */
  onCancel?: () => void;
  children: ComponentChildren;
};

/** The fields of a form, what is wrong with the whole, and its commands; inside a dialog or a section of a page. */
export function FormBody({ form, submit, isDanger, onCancel, children }: FormBodyProps) {
  const { ui } = useUi();
  return (
    <form class="grid grid-cols-[minmax(0,1fr)] gap-5" noValidate onSubmit={form.submit}>
      {children}
      {form.refusal && <FormAlert>{form.refusal}</FormAlert>}
      <div class={`flex flex-wrap gap-2 ${onCancel ? "justify-end" : ""}`}>
        {onCancel && <Button onClick={onCancel}>{ui.cancel}</Button>}
        <Button type="submit" look={isDanger ? "danger" : onCancel ? "primary" : "quiet"} isBusy={form.isSending}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
