import { readdirSync, readFileSync } from "node:fs";

/** What the workerd process that this process started computed for until now, in milliseconds; 0 where it cannot be told. */
export function runtimeCpuMs(): number {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (stat.includes("(workerd)") && Number(fields[1]) === process.pid)
        return 10 * (Number(fields[11]) + Number(fields[12]));
    } catch {
      // The process ended between listing and reading.
    }
  }
  return 0;
}
