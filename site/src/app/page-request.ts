import { useEffect } from "preact/hooks";
import { curlOf } from "../developers/curl-of.ts";
import { showToast } from "../ui/toast.ts";

let shown: string | undefined;

/** Says from which request the rows of the page come, as long as it shows them. */
export function usePageRequest(path: string | undefined): void {
  useEffect(() => {
    shown = path;
    return () => {
      shown = undefined;
    };
  }, [path]);
}

/** What copies the request that the rows of the page come from, as curl, with a place for the key; undefined where there is none. */
export function pageRequestCopy(done: string): (() => void) | undefined {
  const path = shown;
  if (path === undefined) return undefined;
  return () =>
    void navigator.clipboard?.writeText(curlOf({ method: "GET", path, media_type: null }, location.origin)).then(
      () => showToast(done),
      () => undefined,
    );
}
