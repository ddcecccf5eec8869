import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { callApi, type Failure } from "../api.ts";
import { formatShortDate } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import type { Dictionary } from "../i18n/index.ts";
import { pathTo } from "../paths.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { AcceptForm } from "./AcceptForm.tsx";
import { explainUnopened, isDead } from "./explain-link.ts";
import { forgetLinkToken, useLinkToken } from "./link-token.ts";
import { Outcome } from "./Outcome.tsx";
import type { Words } from "./words.ts";

type Invited = {
  email: string;
  organization_name: string;
  role: keyof Dictionary["account"]["invitation"]["roles"];
  expires_at: string;
};

/** Shows who invites whom to what, then takes a name and a password. */
export function Invitation(words: Words) {
  const token = useLinkToken("invitation");
  if (token) return <Opened key={token} words={words} token={token} />;
  if (token === undefined) return <Opening words={words} />;
  return (
    <Outcome title={words.account.linkMissing.title}>
      <p class="text-ink-2">{words.account.linkMissing.body}</p>
    </Outcome>
  );
}

function Opened({ words, token }: { words: Words; token: string }) {
  const { language, account } = words;
  const text = account.invitation;
  const [invited, setInvited] = useState<Invited>();
  const [end, setEnd] = useState<"dead" | Failure>();

  const die = () => {
    forgetLinkToken("invitation");
    setEnd("dead");
  };
  const read = async () => {
    setEnd(undefined);
    const outcome = await callApi<Invited>("/api/auth/invitations/read", { method: "POST", body: { token }, language });
    if (outcome.ok) return setInvited(outcome.data);
    if (isDead(outcome.failure)) return die();
    setEnd(outcome.failure);
  };
  // Once for a token: this component is keyed by it.
  useEffect(() => void read(), []);

  if (end === "dead")
    return (
      <Outcome title={account.linkDead}>
        <p class="text-ink-2">{text.dead}</p>
        <ButtonLink class="mt-2" href={pathTo(language, "signIn")}>
          {account.toSignIn}
        </ButtonLink>
      </Outcome>
    );
  if (end)
    return (
      <Outcome title={text.failed}>
        <p class="text-ink-2">{explainUnopened(end, words)}</p>
        <Button look="primary" class="mt-2" onClick={read}>
          {account.again}
        </Button>
      </Outcome>
    );
  if (!invited) return <Opening words={words} />;
  return (
    <div class="grid gap-8">
      <About words={words} invited={invited} />
      <AcceptForm words={words} token={token} email={invited.email} onDead={die} />
    </div>
  );
}

/** The invitation on its way, in the geometry that it will have. */
function Opening({ words }: { words: Words }) {
  const text = words.account.invitation;
  return (
    <div role="status" aria-label={text.loading}>
      <p class="mb-4 text-ink-2">{text.lead}</p>
      <div class="border-t border-line" aria-hidden="true">
        {["w-1/2", "w-3/5", "w-2/5", "w-1/3"].map((width) => (
          <div class="flex h-10 items-center border-b border-line" key={width}>
            <span class={`skeleton block ${width}`} />
          </div>
        ))}
      </div>
    </div>
  );
}

function About({ words: { language, account }, invited }: { words: Words; invited: Invited }) {
  const text = account.invitation;
  const moment = formatShortDate(new Date(invited.expires_at), language);
  const rows: [string, ComponentChildren][] = [
    [text.organization, invited.organization_name],
    [text.role, text.roles[invited.role]],
    [text.email, <Breakable key="email" email={invited.email} />],
    [text.until, fill(text.untilValue, { moment })],
  ];
  return (
    <div>
      <p class="mb-4 text-ink-2">{text.lead}</p>
      <dl class="border-t border-line">
        {rows.map(([label, value]) => (
          <div
            class="grid min-h-10 grid-cols-[104px_minmax(0,1fr)] items-baseline border-b border-line py-2"
            key={label}
          >
            <dt class="text-13 text-ink-2">{label}</dt>
            <dd class="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** An address that breaks behind its @ where it is too long for its line. */
function Breakable({ email }: { email: string }) {
  const [name, domain] = email.split(/(?<=@)/);
  return (
    <>
      {name}
      <wbr />
      {domain}
    </>
  );
}
