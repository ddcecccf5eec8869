import type { ComponentChildren } from "preact";
import type { Language } from "../api-types.ts";
import { pathToApp } from "../paths.ts";

/** What somebody may follow from a backtest; what they may not is plain text. */
export type Links = { payments: boolean; rules: boolean };

const look = "underline decoration-line underline-offset-2 hover:decoration-current";

type LinkProps = { language: Language; links: Links; id: string };

/** A payment by its id, which leads to its page. */
export function PaymentLink({ language, links, id }: LinkProps) {
  if (!links.payments) return <span class="min-w-0 truncate font-mono text-12">{id}</span>;
  return (
    <a class={`min-w-0 truncate font-mono text-12 ${look}`} href={pathToApp(language, "transaction", { id })}>
      {id}
    </a>
  );
}

/** A rule by its name. `backtest` brings what was tried of it, whatever it says now. */
export function RuleLink({
  language,
  links,
  id,
  backtest,
  children,
}: LinkProps & { backtest?: string; children: ComponentChildren }) {
  if (!links.rules) return <span class="[overflow-wrap:anywhere]">{children}</span>;
  return (
    <a class={`[overflow-wrap:anywhere] ${look}`} href={pathToApp(language, "rules/edit", { rule: id, backtest })}>
      {children}
    </a>
  );
}
