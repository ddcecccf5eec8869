import { useState } from "preact/hooks";
import { callApi } from "../api.ts";
import type { Verification } from "../api-types.ts";
import { formatNumber } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { Badge } from "../ui/Badge.tsx";
import { showToast } from "../ui/toast.ts";
import { explainRefusal } from "../ui/use-form.ts";
import type { AuditWords } from "./AuditPage.tsx";
import { AUDIT } from "./audit-api.ts";

/** Lets the service check its chain, and says what was found. */
export function useVerification({ audit, ui, language }: AuditWords) {
  const [found, setFound] = useState<Verification>();
  const [isVerifying, setVerifying] = useState(false);
  const verify = async () => {
    if (isVerifying) return;
    setVerifying(true);
    const outcome = await callApi<Verification>(`${AUDIT}/verify`, { language });
    setVerifying(false);
    if (outcome.ok) setFound(outcome.data);
    else showToast(explainRefusal(outcome.failure, ui.refused), { tone: "bad" });
  };
  const text = audit.verify;
  const badge = (
    <span role="status">
      {found?.ok === true && (
        <Badge tone="ok" title={fill(text.head, { hash: found.head.hash })}>
          {fill(text.whole, { count: formatNumber(found.checked, language) })}
        </Badge>
      )}
      {found?.ok === false && (
        <Badge tone="bad" title={text.why[found.why]}>
          {fill(text.broken, { sequence: formatNumber(found.at, language) })}
        </Badge>
      )}
    </span>
  );
  return { verify, isVerifying, badge };
}
