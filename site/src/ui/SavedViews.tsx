import { Bookmark } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { fill } from "../i18n/fill.ts";
import { queryOf } from "../paths.ts";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";
import { Field } from "./Field.tsx";
import { type Filter, type FilterField, isEmptyFilter, readFilter } from "./filter-query.ts";
import { readKept, writeKept } from "./kept.ts";
import { Menu } from "./Menu.tsx";
import { showToast } from "./toast.ts";
import { useUi } from "./words.tsx";

type View = { name: string; query: string };
type SavedViewsProps = {
  page: string;
  fields: readonly FilterField[];
  filter: Filter;
  onChoose: (filter: Filter) => void;
};

/** Filters that somebody comes back to, kept under a name in this browser. */
export function SavedViews({ page, fields, filter, onChoose }: SavedViewsProps) {
  const { ui } = useUi();
  const [views, setViews] = useState<View[]>([]);
  const [isSaving, setSaving] = useState(false);
  const [complaint, setComplaint] = useState<string>();
  const key = `views.${page}`;
  useEffect(() => setViews(readKept<View[]>(key, [])), [key]);
  const keep = (next: View[]) => {
    setViews(next);
    writeKept(key, next);
  };
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget as HTMLFormElement).get("name")).trim();
    if (name === "") return setComplaint(ui.filter.nameMissing);
    const query = queryOf({ ...filter.fields, q: filter.words });
    keep([...views.filter((view) => view.name !== name), { name, query }]);
    setSaving(false);
    showToast(fill(ui.filter.saved, { name }));
  };
  const remove = (name: string) => {
    const before = views;
    keep(views.filter((view) => view.name !== name));
    showToast(fill(ui.filter.deleted, { name }), { undo: () => keep(before) });
  };
  return (
    <>
      <Menu
        label={ui.filter.views}
        align="end"
        trigger={<Bookmark size={15} aria-hidden="true" />}
        empty={ui.filter.noViews}
        items={[
          ...views.map(({ name, query }) => ({
            id: name,
            label: name,
            onSelect: () => onChoose(readFilter(new URLSearchParams(query), fields)),
          })),
          ...(isEmptyFilter(filter)
            ? []
            : [
                {
                  id: "save",
                  label: ui.filter.save,
                  onSelect: () => {
                    setComplaint(undefined);
                    setSaving(true);
                  },
                },
              ]),
          ...views.map(({ name }) => ({
            id: `delete ${name}`,
            label: fill(ui.filter.delete, { name }),
            isDanger: true,
            onSelect: () => remove(name),
          })),
        ]}
      />
      <Dialog title={ui.filter.saveTitle} isOpen={isSaving} onClose={() => setSaving(false)}>
        <form class="grid gap-5" noValidate onSubmit={save}>
          <Field
            id="view-name"
            name="name"
            label={ui.filter.name}
            error={complaint}
            maxLength={60}
            autocomplete="off"
            autofocus
          />
          <div class="flex justify-end gap-2">
            <Button onClick={() => setSaving(false)}>{ui.cancel}</Button>
            <Button type="submit" look="primary">
              {ui.filter.saveAction}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
