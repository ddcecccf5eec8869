import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";

export type SourceFile = { path: string; module: string; text: string; imports: string[]; valueImports: string[] };

/** Every TypeScript file of the Worker with what it imports; relative imports as paths from the root. */
export const sources: SourceFile[] = globSync(["workers/**/*.ts", "durable-objects/**/*.ts"])
  .map((path) => path.replaceAll("\\", "/"))
  .map((path) => {
    const text = readFileSync(path, "utf8");
    const statements = [
      ...text.matchAll(/^(?:import|export)\s(?!async|function|const|class|type \w+ =)([^;]*?)\bfrom "([^"]+)"/gms),
    ];
    const resolve = (target: string) => (target.startsWith(".") ? join(dirname(path), target) : target);
    return {
      path,
      module:
        path.startsWith("workers/") && path.split("/").length > 2
          ? path.split("/")[1]!
          : path.split("/")[0] === "durable-objects"
            ? "durable-objects"
            : "entry",
      text,
      imports: statements.map((match) => resolve(match[2]!)),
      valueImports: statements.filter((match) => !/^type\b/.test(match[1]!)).map((match) => resolve(match[2]!)),
    };
  });
