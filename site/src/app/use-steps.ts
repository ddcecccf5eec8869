import type { RefObject } from "preact";
import type { TableControl } from "../ui/DataTable.tsx";
import type { useAddress } from "./use-address.ts";

type Opened = Pick<ReturnType<typeof useAddress>, "openId" | "open" | "close">;

/** How keys move in a table: to the next row, which also opens where one is open; and out of the open one, back to its row. */
export function useSteps(table: RefObject<TableControl>, { openId, open, close }: Opened) {
  return {
    step: (by: 1 | -1): void => {
      const id = table.current?.step(by);
      if (id && openId) open(id);
      else table.current?.focus();
    },
    leave: (): void => {
      close();
      table.current?.focus(openId);
    },
  };
}
