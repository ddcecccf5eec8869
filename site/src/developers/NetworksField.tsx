import type { Dictionary } from "../i18n/index.ts";
import { TextArea } from "../ui/Field.tsx";

type NetworksFieldProps = {
  id: string;
  words: Dictionary["keys"]["networks"];
  value: string;
  error?: string;
  rows: number;
  autofocus?: boolean;
  onChange: (typed: string) => void;
};

/** From where a machine may call: networks, one a line. */
export function NetworksField({ id, words, value, error, rows, autofocus, onChange }: NetworksFieldProps) {
  return (
    <TextArea
      id={id}
      label={words.label}
      help={words.help}
      error={error}
      value={value}
      rows={rows}
      spellcheck={false}
      autofocus={autofocus}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}
