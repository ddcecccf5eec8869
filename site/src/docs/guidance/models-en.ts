import type { Guidance } from "../guidance.ts";

/** Of models, alerts, files and exports. */
export const modelsEn: Record<string, Guidance> = {
  "antifraud.model_conflict": {
    meaning:
      "The model cannot do this from the state it is in; detail gives the reason and the states it starts from. Nothing changed.",
    remedy:
      "The order is shadow, then canary, then champion. If the place is taken, first take that model back with POST /api/antifraud/models/{id}/rollback.",
  },
  "antifraud.model_version_taken": {
    meaning: "Another model, of another file or scale, was uploaded under this version. The new one was not taken.",
    remedy: "Raise version in the manifest and upload again. Sending the very same file again is no error.",
  },
  "antifraud.model_refused": {
    meaning:
      "The model did not pass its checks; errors says which place of the manifest or the graph does not fit. It was not kept.",
    remedy:
      "Mend those places and export again. The file has at most {most_model_mb} MB, and its features the order of the service.",
  },
  "antifraud.too_many_alert_rules": {
    meaning: "An organisation has up to {most_alert_rules} alert rules. None was made.",
    remedy: "Delete one that is not needed (DELETE /api/antifraud/alerts/rules/{rule_id}), or change one there is.",
  },
  "antifraud.alert_rule_silent": {
    meaning: "The alert rule names nobody, so there is nowhere to send a test message to. Nothing was sent.",
    remedy: "Add an e-mail, a phone or a Slack address to the rule, then send the test again.",
  },
  "antifraud.too_many_attachments": {
    meaning: "Up to {most_attachments} files may be attached to a payment, and they are. This one was not kept.",
    remedy: "Delete one that is not needed, or put several pictures into one PDF.",
  },
  "antifraud.attachment_refused": {
    meaning:
      "The file cannot be attached; errors says why. PDF, PNG, JPEG, WebP, CSV and text in UTF-8 are taken, of at most {most_file_mb} MB; the kind is told by what is inside, not by the name.",
    remedy: "Save it as one of these kinds or make it smaller. Text and CSV must hold no card numbers.",
  },
  "antifraud.reviewer_not_permitted": {
    meaning:
      "Whoever assignee names may not review payments: they are not in the organisation, are suspended, or lack review:transactions. The review was assigned to nobody.",
    remedy: "Choose somebody else, or ask an administrator to give them a role with that permission.",
  },
  "antifraud.export_too_large": {
    meaning:
      "More than {most_export_rows} decisions were made in that time, and a file takes no more. None was written.",
    remedy: "Narrow the time between from and to, or filter, and export in several files.",
  },
  "antifraud.labels_unavailable": {
    meaning: "The reports are kept but have no effect yet: one of those whom they have to reach did not answer.",
    remedy: "Send the same request again in a few seconds; by its source_id nothing is counted twice.",
  },
  "antifraud.attachment_not_yours": {
    meaning: "Only whoever attached the file, or an administrator, may delete it. It is still there.",
    remedy: "Ask them, or an administrator.",
  },
};
