declare namespace Cloudflare {
  interface Env {
    TEST_MIGRATIONS: import("cloudflare:test").D1Migration[];
    /** Where the fakes of outside services say what they got. */
    FAKES_URL: string;
  }
}
