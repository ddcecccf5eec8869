import { h, render } from "preact";
import { readShellWords } from "./shell-words.ts";

let asking: Promise<boolean> | undefined;

/** Asks over the page for a code of the second factor; resolves with whether one was shown. Those who ask meanwhile wait for the same. */
export function askForFactor(): Promise<boolean> {
  asking ??= showDialog().finally(() => {
    asking = undefined;
  });
  return asking;
}

async function showDialog(): Promise<boolean> {
  const { StepUpDialog } = await import("./StepUpDialog.tsx");
  const place = document.body.appendChild(document.createElement("div"));
  const wasShown = await new Promise<boolean>((done) => {
    render(h(StepUpDialog, { ...readShellWords(), onEnd: done }), place);
  });
  render(null, place);
  place.remove();
  return wasShown;
}
