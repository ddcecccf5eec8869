const files = import.meta.glob<string>("./snippets/**/*", { eager: true, query: "?raw", import: "default" });

const languages: Record<string, string> = {
  sh: "bash",
  json: "json",
  mjs: "javascript",
  py: "python",
  go: "go",
};

/** A piece of code that every language of a guide shows alike, and that a test runs; the build stops where it is missing. */
export function snippet(file: string): { code: string; language: string } {
  const code = files[`./snippets/${file}`];
  const language = languages[file.split(".").at(-1) ?? ""];
  if (code === undefined || language === undefined) throw new Error(`site/src/docs/snippets/ has no ${file}`);
  return { code: code.trimEnd(), language };
}
