import type { Dictionary } from "../i18n/index.ts";

type ScopeListProps = { words: Dictionary["scopes"]; scopes: readonly string[] };

/** Scopes in words, each beside what it is called on the wire. */
export function ScopeList({ words, scopes }: ScopeListProps) {
  const names: Record<string, string> = words.names;
  return (
    <ul class="grid gap-1.5 text-13">
      {scopes.map((scope) => (
        <li key={scope} class="flex flex-wrap justify-between gap-x-4">
          <span>{names[scope] ?? scope}</span>
          {names[scope] && <code class="text-12 text-ink-3">{scope}</code>}
        </li>
      ))}
    </ul>
  );
}
