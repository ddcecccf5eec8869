import { log } from "#platform/log";
import type { Platform } from "#platform/platform";
import type { Channel } from "../templates/template.ts";
import { eskiz } from "./eskiz.ts";
import { playmobile } from "./playmobile.ts";
import type { ChatProvider, MailProvider, SmsProvider } from "./provider.ts";
import { sendGrid } from "./send-grid.ts";
import { slack } from "./slack.ts";

export type Providers = { email: MailProvider | null; sms: SmsProvider | null; slack: ChatProvider };

/** The provider of each channel, of SMS the one that SMS_PROVIDER names; null where its secrets are not set; Slack needs none. */
export function openProviders({ env, now }: Pick<Platform, "env" | "now">): Providers {
  return { email: mailProvider(env, now), sms: smsProvider(env, now), slack: slack(env, now) };
}

function mailProvider(env: Env, now: () => number): MailProvider | null {
  if (!env.SENDGRID_API_KEY) return null;
  return sendGrid({ url: env.SENDGRID_URL, apiKey: env.SENDGRID_API_KEY, from: env.MAIL_FROM, now });
}

function smsProvider(env: Env, now: () => number): SmsProvider | null {
  if (env.SMS_PROVIDER === "eskiz" && env.ESKIZ_EMAIL && env.ESKIZ_PASSWORD)
    return eskiz({
      url: env.ESKIZ_URL,
      email: env.ESKIZ_EMAIL,
      password: env.ESKIZ_PASSWORD,
      from: env.ESKIZ_FROM,
      now,
    });
  if (env.SMS_PROVIDER === "playmobile" && env.PLAYMOBILE_LOGIN && env.PLAYMOBILE_PASSWORD)
    return playmobile({
      url: env.PLAYMOBILE_URL,
      login: env.PLAYMOBILE_LOGIN,
      password: env.PLAYMOBILE_PASSWORD,
      originator: env.PLAYMOBILE_ORIGINATOR,
      now,
    });
  return null;
}

const told = new Set<Channel>();

/** Says, once an isolate, that messages of a channel wait for somebody to configure it; always false. */
export function tellUnconfigured(channel: Channel): false {
  if (!told.has(channel)) log("warn", "notifications wait: the channel is not configured", { channel });
  told.add(channel);
  return false;
}
