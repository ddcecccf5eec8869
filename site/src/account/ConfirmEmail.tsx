import { useEffect, useState } from "preact/hooks";
import { callApi, type Failure } from "../api.ts";
import { pathToApp } from "../paths.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { explainUnopened, isDead } from "./explain-link.ts";
import { forgetLinkToken, useLinkToken } from "./link-token.ts";
import { Outcome } from "./Outcome.tsx";
import type { Words } from "./words.ts";

/** Confirms the address that the link was sent to, by itself and once, and tells how it went. */
export function ConfirmEmail(words: Words) {
  const token = useLinkToken("verifyEmail");
  const { account } = words;
  if (token) return <Confirmation key={token} words={words} token={token} />;
  if (token === undefined) return <Checking words={words} />;
  return (
    <Outcome title={account.linkMissing.title}>
      <p class="text-ink-2">{account.linkMissing.body}</p>
    </Outcome>
  );
}

function Confirmation({ words, token }: { words: Words; token: string }) {
  const { language, account } = words;
  const text = account.confirm;
  const [end, setEnd] = useState<"done" | "dead" | Failure>();

  const confirm = async () => {
    setEnd(undefined);
    const outcome = await callApi("/api/auth/verify-email", { method: "POST", body: { token }, language });
    const isOver = outcome.ok || isDead(outcome.failure);
    if (isOver) forgetLinkToken("verifyEmail");
    setEnd(outcome.ok ? "done" : isOver ? "dead" : outcome.failure);
  };
  // Once for a token: this component is keyed by it.
  useEffect(() => void confirm(), []);

  if (end === undefined) return <Checking words={words} />;
  if (typeof end === "object")
    return (
      <Outcome title={text.failed}>
        <p class="text-ink-2">{explainUnopened(end, words)}</p>
        <Button look="primary" class="mt-2" onClick={confirm}>
          {account.again}
        </Button>
      </Outcome>
    );
  return (
    <Outcome title={end === "done" ? text.doneTitle : account.linkDead}>
      <p class="text-ink-2">{end === "done" ? text.done : text.dead}</p>
      <ButtonLink look="primary" class="mt-2" href={pathToApp(language, "overview")}>
        {text.toApp}
      </ButtonLink>
    </Outcome>
  );
}

const Checking = ({ words }: { words: Words }) => (
  <p role="status" class="text-ink-2">
    {words.account.confirm.checking}…
  </p>
);
