/** A JSON document, its names quieter than its values. */
export function Json({ value }: { value: unknown }) {
  const parts = JSON.stringify(value, null, 2).split(/("[\w]+":)/g);
  return (
    <>
      {parts.map((part, index) =>
        part.startsWith('"') && part.endsWith(":") ? (
          <span key={index} class="text-ink-3">
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </>
  );
}
