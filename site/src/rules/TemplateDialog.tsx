import type { Language, RuleView } from "../api-types.ts";
import { fill } from "../i18n/fill.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useQuery } from "../use-query.ts";
import { draftOf } from "./condition-draft.ts";
import type { EditorWords } from "./editor-words.ts";
import { RULES } from "./rule-api.ts";
import type { RuleDraft } from "./rule-draft.ts";
import type { Vocabulary } from "./use-vocabulary.ts";

type Template = {
  template_id: string;
  title: Record<Language, string>;
  description: Record<Language, string>;
  legal_reference: string;
  requires_aggregates: { name: string }[];
  rule: Pick<RuleView, "name" | "description" | "action" | "state"> & { expression: unknown };
};
type Templates = { notice: Record<Language, string>; data: Template[] };

type TemplateDialogProps = {
  words: EditorWords;
  vocabulary: Vocabulary;
  isOpen: boolean;
  onClose: () => void;
  onChoose: (draft: Partial<RuleDraft>) => void;
};

/** Ready rules to begin with: what is chosen fills the form, and is saved only by its author. */
export function TemplateDialog(props: TemplateDialogProps) {
  return (
    <Dialog title={props.words.ruleEditor.templatesTitle} isOpen={props.isOpen} onClose={props.onClose}>
      {props.isOpen && <TemplateList {...props} />}
    </Dialog>
  );
}

function TemplateList({ words, vocabulary, onClose, onChoose }: TemplateDialogProps) {
  const { language, ruleEditor, ui } = words;
  const query = useQuery<Templates>(`${RULES}/templates`);
  if (query.failure && !query.data) return <ErrorState failure={query.failure} onRetry={query.retry} />;
  if (!query.data) return <Skeleton label={ui.loading} />;
  const choose = ({ rule: { name, description, action, state, expression } }: Template) => {
    onChoose({ name, description, action, state, condition: draftOf({ conditions: null, expression }) });
    onClose();
  };
  return (
    <div class="grid gap-4">
      <p class="text-13 text-ink-2">{query.data.notice[language]}</p>
      <ul class="grid">
        {query.data.data.map((template) => {
          const lacking = template.requires_aggregates.filter(({ name }) => !vocabulary.find(`agg.${name}`));
          return (
            <li key={template.template_id} class="grid gap-1 border-t border-line py-3">
              <h3 class="text-14 font-strong">{template.title[language]}</h3>
              <p class="text-13 text-ink-2">{template.description[language]}</p>
              <p class="text-12 text-ink-3">{template.legal_reference}</p>
              {lacking.length > 0 && (
                <p class="text-13 text-warn [overflow-wrap:anywhere]">
                  {fill(ruleEditor.templateNeeds, { names: lacking.map(({ name }) => name).join(", ") })}
                </p>
              )}
              <div class="mt-1">
                <Button
                  onClick={() => choose(template)}
                  aria-label={`${ruleEditor.templateUse}: ${template.title[language]}`}
                >
                  {ruleEditor.templateUse}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
