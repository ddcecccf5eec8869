import type { Failure } from "../api.ts";
import { fill } from "../i18n/fill.ts";
import { pathTo, pathToApp } from "../paths.ts";
import { signOut } from "../sign-out.ts";
import { Button, ButtonLink } from "./Button.tsx";
import { EmptyState } from "./EmptyState.tsx";
import { useUi } from "./words.tsx";

type ErrorStateProps = {
  failure: Failure;
  onRetry: () => void;
  /** What could not be had, where the general sentence says too little. */
  title?: string;
  /** Whether anything was lost, in the words of what it is about. */
  body?: string;
};

/** Something could not be had: why, whether anything was lost, what to do. A missing permission is told as one. */
export function ErrorState({ failure, onRetry, title, body }: ErrorStateProps) {
  const { ui, language } = useUi();
  const missing = missingPermission(failure);
  if (missing) return <NoPermission permission={missing} />;
  if (failure.problem?.code === "auth.second_factor_required")
    return (
      <EmptyState title={failure.problem.title} isAlert>
        <ButtonLink href={pathToApp(language, "account")}>{ui.forbidden.factor}</ButtonLink>
      </EmptyState>
    );
  return (
    <EmptyState title={title ?? ui.error.title} isAlert>
      <p>{explain(failure, ui.error, body)}</p>
      {failure.problem?.requestId && (
        <p class="text-13">
          {ui.error.reference}: <code>{failure.problem.requestId}</code>
        </p>
      )}
      <Button onClick={onRetry}>{ui.error.retry}</Button>
    </EmptyState>
  );
}

type Words = ReturnType<typeof useUi>["ui"]["error"];

function explain({ kind, problem, retryAfterS }: Failure, words: Words, body?: string): string {
  if (kind === "offline") return words.offline;
  if (kind === "too_many") return retryAfterS ? fill(words.tooManyIn, { seconds: retryAfterS }) : words.tooMany;
  if (kind === "not_found") return problem?.title ?? words.notFound;
  if (kind === "invalid" || kind === "conflict" || kind === "forbidden") return problem?.title ?? words.server;
  return body ?? words.server;
}

/** The permission that somebody lacks, of a refusal for that reason. */
export const missingPermission = ({ problem }: Failure): string | undefined =>
  problem?.code === "auth.missing_permission" ? problem.detail?.replace(/^Needs /, "") : undefined;

type NoPermissionProps = { permission: string; title?: string };

/** The person may not see this: which permission it takes, who gives it, and a way on. */
export function NoPermission({ permission, title }: NoPermissionProps) {
  const { ui, language } = useUi();
  return (
    <EmptyState title={title ?? ui.forbidden.title}>
      <p>{fill(ui.forbidden.body, { permission })}</p>
      <Button
        onClick={async () => {
          // Signing in takes the place of a session that could not be ended.
          await signOut(language);
          location.assign(pathTo(language, "signIn"));
        }}
      >
        {ui.forbidden.switch}
      </Button>
    </EmptyState>
  );
}
