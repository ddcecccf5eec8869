import { useState } from "preact/hooks";
import type { Failure } from "../api.ts";
import type { ListImportReport, PaymentList } from "../api-types.ts";
import { formatNumber } from "../format.ts";
import { fill } from "../i18n/fill.ts";
import { Button } from "../ui/Button.tsx";
import { explainFailure } from "../ui/check-form.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { FormAlert } from "../ui/FormAlert.tsx";
import { optionsOf } from "../ui/options.ts";
import { FactList } from "../ui/Section.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { importFile } from "./list-api.ts";
import { tellComplaint } from "./tell-complaint.ts";
import type { ListWords } from "./words.ts";

type BadLine = { line: string; reason: string };
type Report = { sums?: ListImportReport; bad: BadLine[] };
type ImportProps = { words: ListWords; list: PaymentList; onClose: () => void; onAdded: () => void };

/** Puts the lines of a file on a list and tells of each bad one by its number. */
export function ImportFile({ words, list, onClose, onAdded }: ImportProps) {
  const { lists, forms, language, ui } = words;
  const { file: text } = lists;
  const [file, setFile] = useState<File>();
  const [mode, setMode] = useState<ListImportReport["mode"]>("all_or_nothing");
  const [complaint, setComplaint] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const [report, setReport] = useState<Report>();
  const [isSending, setSending] = useState(false);

  const send = async (event: Event) => {
    event.preventDefault();
    if (isSending) return;
    if (!file) return setComplaint(text.fileMissing);
    setSending(true);
    setRefusal(undefined);
    setReport(undefined);
    const outcome = await importFile(language, list.list_id, file, mode);
    setSending(false);
    if (outcome.ok) {
      const bad = outcome.data.rejected_lines.map(({ line, reason }) => ({ line: String(line), reason }));
      setReport({ sums: outcome.data, bad });
      if (outcome.data.added > 0) onAdded();
      return;
    }
    const bad = badLinesOf(outcome.failure, lists.complaints.card);
    if (bad.length > 0) setReport({ bad });
    setRefusal(explainFailure(outcome.failure, forms, lists.failedAction));
  };
  const startAgain = () => {
    setFile(undefined);
    setReport(undefined);
  };
  return (
    <Dialog title={report?.sums ? text.done : text.title} isOpen onClose={onClose}>
      <form class="grid grid-cols-[minmax(0,1fr)] gap-4" noValidate onSubmit={send}>
        {!report?.sums && (
          <>
            <Field
              id="import-file"
              type="file"
              accept=".csv,text/csv"
              label={text.file}
              help={text.fileHelp}
              error={complaint}
              class="py-2 text-13"
              onChange={(event) => {
                setFile(event.currentTarget.files?.[0]);
                setComplaint(undefined);
              }}
            />
            <div class="grid justify-items-start gap-1.5">
              <p class="font-strong">{text.mode}</p>
              <Segmented label={text.mode} options={optionsOf(text.modes)} value={mode} onChange={setMode} />
            </div>
          </>
        )}
        {refusal && <FormAlert>{refusal}</FormAlert>}
        {report?.sums && <Sums sums={report.sums} words={words} />}
        {report && report.bad.length > 0 && <BadLines bad={report.bad} words={words} />}
        <div class="flex flex-wrap justify-end gap-2">
          {report?.sums ? (
            <>
              <Button onClick={startAgain}>{text.again}</Button>
              <Button look="primary" onClick={onClose}>
                {ui.close}
              </Button>
            </>
          ) : (
            <>
              <Button onClick={onClose}>{ui.cancel}</Button>
              <Button type="submit" look="primary" isBusy={isSending}>
                {text.submit}
              </Button>
            </>
          )}
        </div>
      </form>
    </Dialog>
  );
}

/** The lines that a refusal names, as `file.<line>`. */
function badLinesOf({ problem }: Failure, cardNumber: string): BadLine[] {
  const isCard = problem?.code === "request.card_number_refused";
  return (problem?.errors ?? []).flatMap(({ path, message }) => {
    const line = /^file\.(\d+)/.exec(path)?.[1];
    return line ? [{ line, reason: isCard ? cardNumber : message }] : [];
  });
}

function Sums({ sums, words }: { sums: ListImportReport; words: ListWords }) {
  const { facts } = words.lists.file;
  const count = (value: number) => formatNumber(value, words.language);
  return (
    <div class="figures">
      <FactList
        facts={[
          [facts.lines, count(sums.lines)],
          [facts.added, count(sums.added)],
          [facts.already, count(sums.already_listed)],
          [facts.rejected, count(sums.rejected)],
        ]}
      />
    </div>
  );
}

function BadLines({ bad, words }: { bad: readonly BadLine[]; words: ListWords }) {
  const { file: text, complaints } = words.lists;
  const most = 1000;
  return (
    <div class="max-h-64 overflow-y-auto" tabIndex={0} role="region" aria-label={text.rejected}>
      <table class="figures w-full text-13">
        <caption class="pb-1 text-left text-12 text-ink-3">
          {bad.length >= most ? fill(text.first, { count: most }) : text.rejected}
        </caption>
        <thead class="text-12 text-ink-3">
          <tr>
            <th scope="col" class="w-16 py-1 pr-4 text-right font-text">
              {text.line}
            </th>
            <th scope="col" class="py-1 text-left font-text">
              {text.why}
            </th>
          </tr>
        </thead>
        <tbody>
          {bad.map(({ line, reason }) => (
            <tr key={`${line}${reason}`} class="border-t border-line">
              <td class="py-1 pr-4 text-right">{line}</td>
              <td class="py-1">{tellComplaint(reason, complaints)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
