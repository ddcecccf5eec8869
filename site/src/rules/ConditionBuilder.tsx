import { Plus, X } from "lucide-preact";
import type { Dictionary } from "../i18n/index.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { useUniqueId } from "../ui/use-unique-id.ts";
import { changePart, type Group, newGroup, newTest, type Part, type Raw } from "./condition-tree.ts";
import { TestRow } from "./TestRow.tsx";
import type { Vocabulary } from "./use-vocabulary.ts";

export type BuilderContext = {
  words: Dictionary["ruleEditor"];
  vocabulary: Vocabulary;
  /** What the API says, by part. */
  faults: ReadonlyMap<number, string[]>;
  /** Whether what is empty is a fault by now. */
  isStrict: boolean;
  isReadOnly: boolean;
};

type ConditionBuilderProps = { tree: Group; context: BuilderContext; onChange: (tree: Group) => void };

/** A condition as comparisons in groups. What it cannot show stays as it is, and is said so. */
export function ConditionBuilder({ tree, context, onChange }: ConditionBuilderProps) {
  const set = (part: Part) => onChange(part.id === tree.id ? (part as Group) : changePart(tree, part.id, () => part));
  const remove = (id: number) => onChange(changePart(tree, id, () => undefined));
  return (
    <>
      {tree.parts.length === 0 && <p class="mb-3 text-13 text-ink-2">{context.words.empty}</p>}
      <GroupView group={tree} context={context} set={set} remove={remove} isRoot />
    </>
  );
}

type PartProps = { context: BuilderContext; set: (part: Part) => void; remove: (id: number) => void };

function GroupView({ group, context, set, remove, isRoot }: PartProps & { group: Group; isRoot?: boolean }) {
  const { words, isReadOnly, faults } = context;
  const name = useUniqueId();
  const add = (part: Part) => set({ ...group, parts: [...group.parts, part] });
  return (
    <div
      class={`grid grid-cols-[minmax(0,1fr)] gap-2 ${isRoot ? "" : "border-l-2 border-line pl-3"}`}
      role="group"
      aria-label={words.join[group.join]}
    >
      {(group.parts.length > 1 || !isRoot) && (
        <div class="flex items-center gap-2">
          {isReadOnly ? (
            <p class="text-13 text-ink-2">{words.join[group.join]}</p>
          ) : (
            <Segmented
              label={`${words.joinLabel} ${name}`}
              value={group.join}
              options={(["and", "or"] as const).map((value) => ({ value, label: words.join[value] }))}
              onChange={(join) => set({ ...group, join })}
            />
          )}
          {!isRoot && !isReadOnly && (
            <IconButton label={words.remove} onClick={() => remove(group.id)}>
              <X size={15} aria-hidden="true" />
            </IconButton>
          )}
        </div>
      )}
      {group.parts.map((part) => (
        <PartView key={part.id} part={part} context={context} set={set} remove={remove} />
      ))}
      {faults.get(group.id)?.map((fault) => (
        <p key={fault} class="text-13 text-bad" role="alert">
          {fault}
        </p>
      ))}
      {!isReadOnly && (
        <div class="flex flex-wrap gap-2">
          <Button look="bare" onClick={() => add(newTest("amount", "greater_than"))}>
            <Plus size={15} aria-hidden="true" />
            {words.addTest}
          </Button>
          <Button
            look="bare"
            onClick={() => add(newGroup(group.join === "and" ? "or" : "and", [newTest("amount", "greater_than")]))}
          >
            <Plus size={15} aria-hidden="true" />
            {words.addGroup}
          </Button>
        </div>
      )}
    </div>
  );
}

function PartView({ part, ...props }: PartProps & { part: Part }) {
  if (part.kind === "group") return <GroupView group={part} {...props} />;
  if (part.kind === "raw") return <RawView raw={part} {...props} />;
  const { context, set, remove } = props;
  return <TestRow test={part} context={context} onChange={set} onRemove={() => remove(part.id)} />;
}

function RawView({ raw, context, remove }: PartProps & { raw: Raw }) {
  const { words, isReadOnly, faults } = context;
  return (
    <div class="flex items-start gap-2">
      <div class="min-w-0 flex-1">
        <pre class="overflow-x-auto rounded border border-line bg-surface-3 px-2.5 py-1.5 text-12" tabIndex={0}>
          {JSON.stringify(raw.json)}
        </pre>
        <p class="mt-1 text-12 text-ink-3">{words.rawHelp}</p>
        {faults.get(raw.id)?.map((fault) => (
          <p key={fault} class="text-13 text-bad">
            {fault}
          </p>
        ))}
      </div>
      {!isReadOnly && (
        <IconButton label={words.remove} onClick={() => remove(raw.id)}>
          <X size={15} aria-hidden="true" />
        </IconButton>
      )}
    </div>
  );
}
