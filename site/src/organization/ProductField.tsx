import { Checkbox } from "../ui/Checkbox.tsx";
import { productNames } from "./products.ts";

type ProductFieldProps = {
  label: string;
  /** Those that there are to choose from. */
  offered: readonly string[];
  value: readonly string[];
  onChange: (modules: string[]) => void;
};

/** Which products somebody may use. */
export function ProductField({ label, offered, value, onChange }: ProductFieldProps) {
  return (
    <fieldset>
      <legend class="mb-1 font-strong">{label}</legend>
      {offered.map((module) => (
        <Checkbox
          key={module}
          label={productNames[module] ?? module}
          checked={value.includes(module)}
          onChange={() =>
            onChange(value.includes(module) ? value.filter((other) => other !== module) : [...value, module])
          }
        />
      ))}
    </fieldset>
  );
}
