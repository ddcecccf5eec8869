import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { callApi, type Failure } from "../api.ts";
import type { SavedViews, ViewInput } from "../api-types.ts";
import { PREFIX } from "./kept.ts";
import {
  changeKeptViews,
  giveUpView,
  type KeptViews,
  keptViewsName,
  newViewId,
  noViews,
  readKeptViews,
  settleView,
  shownViews,
  takeViews,
} from "./kept-views.ts";
import { showToast } from "./toast.ts";
import { explainRefusal } from "./use-form.ts";
import { useUi } from "./words.tsx";

const VIEWS = "/api/users/me/views";

/**
 * The saved views of a page. Changes show at once and are told to the server when it can be reached, one by one, so that tabs and
 * devices lose nothing of each other's.
 */
export function useSavedViews(page: string) {
  const { ui, language } = useUi();
  const [kept, setKept] = useState<KeptViews>(noViews);
  const turn = useRef(Promise.resolve());

  const tell = async (): Promise<void> => {
    const answer = await callApi<SavedViews>(`${VIEWS}?page=${encodeURIComponent(page)}`, { language });
    if (!answer.ok) return;
    const { owner_id, data } = answer.data;
    setKept(changeKeptViews(page, (now) => takeViews(now, owner_id, data)));
    for (const [id, input] of Object.entries(readKeptViews(page).waiting)) {
      const method = input ? "PUT" : "DELETE";
      const told = await callApi(`${VIEWS}/${encodeURIComponent(id)}`, { method, language, body: input ?? undefined });
      if (told.ok) setKept(changeKeptViews(page, (now) => settleView(now, id, input)));
      else if (isFinal(told.failure)) {
        setKept(changeKeptViews(page, (now) => giveUpView(now, id)));
        showToast(explainRefusal(told.failure, ui.refused), { tone: "bad" });
      } else return;
    }
  };
  // One after the other, in all tabs where the browser can: an answer of before must not take the place of a later one.
  const sync = useCallback(() => {
    const inTurn = () => (navigator.locks ? navigator.locks.request(keptViewsName(page), tell) : tell());
    turn.current = turn.current.then(inTurn, inTurn);
  }, [page, language]);

  useEffect(() => {
    const show = () => {
      const known = readKeptViews(page);
      setKept(known);
      return known;
    };
    const tellWhatWaits = () => Object.keys(show().waiting).length > 0 && sync();
    const changedElsewhere = ({ key }: StorageEvent) => key === PREFIX + keptViewsName(page) && show();
    tellWhatWaits();
    window.addEventListener("online", tellWhatWaits);
    window.addEventListener("storage", changedElsewhere);
    return () => {
      window.removeEventListener("online", tellWhatWaits);
      window.removeEventListener("storage", changedElsewhere);
    };
  }, [page, sync]);

  const change = (id: string, input: ViewInput | null) => {
    setKept(changeKeptViews(page, (now) => ({ ...now, waiting: { ...now.waiting, [id]: input } })));
    sync();
  };
  return {
    views: shownViews(kept),
    /** Reads them anew. */
    refresh: sync,
    keep: (input: Omit<ViewInput, "page">, id: string = newViewId()) => change(id, { page, ...input }),
    remove: (id: string) => change(id, null),
  };
}

/** Whether the server would say the same again. */
const isFinal = ({ kind }: Failure): boolean => ["forbidden", "not_found", "conflict", "invalid"].includes(kind);
