import type { Language } from "../api-types.ts";
import { isPermitted } from "../app/access.ts";
import { TopLine } from "../app/TopLine.tsx";
import { useProfile } from "../app/use-profile.ts";
import type { Dictionary } from "../i18n/index.ts";
import { chooseMode, currentMode } from "../mode.ts";
import { pathTo, pathToApp } from "../paths.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Section } from "../ui/Section.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { UiWordsProvider, useUi } from "../ui/words.tsx";
import { ClockPanel } from "./ClockPanel.tsx";
import { useClock } from "./use-clock.ts";

export type SandboxWords = { language: Language } & Pick<Dictionary, "ui" | "shell" | "sandbox">;

/** The sandbox: its clock, what goes by it, and where the rest of it is. Drawn at build time as it looks while loading. */
export function SandboxPage(words: SandboxWords) {
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <div class="flex h-full flex-col">
        <TopLine title={words.sandbox.title} shell={words.shell} />
        <div class="min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={words.sandbox.title}>
          <Sections words={words} />
        </div>
      </div>
    </UiWordsProvider>
  );
}

function Sections({ words }: { words: SandboxWords }) {
  const { sandbox, language } = words;
  const { ui } = useUi();
  const me = useProfile();
  const { reading, failure, read, take } = useClock();
  if (failure && !reading) return <ErrorState failure={failure} onRetry={() => void read()} />;
  if (!reading || !me)
    return (
      <div class="max-w-[640px] px-4 py-6 md:px-6">
        <Skeleton label={ui.loading} lines={10} />
      </div>
    );
  const links = [
    { href: pathToApp(language, "developers/keys", { mode: "test" }), label: sandbox.links.keys },
    { href: pathToApp(language, "developers/requests", { mode: "test" }), label: sandbox.links.requests },
    { href: pathToApp(language, "developers/webhooks", { mode: "test" }), label: sandbox.links.webhooks },
    { href: pathTo(language, "sandbox"), label: sandbox.links.guide },
  ];
  return (
    <div class="max-w-[688px] divide-y divide-line pb-10">
      <ClockPanel
        words={words}
        reading={reading}
        mayWrite={isPermitted(me.permissions, "write:sandbox")}
        onChange={take}
      />
      <Section title={sandbox.view.title} isMain>
        <Segmented
          label={sandbox.view.mode}
          options={[
            { value: "live", label: sandbox.view.modes.live },
            { value: "test", label: sandbox.view.modes.test },
          ]}
          value={currentMode()}
          onChange={chooseMode}
        />
        <p class="mt-2 text-13 text-ink-2">{sandbox.view.note}</p>
      </Section>
      <Section title={sandbox.effect.title} isMain>
        <div class="grid gap-4 text-13 sm:grid-cols-2">
          <Effects title={sandbox.effect.goes} list={sandbox.effect.by} />
          <Effects title={sandbox.effect.staysTitle} list={sandbox.effect.stays} />
        </div>
      </Section>
      <Section title={sandbox.links.title} isMain>
        <ul class="grid gap-2">
          {links.map(({ href, label }) => (
            <li key={href}>
              <a class="link" href={href}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}

function Effects({ title, list }: { title: string; list: readonly string[] }) {
  return (
    <div>
      <h3 class="font-strong">{title}</h3>
      <ul class="mt-2 grid list-disc gap-1.5 pl-4 text-ink-2">
        {list.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </div>
  );
}
