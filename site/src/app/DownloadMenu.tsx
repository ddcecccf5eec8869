import { Download } from "lucide-preact";
import { useState } from "preact/hooks";
import type { Dictionary } from "../i18n/index.ts";
import { queryOf } from "../paths.ts";
import { saveFile } from "../save-file.ts";
import { Menu } from "../ui/Menu.tsx";
import { showToast } from "../ui/toast.ts";
import { explainRefusal } from "../ui/use-form.ts";
import { useUi } from "../ui/words.tsx";
import { isPermitted } from "./access.ts";
import { useKeys } from "./keys.ts";
import { useProfile } from "./use-profile.ts";

type DownloadMenuProps = {
  words: Dictionary["decisions"]["download"];
  /** Which decisions, as the export asks for them. */
  query: Readonly<Record<string, string | undefined>>;
  /** How the file is called, without its ending. */
  name: string;
};

/** The decisions that are looked at as a file, for those who may take them along. */
export function DownloadMenu({ words, query, name }: DownloadMenuProps) {
  const { ui, language } = useUi();
  const profile = useProfile();
  const [isSaving, setSaving] = useState(false);
  const isPermittedTo = profile !== undefined && isPermitted(profile.permissions, "export:antifraud");
  const isOff = isSaving || !isPermittedTo;
  const save = async (format: "csv" | "xlsx") => {
    if (isOff) return;
    setSaving(true);
    const path = `/api/antifraud/analytics/export${queryOf({ ...query, format })}`;
    const saved = await saveFile(language, path, `${name}.${format}`);
    setSaving(false);
    if (saved.ok) showToast(words.done);
    else showToast(`${words.failed}: ${explainRefusal(saved.failure, ui.refused)}`, { tone: "bad" });
  };
  useKeys([{ key: "e", label: `${words.menu}: ${words.csv}`, run: () => void save("csv"), isAction: true, isOff }]);
  if (!isPermittedTo) return null;
  return (
    <Menu
      label={words.menu}
      align="end"
      trigger={
        <>
          <Download size={15} aria-hidden="true" />
          <span class="max-xl:sr-only">{words.menu}</span>
        </>
      }
      items={(["csv", "xlsx"] as const).map((format) => ({
        id: format,
        label: words[format],
        isDisabled: isSaving,
        onSelect: () => void save(format),
      }))}
    />
  );
}
