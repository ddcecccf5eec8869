import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
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

const inWorkerd = ["tests/{platform,notifications,auth,antifraud,dashboard,storage,webhooks,privacy}/**/*.test.ts"];
/** These look at everything that the platform keeps, so each has a platform of its own; the others share one in turn. */
const wholePlatform = [
  "tests/auth/access-matrix.test.ts",
  "tests/dashboard/dashboard.test.ts",
  "tests/privacy/key-rotation.test.ts",
  "tests/privacy/retention.test.ts",
];

type WorkersProject = { name: string; isolate: boolean; include: string[]; exclude?: string[] };

/** Tests that run in workerd beside the Worker. Unless isolated, files that run in one process load the Worker once. */
const workers = (files: WorkersProject): TestProjectInlineConfiguration => ({
  plugins: [
    cloudflareTest(({ inject }) => ({
      wrangler: { configPath: "./wrangler.toml" },
      miniflare: { bindings: { ...secrets, ...inject("fakeSettings"), TEST_MIGRATIONS: migrations } },
    })),
  ],
  test: {
    ...files,
    // Libraries as one file each: loading them module by module takes seconds.
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
    globalSetup: ["tests/support/start-fakes.ts"],
    setupFiles: ["tests/support/apply-migrations.ts"],
    testTimeout: 120_000,
  },
});

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
      workers({ name: "workers", isolate: false, include: inWorkerd, exclude: wholePlatform }),
      workers({ name: "platform", isolate: true, include: wholePlatform }),
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
