import { run } from "./build.ts";

/** Formats, and mends what the linter can mend by itself. */
await run("biome", ["check", "--write"]);
