import { useEffect, useRef, useState } from "preact/hooks";
import type { RuleView } from "../api-types.ts";
import { isPermitted } from "../app/access.ts";
import { readAccess } from "../app/profile.ts";
import { TopLine } from "../app/TopLine.tsx";
import { useProfile } from "../app/use-profile.ts";
import { pathToApp, queryOf } from "../paths.ts";
import { ButtonLink } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { UiWordsProvider } from "../ui/words.tsx";
import { useQuery } from "../use-query.ts";
import type { EditorWords } from "./editor-words.ts";
import { RuleForm } from "./RuleForm.tsx";
import { RuleSnoozes } from "./RuleSnoozes.tsx";
import { RuleState } from "./RuleState.tsx";
import { RuleVersions } from "./RuleVersions.tsx";
import { rulePath } from "./rule-api.ts";
import { useTried } from "./use-tried.ts";

const tabs = ["rule", "versions", "snoozes"] as const;
type Tab = (typeof tabs)[number];
type Place = { rule?: string; tab: Tab; backtest?: string };

function readPlace(): Place {
  const query = new URLSearchParams(location.search);
  return {
    rule: query.get("rule") ?? undefined,
    tab: tabs.find((tab) => tab === query.get("tab")) ?? "rule",
    backtest: query.get("backtest") ?? undefined,
  };
}

/** One rule on a page of its own, or a new one; the address names it and what of it is shown. */
export function RuleEditPage(words: EditorWords) {
  const [place, setPlace] = useState<Place>();
  useEffect(() => {
    const read = () => setPlace(readPlace());
    read();
    window.addEventListener("popstate", read);
    return () => window.removeEventListener("popstate", read);
  }, []);
  const go = (next: Place) => {
    const { rule, tab, backtest } = next;
    const query = queryOf({ rule, tab: tab === "rule" ? undefined : tab, backtest });
    history.replaceState(history.state, "", location.pathname + query);
    setPlace(next);
  };
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <div class="flex h-full flex-col">
        {place ? (
          <OneRule key={place.rule ?? ""} words={words} place={place} onGo={go} />
        ) : (
          <>
            <TopLine title={words.ruleEditor.title} shell={words.shell} />
            <div class="p-6">
              <Skeleton label={words.ui.loading} />
            </div>
          </>
        )}
      </div>
    </UiWordsProvider>
  );
}

function OneRule({ words, place, onGo }: { words: EditorWords; place: Place; onGo: (place: Place) => void }) {
  const { ruleEditor: text, language, ui, shell } = words;
  const query = useQuery<RuleView>(place.rule && rulePath(place.rule));
  const { tried, isLoading: isTriedLoading, isFailed } = useTried(place.backtest, place.rule);
  const profile = useProfile();
  const [shown, setShown] = useState<RuleView>();
  const isDirty = useRef(false);
  // Until the server answers, what the last page knew: a form that turns read-only under the hand would be odd.
  const access = profile ?? readAccess();
  const mayWrite = access === undefined || isPermitted(access.permissions, "write:rules");

  // A reading anew never takes away what somebody is writing: the save tells them then.
  useEffect(() => {
    if (query.data && query.data.revision !== shown?.revision && !isDirty.current) setShown(query.data);
  }, [query.data]);
  const take = (rule: RuleView) => {
    isDirty.current = false;
    setShown(rule);
    query.change(() => rule);
  };
  const saved = (rule: RuleView) => {
    take(rule);
    // What was tried is saved now, or replaced by something newer.
    onGo({ rule: rule.rule_id, tab: "rule" });
  };

  const title = place.rule ? text.title : text.newTitle;
  const rule = shown ?? query.data;
  const isUnknown = query.failure?.kind === "not_found" && !rule;
  const isNew = !place.rule || (isUnknown && tried !== undefined);
  const isMissing = isUnknown && !tried && !isTriedLoading;
  return (
    <>
      <TopLine
        title={title}
        shell={shell}
        note={
          rule && (
            <span class="flex min-w-0 items-center gap-2">
              <span class="truncate" title={rule.name}>
                {rule.name}
              </span>
              {!rule.built_in && <RuleState rule={rule} words={words.rules} />}
            </span>
          )
        }
      >
        <ButtonLink look="bare" class="max-sm:hidden" href={pathToApp(language, "rules")}>
          {text.back}
        </ButtonLink>
      </TopLine>
      {isMissing && (
        <EmptyState title={text.missing.title}>
          <p>{text.missing.body}</p>
          <ButtonLink href={pathToApp(language, "rules")}>{text.missing.go}</ButtonLink>
        </EmptyState>
      )}
      {query.failure && !rule && !isUnknown && (
        <ErrorState failure={query.failure} title={text.failed} onRetry={query.retry} />
      )}
      {((place.rule && !rule && !query.failure) || isTriedLoading) && (
        <div class="p-6">
          <Skeleton label={ui.loading} />
        </div>
      )}
      {isFailed && rule && (
        <p role="alert" class="border-b border-line px-4 py-2 text-13 text-bad md:px-6">
          {words.backtestForm.triedFailed}
        </p>
      )}
      {isNew && (
        <RuleForm
          words={words}
          tried={tried}
          mayWrite={mayWrite}
          onDirty={(is) => {
            isDirty.current = is;
          }}
          onSaved={saved}
        />
      )}
      {rule && !isTriedLoading && (
        <div class="rule-tabs">
          <Tabs
            label={text.tabsLabel}
            tabs={tabs
              .filter((tab) => tab !== "versions" || !rule.built_in)
              .map((id) => ({ id, label: text.tabs[id] }))}
            value={place.tab}
            onChange={(tab) => onGo({ ...place, tab })}
          >
            {/* What is being written stays while somebody looks at versions. */}
            <div class="flex min-h-0 flex-1 flex-col" hidden={place.tab !== "rule"}>
              <RuleForm
                key={String(rule.revision)}
                words={words}
                rule={rule}
                tried={tried}
                mayWrite={mayWrite}
                onDirty={(is) => {
                  isDirty.current = is;
                }}
                onSaved={saved}
              />
            </div>
            {place.tab !== "rule" && (
              <div
                class="min-h-0 flex-1 overflow-y-auto px-4 py-5 md:px-6"
                tabIndex={0}
                role="region"
                aria-label={text.tabs[place.tab]}
              >
                {place.tab === "versions" && !rule.built_in && (
                  <RuleVersions words={words} rule={rule} me={profile?.id} mayWrite={mayWrite} onChanged={take} />
                )}
                {place.tab === "snoozes" && (
                  <RuleSnoozes words={words} ruleId={rule.rule_id} me={profile?.id} mayWrite={mayWrite} />
                )}
              </div>
            )}
          </Tabs>
        </div>
      )}
    </>
  );
}
