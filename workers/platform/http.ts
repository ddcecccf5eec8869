import { createRoute, OpenAPIHono, type z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { HTTPException } from "hono/http-exception";
import { type Caller, isPermitted } from "./caller.ts";
import { describeIssue } from "./describe-issue.ts";
import { preferredLanguage } from "./i18n.ts";
import { idempotent } from "./idempotency/idempotent.ts";
import { describeFailure, log } from "./log.ts";
import type { Platform } from "./platform.ts";
import {
  defineProblem,
  internalError,
  invalidRequest,
  malformedJson,
  Problem,
  problemSchema,
  routeNotFound,
} from "./problem.ts";
import { isSandbox, type Mode } from "./sandbox.ts";

export type Http = {
  Bindings: Env;
  Variables: { platform: Platform; caller: Caller; requestId: string; problemCode?: string };
};

export const missingPermission = defineProblem({
  code: "auth.missing_permission",
  status: 403,
  title: {
    uz: "Bu amal uchun ruxsatingiz yoʻq",
    ru: "Недостаточно прав для этого действия",
    en: "You are not permitted to do this",
  },
});
export const secondFactorRequired = defineProblem({
  code: "auth.second_factor_required",
  status: 403,
  title: {
    uz: "Tashkilotingiz ikkinchi omilni talab qiladi, avval uni yoqing",
    ru: "Ваша организация требует второй фактор, сначала включите его",
    en: "Your organisation asks for a second factor, set it up first",
  },
});
export const stepUpRequired = defineProblem({
  code: "auth.step_up_required",
  status: 403,
  title: {
    uz: "Davom etish uchun ilovadagi kodni kiriting",
    ru: "Чтобы продолжить, введите код из приложения",
    en: "Enter the code of your application to go on",
  },
});
export const moduleNotEnabled = defineProblem({
  code: "auth.module_not_enabled",
  status: 403,
  title: {
    uz: "Bu mahsulot tashkilotingiz uchun yoqilmagan",
    ru: "Этот продукт не подключён для вашей организации",
    en: "This product is not enabled for you",
  },
});

export const liveOnly = defineProblem({
  code: "auth.live_only",
  status: 403,
  title: {
    uz: "Bu amal sinov rejimida bajarilmaydi",
    ru: "Это действие недоступно в тестовом режиме",
    en: "This cannot be done in test mode",
  },
});
export const testOnly = defineProblem({
  code: "auth.test_only",
  status: 403,
  title: {
    uz: "Bu amal faqat sinov rejimida bajariladi",
    ru: "Это действие доступно только в тестовом режиме",
    en: "This can only be done in test mode",
  },
});

/** Either will do. */
const credentials: Record<string, string[]>[] = [{ bearer: [] }, { browser: [] }];

/** A router whose failures all answer as application/problem+json. */
export function createRouter() {
  return new OpenAPIHono<Http>({
    defaultHook: (result, c) => {
      if (result.success) return;
      // Paths and messages only: the submitted values may hold card or personal data.
      const errors = result.error.issues.flatMap((issue) =>
        issue.code === "unrecognized_keys"
          ? issue.keys.map((key) => ({ path: [...issue.path, key].join("."), message: "Unknown field" }))
          : [{ path: issue.path.join(".") || "(body)", message: describeIssue(issue) }],
      );
      return answerProblem(c, invalidRequest({ errors }));
    },
  });
}

export function answerProblem(c: Context<Http>, problem: Problem) {
  const language = preferredLanguage(c.req.header("accept-language"));
  c.set("problemCode", problem.kind.code);
  return c.json(problem.toBody(c.get("requestId"), language), problem.kind.status, {
    "content-type": "application/problem+json",
    "content-language": language,
    ...problem.extras.headers,
  });
}

/** Turns whatever was thrown into a problem; only a `Problem` tells the caller more than that something failed. */
export function answerFailure(failure: Error, c: Context<Http>) {
  if (failure instanceof Problem) return answerProblem(c, failure);
  if (failure instanceof HTTPException && failure.status === 400) return answerProblem(c, malformedJson());
  log("error", "unhandled failure", {
    requestId: c.get("requestId"),
    route: c.req.routePath,
    ...describeFailure(failure),
  });
  return answerProblem(c, internalError());
}

export const answerRouteNotFound = (c: Context<Http>) => answerProblem(c, routeNotFound());

/**
 * What a route needs of its caller, spread into the contract: the permission stands in the OpenAPI document as
 * `x-required-permission`, and the same line enforces it. `module` is the product that must be enabled; what `isFresh` asks of
 * those who have a second factor that they showed it lately. Requests may be repeated under an Idempotency-Key, unless something
 * that they say makes them happen once anyway: `repeatsBy` names it. In test mode nothing is open but what says so by `in`: a
 * new operation is out of the sandbox's reach until somebody thought about it.
 */
export function requires(
  permission: string,
  module?: string,
  { isFresh = false, repeatsBy, in: opensIn = "live" }: { isFresh?: boolean; repeatsBy?: string; in?: OpensIn } = {},
) {
  const check = createMiddleware<Http>(async (c, next) => {
    const caller = c.get("caller");
    if (caller.lacksFactor) throw secondFactorRequired();
    if (module && !caller.modules.includes(module)) throw moduleNotEnabled(`Needs the module ${module}`);
    if (!isPermitted(caller, permission)) throw missingPermission(`Needs ${permission}`);
    refuseWrongMode(caller, opensIn);
    if (isFresh && caller.hasFactor && !wasShownLately(caller.factorAt, c.get("platform").now()))
      throw stepUpRequired();
    await next();
  });
  const security: Record<string, string[]>[] = [...credentials, { oauth2: [permission] }];
  return {
    middleware: repeatsBy ? [check] : [check, idempotent],
    security,
    "x-required-permission": permission,
    "x-mode": opensIn,
    ...(repeatsBy && { "x-repeats-by": repeatsBy }),
  };
}

/** In which mode an operation works. */
export type OpensIn = Mode | "both";

function refuseWrongMode({ organizationId }: Caller, opensIn: OpensIn): void {
  if (opensIn === "live" && isSandbox(organizationId)) throw liveOnly("Use a live key, or leave Foundry-Mode out");
  if (opensIn === "test" && !isSandbox(organizationId)) throw testOnly("Use a test key, or send Foundry-Mode: test");
}

/** How long a second factor counts as shown lately. */
const FRESH_MS = 10 * 60_000;
const wasShownLately = (at: number | null | undefined, now: number) => at != null && at > now - FRESH_MS;

/** A route that any signed-in caller may use, since it answers about the caller alone. */
export const signedIn = {
  middleware: [
    createMiddleware<Http>(async (c, next) => {
      refuseWrongMode(c.get("caller"), "live");
      await next();
    }),
    idempotent,
  ],
  security: credentials,
  "x-required-permission": "signed-in",
  "x-mode": "live",
};

/** A route that strangers may use. */
export const open = { security: [], "x-required-permission": "none" };

/** Shorthands that keep a route declaration readable at a glance; an example is one that the schema takes. */
export const json = <T extends z.ZodType>(schema: T, description: string, example?: z.input<T>) => ({
  description,
  content: { "application/json": { schema, ...(example !== undefined && { example }) } },
});
export const body = <T extends z.ZodType>(schema: T, example?: z.input<T>) =>
  ({
    body: { required: true, content: { "application/json": { schema, ...(example !== undefined && { example }) } } },
  }) as const;
export const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: problemSchema } },
});

export { createRoute };
