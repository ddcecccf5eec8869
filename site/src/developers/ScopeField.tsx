import type { Profile } from "../api-types.ts";
import { isPermitted } from "../app/access.ts";
import type { Dictionary } from "../i18n/index.ts";
import { Checkbox } from "../ui/Checkbox.tsx";

type ScopeFieldProps = {
  words: Dictionary["scopes"];
  /** Who names them: nobody gives away more than they hold. */
  profile: Profile;
  value: readonly string[];
  error?: string;
  onChange: (scopes: string[]) => void;
};

/** What a machine may do: those of its owner's permissions that operations ask of machines. */
export function ScopeField({ words, profile, value, error, onChange }: ScopeFieldProps) {
  const offered = Object.entries(words.names).filter(
    ([scope]) => isPermitted(profile.permissions, scope) || value.includes(scope),
  );
  const toggle = (scope: string) =>
    onChange(value.includes(scope) ? value.filter((other) => other !== scope) : [...value, scope]);
  return (
    <fieldset class="min-w-0">
      <legend class="mb-1.5 font-strong">{words.title}</legend>
      {error && (
        <p class="mb-1 text-13 text-bad" role="alert" tabIndex={-1} data-wrong>
          {error}
        </p>
      )}
      <div class="grid gap-x-4 sm:grid-cols-2">
        {offered.map(([scope, name]) => (
          <Checkbox
            key={scope}
            name={scope}
            label={name}
            help={scope}
            checked={value.includes(scope)}
            onChange={() => toggle(scope)}
          />
        ))}
      </div>
    </fieldset>
  );
}
