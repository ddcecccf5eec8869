import { Plus } from "lucide-preact";
import { Button } from "./Button.tsx";

type AddButtonProps = { label: string; onClick: () => void; disabled?: boolean };

/** The primary command of a list, which adds to it; on a phone its sign alone. */
export function AddButton({ label, onClick, disabled }: AddButtonProps) {
  return (
    <Button look="primary" onClick={onClick} disabled={disabled}>
      <Plus size={15} aria-hidden="true" />
      <span class="max-sm:sr-only">{label}</span>
    </Button>
  );
}
