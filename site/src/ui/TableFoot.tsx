import type { Rows } from "../use-rows.ts";
import { Button } from "./Button.tsx";
import { useUi } from "./words.tsx";

/** What stands under the last row of a list that is read page by page. */
export function TableFoot({ list, end }: { list: Omit<Rows<unknown>, "rows" | "change">; end: string }) {
  const { ui } = useUi();
  if (list.failure)
    return (
      <footer class="flex h-14 items-center gap-3 px-4 text-13 text-warn md:px-6" role="status">
        {list.failure.kind === "offline" ? ui.error.offline : ui.error.title}
        <Button onClick={list.reload}>{ui.error.retry}</Button>
      </footer>
    );
  return (
    <footer class="flex h-14 items-center gap-3 px-4 text-13 text-ink-3 md:px-6">
      {list.more === "failed" ? (
        <>
          <span role="alert">{ui.error.title}</span>
          <Button onClick={list.loadMore}>{ui.error.retry}</Button>
        </>
      ) : list.more === "idle" ? (
        <Button onClick={list.loadMore}>{ui.more}</Button>
      ) : list.more === "end" ? (
        end
      ) : (
        ui.loading
      )}
    </footer>
  );
}
