import { Bookmark } from "lucide-preact";
import { useState } from "preact/hooks";
import type { SavedView } from "../api-types.ts";
import { fill } from "../i18n/fill.ts";
import { queryOf } from "../paths.ts";
import { Button } from "./Button.tsx";
import { Switch } from "./Checkbox.tsx";
import { Dialog } from "./Dialog.tsx";
import { Field } from "./Field.tsx";
import { type Filter, type FilterField, isEmptyFilter, readFilter } from "./filter-query.ts";
import { Menu } from "./Menu.tsx";
import { showToast } from "./toast.ts";
import { useSavedViews } from "./use-saved-views.ts";
import { useUi } from "./words.tsx";

type SavedViewsProps = {
  page: string;
  fields: readonly FilterField[];
  filter: Filter;
  onChoose: (filter: Filter) => void;
};

/** Filters that somebody comes back to, on every device, and those that colleagues share. */
export function SavedViews({ page, fields, filter, onChoose }: SavedViewsProps) {
  const { ui } = useUi();
  const { views, refresh, keep, remove } = useSavedViews(page);
  const [isSaving, setSaving] = useState(false);
  const own = views.filter(({ is_own }) => is_own);

  const save = (name: string, is_shared: boolean) => {
    const query = queryOf({ ...filter.fields, q: filter.words });
    keep({ name, query, is_shared }, own.find((view) => view.name === name)?.id);
    setSaving(false);
    showToast(fill(ui.filter.saved, { name }));
  };
  const drop = ({ id, name, query, is_shared }: SavedView) => {
    remove(id);
    showToast(fill(ui.filter.deleted, { name }), { undo: () => keep({ name, query, is_shared }, id) });
  };
  return (
    <>
      <Menu
        label={ui.filter.views}
        align="end"
        trigger={<Bookmark size={15} aria-hidden="true" />}
        empty={ui.filter.noViews}
        onOpen={refresh}
        items={[
          ...views.map(({ id, name, query, is_own, is_shared, owner_name }) => ({
            id: is_own ? id : `shared ${id} ${owner_name}`,
            label: name,
            hint: is_own ? is_shared && ui.filter.shared : (owner_name ?? ui.filter.shared),
            onSelect: () => onChoose(readFilter(new URLSearchParams(query), fields)),
          })),
          ...(isEmptyFilter(filter) ? [] : [{ id: "save", label: ui.filter.save, onSelect: () => setSaving(true) }]),
          ...own.map((view) => ({
            id: `delete ${view.id}`,
            label: fill(ui.filter.delete, { name: view.name }),
            isDanger: true,
            onSelect: () => drop(view),
          })),
        ]}
      />
      <Dialog title={ui.filter.saveTitle} isOpen={isSaving} onClose={() => setSaving(false)}>
        {isSaving && <SaveForm own={own} onSave={save} onCancel={() => setSaving(false)} />}
      </Dialog>
    </>
  );
}

type SaveFormProps = {
  own: readonly SavedView[];
  onSave: (name: string, isShared: boolean) => void;
  onCancel: () => void;
};

/** How the view is called, and who sees it. One of the same name is replaced, and stays shared where it was. */
function SaveForm({ own, onSave, onCancel }: SaveFormProps) {
  const { ui } = useUi();
  const [name, setName] = useState("");
  const [chosen, choose] = useState<boolean>();
  const [complaint, setComplaint] = useState<string>();
  const isShared = chosen ?? own.find((view) => view.name === name.trim())?.is_shared ?? false;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (name.trim() === "") return setComplaint(ui.filter.nameMissing);
    onSave(name.trim(), isShared);
  };
  return (
    <form class="grid gap-5" noValidate onSubmit={submit}>
      <Field
        id="view-name"
        label={ui.filter.name}
        error={complaint}
        maxLength={60}
        value={name}
        autocomplete="off"
        autofocus
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <Switch
        label={ui.filter.share}
        help={ui.filter.shareHelp}
        checked={isShared}
        onChange={(event) => choose(event.currentTarget.checked)}
      />
      <div class="flex justify-end gap-2">
        <Button onClick={onCancel}>{ui.cancel}</Button>
        <Button type="submit" look="primary">
          {ui.filter.saveAction}
        </Button>
      </div>
    </form>
  );
}
