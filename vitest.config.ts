import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Secrets of the test Worker: fixed, so that no run depends on the machine. */
const secrets = {
  ENVIRONMENT: "local",
  JWT_KEYS: "k1:a-signing-secret-for-tests-of-more-than-32-bytes",
  SEAL_KEYS: "s1:c2VhbC1rZXktZm9yLXRlc3RzLW9mLTMyLWJ5dGVzISE=",
  INDEX_SECRET: "an-index-secret-for-tests",
  PUBLIC_URL: "https://app.test",
  AUDIT_SIGNING_KEY: "a1:YXVkaXQta2V5LWZvci10ZXN0cy1vZi0zMi1ieXRlcyE=",
};

/**
 * Spreads the files of browser tests among the others: a browser keeps a core busy, while most other tests wait for a
 * second to pass, so side by side they take the time of the longer, and browsers seldom meet.
 */
class SpreadBrowsers extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const groups = Map.groupBy(sorted, ({ project }) => project.name === "browser");
    return [...groups.values()]
      .flatMap((group) => group.map((file, i) => ({ file, place: (i + 0.5) / group.length })))
      .sort((a, b) => a.place - b.place)
      .map(({ file }) => file);
  }
}

const migrations = await readD1Migrations("d1-migrations");

export default defineConfig({
  test: {
    // By default one; four keep two cores busy: most of a test's time is spent waiting for a second to pass.
    maxWorkers: 4,
    sequence: { sequencer: SpreadBrowsers },
    projects: [
      {
        test: {
          name: "node",
          include: ["tests/{architecture,models,pure,scripts}/**/*.test.ts"],
          testTimeout: 120_000,
        },
      },
      {
        plugins: [
          cloudflareTest(({ inject }) => ({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              bindings: {
                ...secrets,
                ...inject("fakeSettings"),
                TEST_MIGRATIONS: migrations,
              },
            },
          })),
        ],
        test: {
          name: "workers",
          // Libraries as one file each: every test file loads the whole Worker anew.
          deps: {
            optimizer: {
              ssr: {
                enabled: true,
                include: [
                  "@hono/zod-openapi",
                  "drizzle-orm",
                  "drizzle-orm/d1",
                  "drizzle-orm/sqlite-core",
                  "hono",
                  "hono/body-limit",
                  "hono/combine",
                  "hono/factory",
                  "hono/http-exception",
                  "ipaddr.js",
                  "jose",
                  "otpauth",
                  "zod",
                ],
              },
            },
          },
          include: [
            "tests/{platform,notifications,auth,antifraud,dashboard,durable-objects,storage,journeys,webhooks,privacy}/**/*.test.ts",
          ],
          globalSetup: ["tests/support/start-fakes.ts"],
          setupFiles: ["tests/support/apply-migrations.ts"],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: "browser",
          // One after another in the same process, which then loads wrangler and Playwright once.
          isolate: false,
          include: ["tests/site/**/*.test.ts"],
          globalSetup: ["tests/support/build-product.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
