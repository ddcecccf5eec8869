/** A key to press. */
export function Kbd({ children }: { children: string }) {
  return <kbd class="key">{children}</kbd>;
}
