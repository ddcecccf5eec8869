import { useEffect, useState } from "preact/hooks";
import type { Language, Profile } from "../api-types.ts";
import { TopLine } from "../app/TopLine.tsx";
import type { Dictionary } from "../i18n/index.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { UiWordsProvider, useUi } from "../ui/words.tsx";
import { useQuery } from "../use-query.ts";
import { FactorSection } from "./FactorSection.tsx";
import { OwnData } from "./OwnData.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { ProfileForm } from "./ProfileForm.tsx";
import { SessionList } from "./SessionList.tsx";

export type AccountWords = { language: Language; roles: Dictionary["account"]["invitation"]["roles"] } & Pick<
  Dictionary,
  "ui" | "shell" | "forms" | "signIn" | "me"
>;

/** One's own account. Drawn at build time as it looks while loading. */
export function AccountPage(words: AccountWords) {
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <div class="flex h-full flex-col">
        <TopLine title={words.me.title} shell={words.shell} />
        <div class="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={words.me.title}>
          <Sections words={words} />
        </div>
      </div>
    </UiWordsProvider>
  );
}

function Sections({ words }: { words: AccountWords }) {
  const { ui } = useUi();
  const [isHere, setHere] = useState(false);
  useEffect(() => setHere(true), []);
  const { data: profile, failure, retry, change } = useQuery<Profile>(isHere ? "/api/users/me" : undefined);
  if (failure && !profile) return <ErrorState failure={failure} onRetry={retry} />;
  if (!profile)
    return (
      <div class="max-w-[640px] px-4 py-6 md:px-6">
        <Skeleton label={ui.loading} lines={12} />
      </div>
    );
  return (
    <div class="max-w-[688px] divide-y divide-line pb-10">
      <ProfileForm words={words} profile={profile} onSaved={(saved) => change(() => saved)} />
      <PasswordForm words={words} />
      <FactorSection words={words} />
      <SessionList words={words} />
      <OwnData words={words} />
    </div>
  );
}
