import { h, render } from "preact";
import { fillRail } from "./fill-rail.ts";
import { Shell } from "./Shell.tsx";
import { guardSession } from "./session-guard.ts";
import { readShellWords } from "./shell-words.ts";

const words = readShellWords();
guardSession(words.language);
const place = document.getElementById("shell");
if (place) render(h(Shell, words), place);
void fillRail(words.language);
