import type { Platform } from "./platform.ts";

/** A figure that goes up and down, as Prometheus knows it: one value for each set of labels. */
export type Gauge = { name: string; help: string; samples: { labels: Record<string, string>; value: number }[] };

/** Gauges of one organisation, or of all. */
export type GaugeSource = (platform: Platform, organizationId: string | null) => Promise<Gauge[]>;

/** The media type of `toExposition`. */
export const EXPOSITION_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** Gauges in the text format of Prometheus, version 0.0.4. */
export function toExposition(gauges: readonly Gauge[]): string {
  return gauges
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, help, samples }) =>
      [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} gauge`,
        ...samples.map(({ labels, value }) => `${name}{${labelsOf(labels)}} ${value}`),
      ].join("\n"),
    )
    .map((gauge) => `${gauge}\n`)
    .join("");
}

const labelsOf = (labels: Record<string, string>): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${value.replace(/[\\"\n]/g, (sign) => (sign === "\n" ? "\\n" : `\\${sign}`))}"`)
    .join(",");
