import type { Failure } from "../api.ts";
import { pathTo } from "../paths.ts";
import { submitCommand } from "../samples.ts";
import { signOut } from "../sign-out.ts";
import { Button } from "../ui/Button.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { Notice } from "../ui/Notice.tsx";
import type { Words } from "./DecisionsPage.tsx";

const widths = ["w-3/5", "w-2/5", "w-1/2", "w-1/3"];

/** Rows that are on their way, in the geometry they will have. */
export function ListSkeleton({ label }: { label: string }) {
  return (
    <div class="decision-scroller overflow-hidden" role="status" aria-label={label}>
      <div class="decision-head" aria-hidden="true" />
      {Array.from({ length: 16 }, (_, row) => (
        <div class="decision-row" key={row} aria-hidden="true">
          {["time", "id", "merchant", "category", "amount", "decision", "score", "reason"].map((area, column) => (
            <span class={`cell-${area}`} key={area}>
              <span
                class={`skeleton block ${area === "amount" ? "ml-auto" : ""} ${widths[(row + column) % widths.length]}`}
              />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}

/** Nothing was ever decided: what will be here, and how to make it appear. */
export function EmptyList({ words: { text, copy } }: { words: Words }) {
  const command = submitCommand(location.origin);
  return (
    <Notice title={text.empty.title}>
      <p>{text.empty.body}</p>
      <Command code={command} copy={copy} />
      <p>{text.empty.demo}</p>
      <Command code="npm run demo:traffic" copy={copy} />
    </Notice>
  );
}

function Command({ code, copy }: { code: string; copy: Words["copy"] }) {
  return (
    <div class="relative w-full max-w-full rounded border border-line bg-surface-2">
      <pre class="overflow-x-auto p-3 pr-12 text-ink-1" tabIndex={0}>
        {code}
      </pre>
      <div class="absolute top-1 right-1 bg-surface-2">
        <CopyButton text={code} label={copy.copy} done={copy.copied} />
      </div>
    </div>
  );
}

/** Decisions exist, but none passes the filter. */
export function NothingFound({ words: { text }, onClear }: { words: Words; onClear: () => void }) {
  return (
    <Notice title={text.nothing.title}>
      <p>{text.nothing.body}</p>
      <Button onClick={onClear}>{text.nothing.clear}</Button>
    </Notice>
  );
}

/** The list could not be had: why, whether anything was lost, what to do. */
export function FailedList({
  words: { text, language },
  failure,
  onRetry,
}: {
  words: Words;
  failure?: Failure;
  onRetry: () => void;
}) {
  if (failure?.kind === "forbidden") {
    return (
      <Notice title={text.forbidden.title}>
        <p>{text.forbidden.body}</p>
        <Button
          onClick={async () => {
            // Signing in takes the place of a session that could not be ended.
            await signOut(language);
            location.assign(pathTo(language, "signIn"));
          }}
        >
          {text.forbidden.switch}
        </Button>
      </Notice>
    );
  }
  return (
    <Notice title={text.failed.title} isAlert>
      <p>{explainFailure(text, failure)}</p>
      {failure?.problem?.requestId && (
        <p class="text-13">
          {text.failed.reference}: <code>{failure.problem.requestId}</code>
        </p>
      )}
      <Button onClick={onRetry}>{text.failed.retry}</Button>
    </Notice>
  );
}

function explainFailure({ failed }: Words["text"], failure?: Failure): string {
  if (failure?.kind === "offline") return failed.offline;
  return failure?.kind === "too_many" ? failed.tooMany : failed.body;
}
