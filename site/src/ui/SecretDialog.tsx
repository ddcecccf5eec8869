import { Button } from "./Button.tsx";
import { CodeBlock } from "./CodeBlock.tsx";
import { Dialog } from "./Dialog.tsx";
import { useUi } from "./words.tsx";

/** What is shown once: the secret, how to take it along, and that nobody can show it again. `note` says what it is for. */
export type Secret = { title: string; note: string; secret: string };

/** Shows a secret that the service does not keep. Left only by saying that it is kept: a stray Esc must not lose it. */
export function SecretDialog({ shown, onClose }: { shown: Secret | undefined; onClose: () => void }) {
  const { ui } = useUi();
  return (
    <Dialog
      title={shown?.title ?? ""}
      isOpen={shown !== undefined}
      isClosable={false}
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          {ui.secretKept}
        </Button>
      }
    >
      <p class="mb-3 text-ink-2">{shown?.note}</p>
      {shown && <CodeBlock code={shown.secret} label={shown.title} />}
    </Dialog>
  );
}
