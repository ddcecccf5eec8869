import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

/** Secrets of the test Worker: fixed, so that no run depends on the machine. */
const secrets = {
  ENVIRONMENT: "local",
  JWT_KEYS: "k1:a-signing-secret-for-tests-of-more-than-32-bytes",
  SEAL_KEYS: "s1:c2VhbC1rZXktZm9yLXRlc3RzLW9mLTMyLWJ5dGVzISE=",
  INDEX_SECRET: "an-index-secret-for-tests",
  PUBLIC_URL: "https://app.test",
  AUDIT_SIGNING_KEY: "a1:YXVkaXQta2V5LWZvci10ZXN0cy1vZi0zMi1ieXRlcyE=",
};

const migrations = await readD1Migrations("d1-migrations");

/** The whole Worker in the real runtime, which every test file of a project that has it runs in. */
const inWorkers = () =>
  cloudflareTest(({ inject }) => ({
    wrangler: { configPath: "./wrangler.toml" },
    miniflare: {
      bindings: {
        ...secrets,
        ...inject("fakeSettings"),
        TEST_MIGRATIONS: migrations,
      },
    },
  }));

const workersTests = {
  // Libraries as one file each: what loads the whole Worker anew loads them as well.
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
};

/** Tests of what goes through all organisations: they look at everything that is stored, so nobody else may store. */
const alone = [
  "tests/antifraud/analytics/**/*.test.ts",
  "tests/privacy/key-rotation.test.ts",
  "tests/privacy/retention.test.ts",
];

export default defineConfig({
  test: {
    // By default one: most of a test's time is spent waiting for a second to pass.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "node",
          include: ["tests/{architecture,models,pure,scripts}/**/*.test.ts"],
          testTimeout: 120_000,
        },
      },
      {
        plugins: [inWorkers()],
        test: {
          ...workersTests,
          name: "workers",
          // Loading the Worker takes longer than most files take to run, so files follow one another in one runtime.
          isolate: false,
          include: [
            "tests/{platform,notifications,auth,antifraud,dashboard,durable-objects,storage,journeys,webhooks,privacy}/**/*.test.ts",
          ],
          exclude: alone,
        },
      },
      {
        plugins: [inWorkers()],
        test: { ...workersTests, name: "workers-alone", include: alone },
      },
      {
        test: {
          name: "browser",
          include: ["tests/site/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
