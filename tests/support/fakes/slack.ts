import { type Answer, type Service, textOf } from "./service.ts";

const said = (status: number, text: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { "content-type": "text/html", ...headers },
  body: text,
});

/** The words of Slack's refusals; those of 429 come with Retry-After. */
const failures: Record<number, string> = {
  400: "invalid_payload",
  403: "action_prohibited",
  404: "no_service",
  410: "channel_is_archived",
  429: "rate_limited",
  500: "rollup_error",
};

type Block = {
  type?: string;
  text?: { type?: string; text?: string };
  fields?: { type?: string; text?: string }[];
  elements?: { type?: string; text?: string }[];
};

/** Whether a block is one that Slack takes: a kind it knows, texts of the right kind and length. */
function isSound({ type, text, fields, elements }: Block): boolean {
  const fits = (part: { type?: string; text?: string } | undefined, kinds: string[], most: number) =>
    part !== undefined && kinds.includes(part.type ?? "") && !!part.text && part.text.length <= most;
  if (type === "header") return fits(text, ["plain_text"], 150);
  if (type === "section")
    return fields
      ? fields.length >= 1 &&
          fields.length <= 10 &&
          fields.every((field) => fits(field, ["mrkdwn", "plain_text"], 2000))
      : fits(text, ["mrkdwn", "plain_text"], 3000);
  if (type === "context")
    return !!elements && elements.length <= 10 && elements.every((part) => fits(part, ["mrkdwn", "plain_text"], 3000));
  return false;
}

/** Incoming webhooks of Slack: `POST /services/T…/B…/…` takes JSON and answers `ok`, or a word that says what is wrong. */
export const slack: Service = async (asked, take) => {
  if (!/^\/services\/T\w+\/B\w+\/\w+$/.test(asked.path)) return said(404, "no_service");
  if (asked.method !== "POST") return said(405, "method_not_allowed");
  let payload: { text?: unknown; blocks?: unknown };
  try {
    payload = JSON.parse(textOf(asked));
  } catch {
    return said(400, "invalid_payload");
  }
  const { text, blocks } = payload;
  if (typeof text !== "string" || text === "") return said(400, "no_text");
  if (blocks !== undefined && !(Array.isArray(blocks) && blocks.length <= 50 && blocks.every(isSound)))
    return said(400, "invalid_blocks");
  return {
    by: asked.path,
    accept: () => {
      take({ provider: "slack", id: crypto.randomUUID(), to: asked.path, text, blocks });
      return said(200, "ok");
    },
    fail: (status) => said(status, failures[status] ?? "error"),
  };
};
