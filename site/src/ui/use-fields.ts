import { useState } from "preact/hooks";
import type { Failure } from "../api.ts";
import type { Dictionary } from "../i18n/index.ts";
import { explainFailure } from "./check-form.ts";

type Complaints<Name extends string> = Partial<Record<Name, string>>;

/**
 * What is typed into the fields of a form and what is wrong with each. `explain` puts what the server says of a field into
 * words of the page's language; fields that the form does not have are told with the form as a whole.
 */
export function useFields<Name extends string>(
  formId: string,
  initial: Record<Name, string>,
  explain: (name: Name, message: string) => string,
) {
  const [values, setValues] = useState(initial);
  const [complaints, setComplaints] = useState<Complaints<Name>>({});
  const set = (name: Name, value: string) => {
    setValues((before) => ({ ...before, [name]: value }));
    setComplaints((before) => ({ ...before, [name]: undefined }));
  };
  return {
    values,
    set,
    complain: setComplaints,
    /** What a control of the form is given. */
    field: (name: Name) => ({
      id: `${formId}-${name}`,
      name,
      value: values[name],
      error: complaints[name],
      onInput: (event: { currentTarget: { value: string } }) => set(name, event.currentTarget.value),
    }),
    /** Puts a refusal to the fields that it names; returns what is to be told of the whole. */
    refuse: (failure: Failure, forms: Dictionary["forms"], otherwise: string): string => {
      const named = (failure.problem?.errors ?? []).flatMap(({ path, message }) => {
        const name = (Object.keys(initial) as Name[]).find((one) => path === one || path.startsWith(`${one}.`));
        return name ? [[name, explain(name, message)] as const] : [];
      });
      // SAFETY: the names are those of the form.
      setComplaints(Object.fromEntries(named) as Complaints<Name>);
      return named.length > 0 ? "" : explainFailure(failure, forms, otherwise);
    },
  };
}
