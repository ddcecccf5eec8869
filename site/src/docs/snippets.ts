import { askIn } from "./ask-in.ts";

const files = import.meta.glob<string>("./snippets/**/*", { eager: true, query: "?raw", import: "default" });

const languages: Record<string, string> = {
  sh: "bash",
  json: "json",
  mjs: "javascript",
  py: "python",
  go: "go",
};

/**
 * A piece of code that a guide shows and a test runs; the build stops where it is missing. `answersIn` is the language of
 * the reader, in which a command then asks for its answer.
 */
export function snippet(file: string, answersIn = "en"): { code: string; language: string } {
  const code = files[`./snippets/${file}`];
  const language = languages[file.split(".").at(-1) ?? ""];
  if (code === undefined || language === undefined) throw new Error(`site/src/docs/snippets/ has no ${file}`);
  return { code: askIn(answersIn, code.trimEnd()), language };
}
