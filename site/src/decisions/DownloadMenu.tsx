import { Download } from "lucide-preact";
import { useState } from "preact/hooks";
import { isPermitted } from "../app/access.ts";
import { useKeys } from "../app/keys.ts";
import { useProfile } from "../app/use-profile.ts";
import { queryOf } from "../paths.ts";
import { saveFile } from "../save-file.ts";
import type { Filter } from "../ui/filter-query.ts";
import { Menu } from "../ui/Menu.tsx";
import { showToast } from "../ui/toast.ts";
import type { Words } from "./DecisionsPage.tsx";
import { toApiQuery } from "./filter.ts";

/** The decisions of the filter as a file, for those who may take them along. */
export function DownloadMenu({ words: { text, language }, filter }: { words: Words; filter: Filter }) {
  const profile = useProfile();
  const [isSaving, setSaving] = useState(false);
  const isOff = isSaving || !profile || !isPermitted(profile.permissions, "export:antifraud");
  const save = async (format: "csv" | "xlsx") => {
    if (isOff) return;
    setSaving(true);
    const path = `/api/antifraud/analytics/export${queryOf({ ...toApiQuery(filter), format })}`;
    const saved = await saveFile(language, path, `decisions.${format}`);
    setSaving(false);
    if (saved.ok) showToast(text.download.done);
    else showToast(saved.failure.problem?.title ?? text.download.failed, { tone: "bad" });
  };
  useKeys([
    {
      key: "e",
      label: `${text.download.menu}: ${text.download.csv}`,
      run: () => void save("csv"),
      isAction: true,
      isOff,
    },
  ]);
  if (!profile || !isPermitted(profile.permissions, "export:antifraud")) return null;
  return (
    <Menu
      label={text.download.menu}
      align="end"
      trigger={
        <>
          <Download size={15} aria-hidden="true" />
          <span class="max-xl:sr-only">{text.download.menu}</span>
        </>
      }
      items={(["csv", "xlsx"] as const).map((format) => ({
        id: format,
        label: text.download[format],
        isDisabled: isSaving,
        onSelect: () => void save(format),
      }))}
    />
  );
}
