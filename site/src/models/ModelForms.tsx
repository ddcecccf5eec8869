import { useState } from "preact/hooks";
import { callApi } from "../api.ts";
import type { RiskModel } from "../api-types.ts";
import { sendCommand } from "../command.ts";
import { fill } from "../i18n/fill.ts";
import { explainFailure } from "../ui/check-form.ts";
import { Field } from "../ui/Field.tsx";
import { FormDialog } from "../ui/FormDialog.tsx";
import { showToast } from "../ui/toast.ts";
import { MODELS, type ModelWords, modelPath } from "./words.ts";

export type ModelAction = keyof ModelWords["models"]["actions"];

/** The actions that each status may begin with, as the API has it. */
export const actionsOf: Record<RiskModel["status"], readonly ModelAction[]> = {
  candidate: ["shadow", "canary"],
  shadow: ["rollback", "canary", "promote"],
  canary: ["rollback", "shadow", "promote"],
  champion: ["rollback"],
  retired: ["shadow", "canary"],
};

type ChangeModelProps = {
  words: ModelWords;
  model: RiskModel;
  action: ModelAction;
  onClose: () => void;
  onDone: () => void;
};

/** Names what a model will do from the next payment on before it does. */
export function ChangeModel({ words, model, action, onClose, onDone }: ChangeModelProps) {
  const { models, forms, language } = words;
  const [share, setShare] = useState("5");
  const [complaint, setComplaint] = useState<string>();
  const send = async () => {
    const percent = Number(share.trim().replace(",", "."));
    if (action === "canary" && !(percent >= 0.1 && percent <= 99)) {
      setComplaint(models.shareWrong);
      return "";
    }
    const body = action === "canary" ? { share: Number((percent / 100).toPrecision(6)) } : undefined;
    const outcome = await sendCommand<RiskModel>(`${modelPath(model.id)}/${action}`, language, { body });
    if (!outcome.ok) return explainFailure(outcome.failure, forms, models.failedAction);
    showToast(fill(models.changed, { version: model.version }));
    onDone();
    return undefined;
  };
  return (
    <FormDialog
      title={fill(models.titles[action], { version: model.version })}
      submit={models.actions[action]}
      isDanger={action === "promote" || action === "rollback"}
      onSubmit={send}
      onClose={onClose}
    >
      <p class="text-ink-2">{models.bodies[action]}</p>
      {action === "canary" && (
        <Field
          id="model-share"
          label={models.share}
          value={share}
          error={complaint}
          inputMode="decimal"
          autocomplete="off"
          onInput={(event) => {
            setShare(event.currentTarget.value);
            setComplaint(undefined);
          }}
        />
      )}
    </FormDialog>
  );
}

type UploadModelProps = { words: ModelWords; onClose: () => void; onUploaded: (model: RiskModel) => void };

/** Takes a model and its manifest; what the checks found wrong is told one by one. */
export function UploadModel({ words, onClose, onUploaded }: UploadModelProps) {
  const { models, forms, language } = words;
  const { upload } = models;
  const [files, setFiles] = useState<{ model?: File; manifest?: File }>({});
  const [isAsked, setAsked] = useState(false);
  const [refusals, setRefusals] = useState<readonly { path: string; message: string }[]>([]);
  const send = async () => {
    setAsked(true);
    setRefusals([]);
    if (!files.model || !files.manifest) return "";
    const body = new FormData();
    body.set("manifest", await files.manifest.text());
    body.set("model", files.model);
    const outcome = await callApi<RiskModel>(MODELS, { method: "POST", body, language });
    if (!outcome.ok) {
      const { problem } = outcome.failure;
      setRefusals(problem?.errors ?? (problem?.detail ? [{ path: "", message: problem.detail }] : []));
      return explainFailure(outcome.failure, forms, models.failedAction);
    }
    showToast(fill(upload.done, { version: outcome.data.version }));
    onUploaded(outcome.data);
    return undefined;
  };
  const file = (name: "model" | "manifest", accept: string) => (
    <Field
      id={`upload-${name}`}
      type="file"
      accept={accept}
      class="py-2 text-13"
      label={upload[name]}
      help={name === "model" ? upload.modelHelp : upload.manifestHelp}
      error={isAsked && !files[name] ? upload.missing : undefined}
      onChange={(event) => setFiles({ ...files, [name]: event.currentTarget.files?.[0] })}
    />
  );
  return (
    <FormDialog title={upload.button} submit={upload.submit} onSubmit={send} onClose={onClose}>
      <p class="text-13 text-ink-2">{upload.lead}</p>
      {file("model", ".onnx")}
      {file("manifest", ".json,application/json")}
      {refusals.length > 0 && (
        <ul class="max-h-48 overflow-y-auto text-13 [overflow-wrap:anywhere]" tabIndex={0} aria-label={upload.refusals}>
          {refusals.map(({ path, message }) => (
            <li key={path + message} class="border-t border-line py-1">
              {path && <code>{path}</code>} {message}
            </li>
          ))}
        </ul>
      )}
    </FormDialog>
  );
}
