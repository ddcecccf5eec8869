import type { EntityBlock } from "../api-types.ts";
import { formatDateTime } from "../format.ts";
import { pathToApp } from "../paths.ts";
import { Button, ButtonLink } from "../ui/Button.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { Drawer } from "../ui/Drawer.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { FactList, Section } from "../ui/Section.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import type { Query } from "../use-query.ts";
import { StateBadge } from "./block-columns.tsx";
import type { BlockWords } from "./words.ts";

type BlockDrawerProps = {
  words: BlockWords;
  id: string;
  query: Query<EntityBlock>;
  me: string | undefined;
  mayWrite: boolean;
  onLift: () => void;
  onClose: () => void;
};

/** One block: whom it is about, why, until when; and how to lift it. */
export function BlockDrawer({ words, id, query, me, mayWrite, onLift, onClose }: BlockDrawerProps) {
  const { blocks, ui, language } = words;
  const { data: block, failure, retry } = query;
  const nameOf = (person: string) => (person === me ? blocks.you : person);
  return (
    <Drawer
      id={id}
      label={blocks.detail}
      closeLabel={blocks.close}
      onClose={onClose}
      head={
        block && (
          <>
            <h2 class="truncate font-mono text-13" title={block.entity_id ?? ""}>
              {block.entity_id ?? blocks.erased}
            </h2>
            {block.entity_id && <CopyButton text={block.entity_id} label={ui.copy} done={ui.copied} />}
          </>
        )
      }
      foot={
        block?.status === "active" &&
        mayWrite && (
          <footer class="flex shrink-0 justify-end border-t border-line px-4 py-2 md:px-6">
            <Button look="danger" onClick={onLift}>
              {blocks.lift}
            </Button>
          </footer>
        )
      }
    >
      {failure && !block && <ErrorState failure={failure} onRetry={retry} />}
      {!failure && !block && (
        <div class="p-6">
          <Skeleton label={ui.loading} />
        </div>
      )}
      {block && (
        <Section title={blocks.types[block.entity_type]} aside={<StateBadge words={words} block={block} />}>
          <FactList
            facts={[
              [blocks.columns.reason, block.reason ?? ui.none],
              [blocks.columns.reference, block.reference ?? ui.none],
              [blocks.columns.created, formatDateTime(block.created_at, language)],
              [blocks.columns.by, nameOf(block.created_by)],
              [blocks.columns.until, block.expires_at ? formatDateTime(block.expires_at, language) : blocks.forGood],
              ...(block.lifted_at
                ? ([
                    [blocks.liftedAt, formatDateTime(block.lifted_at, language)],
                    [blocks.liftedBy, nameOf(block.lifted_by ?? "")],
                  ] as [string, string][])
                : []),
            ]}
          />
          {block.entity_type === "user" && block.entity_id && (
            <ButtonLink class="mt-5" href={pathToApp(language, "decisions", { user: block.entity_id })}>
              {blocks.payments}
            </ButtonLink>
          )}
          {!mayWrite && me !== undefined && <p class="mt-5 text-13 text-ink-2">{blocks.mayNot}</p>}
        </Section>
      )}
    </Drawer>
  );
}
