import { useState } from "preact/hooks";
import { OfflineLine } from "../app/OfflineBanner.tsx";
import { formatDateTime } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { Button } from "../ui/Button.tsx";
import { type Confirmation, ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { type Secret, SecretDialog } from "../ui/SecretDialog.tsx";
import { TableFoot } from "../ui/TableFoot.tsx";
import { TextDialog, type TextQuestion } from "../ui/TextDialog.tsx";
import { Piece } from "./Piece.tsx";
import type { PiecesWords } from "./PiecesPage.tsx";

const nothing = () => undefined;
const foot = { phase: "ready", reload: nothing, loadMore: nothing } as const;

/** What is asked over a page, and what stands where only a part is there, or nothing new. */
export function States({ language, ui, shell }: PiecesWords) {
  const [asked, ask] = useState<Confirmation>();
  const [question, setQuestion] = useState<TextQuestion>();
  const [secret, setSecret] = useState<Secret>();
  const noon = formatDateTime("2026-11-24T07:00:00.000Z", language);
  return (
    <>
      <Piece name="ConfirmDialog, TextDialog, SecretDialog">
        <div class="flex flex-wrap gap-2">
          <Button
            onClick={() =>
              ask({
                title: ui.table.clear,
                body: ui.filter.noViews,
                submit: ui.table.clear,
                send: async () => ({ ok: false, failure: { kind: "server", unanswered: "repeatable" } }),
              })
            }
          >
            ConfirmDialog
          </Button>
          <Button
            onClick={() =>
              setQuestion({
                title: ui.filter.saveTitle,
                label: ui.filter.name,
                submit: ui.filter.saveAction,
                maxLength: 60,
                missing: ui.filter.nameMissing,
                onSubmit: async () => fill(ui.refused.tooMany, { seconds: 42 }),
              })
            }
          >
            TextDialog
          </Button>
          <Button onClick={() => setSecret({ title: ui.copy, note: ui.secretKept, secret: "aif_test_0000000000" })}>
            SecretDialog
          </Button>
        </div>
        <ConfirmDialog asked={asked} onClose={() => ask(undefined)} />
        <TextDialog question={question} onClose={() => setQuestion(undefined)} />
        <SecretDialog shown={secret} onClose={() => setSecret(undefined)} />
      </Piece>
      <Piece name="TableFoot: loading, partial, end, stale">
        <div class="divide-y divide-line border border-line">
          <TableFoot list={{ ...foot, more: "loading" }} end={ui.table.end} />
          <TableFoot list={{ ...foot, more: "failed" }} end={ui.table.end} />
          <TableFoot list={{ ...foot, more: "end" }} end={ui.table.end} />
          <TableFoot list={{ ...foot, more: "end", failure: { kind: "server" } }} end={ui.table.end} />
        </div>
      </Piece>
      <Piece name="OfflineLine, stale">
        <OfflineLine text={shell.offline} />
        <p class="mt-3 text-13 text-warn">{fill(ui.error.stale, { time: noon })}</p>
      </Piece>
    </>
  );
}
