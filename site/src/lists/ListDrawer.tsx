import { Ellipsis } from "lucide-preact";
import { useState } from "preact/hooks";
import type { PaymentList } from "../api-types.ts";
import { pathToApp } from "../paths.ts";
import { saveFile } from "../save-file.ts";
import { Button } from "../ui/Button.tsx";
import { explainFailure } from "../ui/check-form.ts";
import { Drawer } from "../ui/Drawer.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Menu } from "../ui/Menu.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { showToast } from "../ui/toast.ts";
import { useQuery } from "../use-query.ts";
import { AddEntry } from "./EntryForms.tsx";
import { EntryTable } from "./EntryTable.tsx";
import { ImportFile } from "./ImportFile.tsx";
import { RemoveList, RenameList } from "./ListForms.tsx";
import { listPath } from "./list-api.ts";
import { KindBadge, nameOf } from "./list-columns.tsx";
import type { ListWords } from "./words.ts";

type ListDrawerProps = {
  words: ListWords;
  id: string;
  me: string | undefined;
  mayWrite: boolean;
  /** The list was changed here, and the table beside it is out of date. */
  onChanged: () => void;
  onClose: () => void;
};

/** One list beside the others: what it does, what is on it, and all that can be done with it. */
export function ListDrawer({ words, id, me, mayWrite, onChanged, onClose }: ListDrawerProps) {
  const { lists, ui, forms, language } = words;
  const { data: list, etag, failure, retry } = useQuery<PaymentList>(listPath(id));
  const [asking, ask] = useState<"add" | "import" | "rename" | "remove">();
  const [changes, setChanges] = useState(0);
  const close = () => ask(undefined);
  const mayChange = mayWrite && list?.system === false;
  const changed = () => {
    retry();
    onChanged();
  };
  const changedHere = () => {
    setChanges((count) => count + 1);
    changed();
  };
  const download = async () => {
    const saved = await saveFile(language, `${listPath(id)}/export`, `${id}.csv`);
    if (!saved.ok) showToast(explainFailure(saved.failure, forms, lists.failedAction), { tone: "bad" });
    else showToast(lists.file.exported);
  };
  const head = list && (
    <>
      <h2 class="truncate text-14" title={nameOf(list, words)}>
        {nameOf(list, words)}
      </h2>
      <KindBadge kind={list.kind} words={words} />
      <span class="ml-auto" />
      <Menu
        label={lists.menu}
        class="inline-grid size-8 shrink-0 place-items-center rounded text-ink-2 hover:bg-surface-3 hover:text-ink-1 pointer-coarse:size-10"
        trigger={<Ellipsis size={17} aria-hidden="true" />}
        align="end"
        items={[
          { id: "export", label: lists.file.export, onSelect: () => void download() },
          ...(mayChange
            ? [
                { id: "import", label: lists.file.import, onSelect: () => ask("import") },
                { id: "rename", label: lists.rename, onSelect: () => ask("rename") },
                { id: "remove", label: lists.remove, isDanger: true, onSelect: () => ask("remove") },
              ]
            : []),
        ]}
      />
    </>
  );
  return (
    <Drawer
      id={id}
      label={lists.detail}
      closeLabel={lists.close}
      head={head}
      onClose={onClose}
      foot={
        mayChange && (
          <footer class="flex shrink-0 justify-end border-t border-line px-4 py-2 md:px-6">
            <Button look="primary" onClick={() => ask("add")}>
              {lists.entries.add}
            </Button>
          </footer>
        )
      }
    >
      {failure && !list && <ErrorState failure={failure} onRetry={retry} />}
      {!failure && !list && (
        <div class="p-6">
          <Skeleton label={ui.loading} />
        </div>
      )}
      {list && (
        <div class="flex h-full flex-col">
          <div class="grid gap-1 px-4 py-3 text-13 text-ink-2 md:px-6">
            <p>
              {lists.subjects[list.subject_type]}. {lists.kindHelp[list.kind]}
            </p>
            {list.description && <p class="[overflow-wrap:anywhere]">{list.description}</p>}
            {list.system && (
              <p>
                {lists.bySystem}{" "}
                <a class="link" href={pathToApp(language, "blocks")}>
                  {lists.toBlocks}
                </a>
              </p>
            )}
            {!mayWrite && me !== undefined && <p>{lists.mayNot}</p>}
          </div>
          <EntryTable {...{ words, list, me, mayChange, changes }} onChanged={changed} />
        </div>
      )}
      {list && asking === "add" && <AddEntry words={words} list={list} onClose={close} onAdded={changedHere} />}
      {list && asking === "import" && <ImportFile words={words} list={list} onClose={close} onAdded={changedHere} />}
      {list && asking === "rename" && (
        <RenameList words={words} list={list} etag={etag} onClose={close} onRenamed={changed} />
      )}
      {list && asking === "remove" && (
        <RemoveList
          words={words}
          list={list}
          onClose={close}
          onRemoved={() => {
            onChanged();
            onClose();
          }}
        />
      )}
    </Drawer>
  );
}
