import { useEffect, useRef, useState } from "preact/hooks";
import type { Language } from "../api-types.ts";
import { formatNumber } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import type { Dictionary } from "../i18n/index.ts";
import { Button } from "../ui/Button.tsx";
import { type Check, checkParts, type PartName, partNames } from "./check-part.ts";

export type StatusWords = { language: Language; text: Dictionary["trust"]["status"] };
type Standing = { checks: Record<PartName, Check>; at: Date };

const AGAIN_MS = 60_000;
const hues = { up: "text-ok", down: "text-bad", offline: "text-warn", slowed: "text-warn" } as const;

/** Whether the services answer this browser now, looked at every minute while the page is seen. */
export function StatusBoard({ language, text }: StatusWords) {
  const [standing, setStanding] = useState<Standing>();
  const [isChecking, setChecking] = useState(false);
  const isRunning = useRef(false);

  const check = async () => {
    if (isRunning.current) return;
    isRunning.current = true;
    setChecking(true);
    setStanding({ checks: await checkParts(), at: new Date() });
    setChecking(false);
    isRunning.current = false;
  };
  useEffect(() => {
    check();
    const checkSeen = () => document.visibilityState === "visible" && check();
    const timer = setInterval(checkSeen, AGAIN_MS);
    addEventListener("online", check);
    return () => {
      clearInterval(timer);
      removeEventListener("online", check);
    };
  }, []);

  const isAllUp = standing && partNames.every((name) => standing.checks[name].state === "up");
  return (
    <div class="max-w-[720px]">
      <p class="mb-4 min-h-7 text-20 font-strong" role="status">
        {standing ? (isAllUp ? text.allUp : text.notAllUp) : text.checking}
      </p>
      <ul class="border-b border-line">
        {partNames.map((name) => (
          <li
            key={name}
            class="flex min-h-16 items-baseline justify-between gap-6 border-t border-line py-3"
            data-part={name}
          >
            <div class="min-w-0">
              <p class="font-strong">{text.parts[name]}</p>
              <p class="text-13 text-ink-2">{text.parts[`${name}Text`]}</p>
            </div>
            <State check={standing?.checks[name]} {...{ language, text }} />
          </li>
        ))}
      </ul>
      <div class="mt-4 flex flex-wrap items-center gap-4">
        <Button onClick={check} isBusy={isChecking}>
          {text.again}
        </Button>
        <p class="figures min-h-5 text-13 text-ink-2">
          {standing &&
            fill(text.checkedAt, { time: standing.at.toLocaleTimeString("ru-RU", { timeZone: "Asia/Tashkent" }) })}
        </p>
      </div>
    </div>
  );
}

/** How a part stands, by a shape and a word, and how long it took to answer. */
function State({ check, language, text }: StatusWords & { check: Check | undefined }) {
  if (!check) return <span class="skeleton w-24" />;
  return (
    <div class="shrink-0 text-right">
      <p class={`flex items-center justify-end gap-2 font-strong ${hues[check.state]}`}>
        <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
          {check.state === "up" ? (
            <circle cx="5" cy="5" r="5" fill="currentColor" />
          ) : (
            <path d="M.8.8h8.4v8.4H.8z" fill="currentColor" />
          )}
        </svg>
        {text[check.state]}
      </p>
      {check.state === "up" && check.ms !== undefined && (
        <p class="figures text-12 text-ink-3">{fill(text.took, { ms: formatNumber(check.ms, language) })}</p>
      )}
    </div>
  );
}
