import { useState } from "preact/hooks";
import type { Dictionary } from "../i18n/index.ts";
import { Button } from "./Button.tsx";
import { Field, type FieldProps } from "./Field.tsx";

/** A password, which can be shown while it is typed. */
export function PasswordField({ text, ...field }: FieldProps & { text: Dictionary["forms"] }) {
  const [isShown, setShown] = useState(false);
  return (
    <Field {...field} type={isShown ? "text" : "password"} spellcheck={false} autocapitalize="off">
      <Button look="bare" class="text-13" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
        {isShown ? text.hide : text.show}
      </Button>
    </Field>
  );
}
