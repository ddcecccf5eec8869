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
 * Files that share a process come one after another, else it would end between them. Then files of browser tests are spread
 * among the others: a browser keeps a core busy, while most other tests wait for a second to pass.
 */
class Order extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const { accounts = [], ...others } = Object.groupBy(sorted, ({ project: { name } }) =>
      name === "accounts" || name === "browser" ? name : "others",
    );
    const spread = Object.values(others).flatMap((group) =>
      group.map((file, i) => ({ file, place: (i + 0.5) / group.length })),
    );
    return [...accounts, ...spread.sort((a, b) => a.place - b.place).map(({ file }) => file)];
  }
}

const migrations = await readD1Migrations("d1-migrations");

/** Files that look at everything the platform keeps, or keep so much that others would wait for it. */
const alone = [
  "tests/{platform,antifraud,dashboard,storage,privacy}/**/*.test.ts",
  "tests/auth/{access-matrix,account-gauges,every-route,platform-people}.test.ts",
];
/** Files that look at organisations of their own, and can share a platform one after another. */
const together = ["tests/{auth,notifications,webhooks}/**/*.test.ts"];

type WorkersProject = { name: string; isolate: boolean; include: string[]; exclude?: string[] };

/** Tests that run in workerd beside the Worker. Unless isolated, files of one process load it once, which takes seconds. */
const workers = (files: WorkersProject): TestProjectInlineConfiguration => ({
  plugins: [
    // Without maps less than half goes to workerd; the lines of a failure are those of the file all the same.
    { name: "without-maps", enforce: "post", transform: (code) => ({ code, map: { mappings: "" } }) },
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
    sequence: { sequencer: Order },
    projects: [
      {
        test: {
          name: "node",
          include: ["tests/{architecture,models,pure,scripts}/**/*.test.ts"],
          testTimeout: 120_000,
        },
      },
      workers({ name: "workers", isolate: true, include: alone }),
      workers({ name: "accounts", isolate: false, include: together, exclude: alone }),
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
