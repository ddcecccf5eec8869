import { useEffect, useState } from "preact/hooks";
import { TopLine } from "../app/TopLine.tsx";
import type { Dictionary } from "../i18n/index.ts";
import { pathToApp } from "../paths.ts";
import { ButtonLink } from "../ui/Button.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { UiWordsProvider } from "../ui/words.tsx";
import { TransactionView, useTransaction } from "./TransactionView.tsx";
import type { TransactionWords } from "./words.ts";

export type TransactionPageWords = TransactionWords & Pick<Dictionary, "ui" | "shell">;

/** One payment on a page of its own; the address names it. */
export function TransactionPage(words: TransactionPageWords) {
  const [id, setId] = useState<string>();
  useEffect(() => setId(new URLSearchParams(location.search).get("id") ?? ""), []);
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <div class="flex h-full flex-col">
        {id ? (
          <OneTransaction words={words} id={id} />
        ) : (
          <>
            <TopLine title={words.transaction.title} shell={words.shell} />
            {id === undefined ? (
              <div class="p-6">
                <Skeleton label={words.text.loading} />
              </div>
            ) : (
              <EmptyState title={words.transaction.missingId}>
                <p>{words.transaction.missingIdBody}</p>
                <ButtonLink href={pathToApp(words.language, "decisions")}>{words.transaction.toDecisions}</ButtonLink>
              </EmptyState>
            )}
          </>
        )}
      </div>
    </UiWordsProvider>
  );
}

function OneTransaction({ words, id }: { words: TransactionPageWords; id: string }) {
  const { ui, transaction, language } = words;
  const query = useTransaction(id);
  const review = query.data?.review;
  return (
    <>
      <TopLine
        title={transaction.title}
        shell={words.shell}
        note={
          <span class="flex items-center gap-1">
            <span class="truncate font-mono" title={id}>
              {id}
            </span>
            <CopyButton text={id} label={ui.copy} done={ui.copied} />
          </span>
        }
      >
        {review && review.state !== "closed" && (
          <ButtonLink look="primary" href={pathToApp(language, "reviews", { transaction: id })}>
            {transaction.toReview}
          </ButtonLink>
        )}
      </TopLine>
      <div class="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={words.text.evidence.label}>
        <TransactionView words={words} id={id} query={query} isWide />
      </div>
    </>
  );
}
