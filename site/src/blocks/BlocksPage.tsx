import { useMemo, useRef, useState } from "preact/hooks";
import type { EntityBlock } from "../api-types.ts";
import { isPermitted } from "../app/access.ts";
import { FilteredRows } from "../app/FilteredRows.tsx";
import { useKeys } from "../app/keys.ts";
import { TopLine } from "../app/TopLine.tsx";
import { useAddress } from "../app/use-address.ts";
import { useProfile } from "../app/use-profile.ts";
import { useSteps } from "../app/use-steps.ts";
import { Button } from "../ui/Button.tsx";
import type { TableControl } from "../ui/DataTable.tsx";
import { UiWordsProvider } from "../ui/words.tsx";
import { useQuery } from "../use-query.ts";
import { useRows } from "../use-rows.ts";
import { BlockDrawer } from "./BlockDrawer.tsx";
import { AddBlock, LiftBlock } from "./BlockForms.tsx";
import { blockColumns } from "./block-columns.tsx";
import { BLOCKS, blockFields, blocksPath, passesWords } from "./block-filter.ts";
import type { BlockWords } from "./words.ts";

/** Who and what is blocked for a time. */
export function BlocksPage(words: BlockWords) {
  return (
    <UiWordsProvider language={words.language} ui={words.ui}>
      <Board words={words} />
    </UiWordsProvider>
  );
}

function Board({ words }: { words: BlockWords }) {
  const { blocks, shell, ui } = words;
  const fields = useMemo(() => blockFields(words), [words]);
  const address = useAddress(fields, "block");
  const { filter, openId, isRead } = address;
  const table = useRef<TableControl>(null);
  const search = useRef<HTMLInputElement>(null);
  const [asking, ask] = useState<"add" | "lift">();
  const profile = useProfile();
  const mayWrite = profile !== undefined && isPermitted(profile.permissions, "write:rules");
  const found = useRows<EntityBlock>(isRead ? blocksPath(filter) : undefined);
  const single = useQuery<EntityBlock>(openId && `${BLOCKS}/${encodeURIComponent(openId)}`);
  const rows = useMemo(() => found.rows.filter((block) => passesWords(filter, block)), [found.rows, filter]);
  const columns = useMemo(() => blockColumns(words, profile?.id), [words, profile?.id]);

  const { step, leave } = useSteps(table, address);
  const changed = () => {
    found.reload();
    single.retry();
  };
  const mayLift = mayWrite && single.data?.status === "active";
  useKeys([
    { key: "j", label: ui.table.next, run: () => step(1) },
    { key: "k", label: ui.table.previous, run: () => step(-1) },
    { key: "Enter", label: ui.table.open, run: () => undefined, isOff: true },
    { key: "n", label: blocks.keys.add, run: () => ask("add"), isAction: true, isOff: !mayWrite },
    { key: "u", label: blocks.keys.lift, run: () => ask("lift"), isOff: !mayLift },
    { key: "/", label: blocks.keys.find, run: () => search.current?.focus() },
    { key: "Escape", label: blocks.keys.close, run: leave, isOff: openId === undefined },
  ]);

  return (
    <div class="board">
      <div class="board-list">
        <TopLine title={blocks.title} shell={shell}>
          {mayWrite && (
            <Button look="primary" onClick={() => ask("add")}>
              {blocks.add}
            </Button>
          )}
        </TopLine>
        <FilteredRows<EntityBlock>
          id="blocks"
          text={blocks}
          {...{ fields, address, search, found, rows, columns }}
          rowId={({ block_id }) => block_id}
          control={table}
        >
          {mayWrite ? <Button onClick={() => ask("add")}>{blocks.add}</Button> : <p>{blocks.mayNot}</p>}
        </FilteredRows>
      </div>
      {openId && (
        <BlockDrawer
          {...{ words, mayWrite }}
          id={openId}
          query={single}
          me={profile?.id}
          onLift={() => ask("lift")}
          onClose={leave}
        />
      )}
      {asking === "add" && <AddBlock words={words} onClose={() => ask(undefined)} onDone={changed} />}
      {asking === "lift" && single.data && (
        <LiftBlock words={words} block={single.data} onClose={() => ask(undefined)} onDone={changed} />
      )}
    </div>
  );
}
