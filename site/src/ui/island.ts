import { type ComponentType, h, hydrate } from "preact";

/** Brings a component to life that was drawn at build time into `<div id>`; its words stand beside it as JSON. */
export function startIsland<P extends object>(id: string, Component: ComponentType<P>): void {
  const place = document.getElementById(id);
  const props = document.getElementById(`${id}-props`)?.textContent;
  // SAFETY: Island.astro wrote the same props that it drew with.
  if (place && props) hydrate(h(Component, JSON.parse(props) as P), place);
}
