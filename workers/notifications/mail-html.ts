import type { Language } from "#platform/i18n";
import type { Mail } from "./templates/template.ts";

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text as it may stand in HTML, between tags and in quoted attributes. */
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign]!);

const BUTTON =
  "display:inline-block;padding:12px 20px;border-radius:6px;background:#1d4ed8;color:#ffffff;font-weight:600;text-decoration:none";

/** A mail as HTML that any reader shows: no image, no script, nothing fetched, styles on the elements. */
export function mailHtml({ subject, paragraphs, action, closing }: Mail, language: Language, footer: string): string {
  const paragraph = (text: string, style = "margin:0 0 16px") => `<p style="${style}">${escapeHtml(text)}</p>`;
  const button = action
    ? `<p style="margin:24px 0"><a href="${escapeHtml(action.link)}" style="${BUTTON}">${escapeHtml(action.label)}</a></p>`
    : "";
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;background:#f3f4f6">
<div style="max-width:560px;margin:0 auto;padding:32px 24px;font:16px/1.5 system-ui,Arial,sans-serif;color:#111827">
<p style="margin:0 0 24px;font-weight:700">AI Foundry</p>
${paragraphs.map((text) => paragraph(text)).join("\n")}
${button}
${closing.map((text) => paragraph(text)).join("\n")}
${paragraph(footer, "margin:32px 0 0;font-size:13px;color:#4b5563")}
</div>
</body>
</html>
`;
}
