import { describe, expect, it } from "vitest";
import { composeNotification } from "../../workers/notifications/compose-notification.ts";
import { linksTo } from "../../workers/notifications/links.ts";
import { renderChat, renderMail, renderSms } from "../../workers/notifications/render.ts";
import { smsParts, toSmsText } from "../../workers/notifications/sms-length.ts";
import { type TemplateName, templates, type ValuesOf } from "../../workers/notifications/templates/index.ts";
import { lasting, moment, named } from "../../workers/notifications/templates/wording.ts";
import { languages } from "../../workers/platform/i18n.ts";
import { clockwork } from "../support/notices.ts";

const env = { PUBLIC_URL: "https://app.test/" };
const at = Date.UTC(2026, 10, 21, 14, 55);

/** Values of every template; what is a text may not get lost on the way. */
const values: { [Name in TemplateName]: ValuesOf<Name> } = {
  verify_email: { name: "Gʻulnora", token: "tok+/=1", hours: 24 },
  reset_password: { name: "Gʻulnora", token: "tok+/=2", minutes: 30 },
  invitation: { inviter: "Alisher Karimov", organization: "Oʻzbek Bank", token: "tok3", days: 7 },
  password_changed: { name: "Gʻulnora", at },
  refresh_reused: { name: "Gʻulnora", at, device: "Chrome, Windows" },
  new_sign_in: { name: "Gʻulnora", at, device: "Chrome, Windows", ip: "2001:db8::1" },
  factor_locked: { name: "Gʻulnora", at, minutes: 15 },
  webhook_disabled: { url: "https://hooks.test/a", endpointId: "whe_1", reason: "gone", at },
  rule_hit: { rule: "Block transactions over $10,000", payments: 3, transaction: "TXN-2025-123456", at },
  rule_rolled_back: { rule: "Block transactions over $10,000", who: "Alisher Karimov", revision: 7, at },
  breaker_tripped: { what: "Block over $10,000", rate: 31, limit: 25, payments: 420, minutes: 10, at },
  alert: {
    news: "fired",
    rule: "Bloklash 5 foizdan yuqori",
    severity: "critical",
    compared: { metric: "block_rate", comparison: "above", baseline: null, value: 0.125, threshold: 0.05 },
    minutes: 60,
    alert: "alert_1",
    at,
  },
  review_assigned: { name: "Gʻulnora", by: "Alisher", payments: 3, transaction: "TXN-2025-123456", at },
  review_escalated: { by: "Alisher", transaction: "TXN-2025-123456", score: 790, at },
  sms_code: { code: "482913", minutes: 5 },
};

/** The longest that anybody could bring about. */
const longest: { [Name in TemplateName]: ValuesOf<Name> } = {
  verify_email: { name: "Ж".repeat(500), token: "t".repeat(500), hours: 999 },
  reset_password: { name: "Ж".repeat(500), token: "t".repeat(500), minutes: 999 },
  invitation: { inviter: "Ж".repeat(500), organization: "Ж".repeat(500), token: "t".repeat(500), days: 999 },
  password_changed: { name: "Ж".repeat(500), at },
  refresh_reused: { name: "Ж".repeat(500), at, device: "設備".repeat(200) },
  new_sign_in: { name: "Ж".repeat(500), at, device: "設備".repeat(200), ip: "2001:db8:1111:2222:3333:4444:5555:6666" },
  factor_locked: { name: "Ж".repeat(500), at, minutes: 9999 },
  webhook_disabled: { url: `https://hooks.test/${"a".repeat(2000)}`, endpointId: "whe_1", reason: "failing", at },
  rule_hit: { rule: "Ж".repeat(500), payments: 999_999, transaction: "t".repeat(500), at },
  rule_rolled_back: { rule: "Ж".repeat(500), who: "Ж".repeat(500), revision: 999_999, at },
  breaker_tripped: { what: "Ж".repeat(500), rate: 99.9, limit: 99.9, payments: 999_999, minutes: 60, at },
  alert: {
    news: "reminder",
    rule: "Ж".repeat(100),
    severity: "critical",
    compared: {
      metric: "amount_blocked_usd",
      comparison: "falls_by",
      baseline: "last_week",
      value: 123_456_789_012,
      threshold: 1e12,
    },
    minutes: 1440,
    alert: `alert_${"0".repeat(26)}`,
    at,
  },
  review_assigned: { name: "Ж".repeat(500), by: "Ж".repeat(500), payments: 100, transaction: "t".repeat(100), at },
  review_escalated: { by: "Ж".repeat(500), transaction: "t".repeat(100), score: 1000, at },
  sms_code: { code: "48291374", minutes: 999 },
};

const names = Object.keys(templates) as TemplateName[];
const cases = names.flatMap((template) => languages.map((language) => ({ template, language })));
const mails = cases.filter(({ template }) => "mail" in templates[template]);
const texts = cases.filter(({ template }) => "sms" in templates[template]);

/** What a reader of HTML sees. */
const seen = (html: string) =>
  html
    .replace(/<[^>]+>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&");

describe.each(mails)("the mail $template in $language", ({ template, language }) => {
  const told = values[template];
  const mail = renderMail(env, { template, language }, told);

  it("says every value, in plain text as in HTML", () => {
    for (const [name, value] of Object.entries(told)) {
      // Codes, of which the texts are made.
      if (["reason", "news", "severity", "compared"].includes(name)) continue;
      const shown =
        name === "at"
          ? "21.11.2026, 19:55"
          : name === "token"
            ? `#token=${encodeURIComponent(String(value))}`
            : ["minutes", "hours", "days"].includes(name)
              ? lasting(value as number, name as "minutes", language)
              : named(String(value));
      expect(mail.text, name).toContain(shown);
      expect(name === "token" ? mail.html : seen(mail.html), name).toContain(shown);
    }
    expect(mail.subject).toMatch(/^[^\n]{10,150}$/);
    for (const text of [mail.subject, mail.text, mail.html]) expect(text).not.toMatch(/undefined|NaN|\[object/);
  });

  it("leads to a page in its language", () => {
    const links = [...mail.text.matchAll(/https:\/\/app\.test\S*/g)].map(([link]) => link);
    for (const link of links) {
      expect(mail.html).toContain(`href="${link}"`);
      expect(link).toMatch(language === "uz" ? /^https:\/\/app\.test\/[a-z-]+(#|$)/ : `https://app.test/${language}/`);
    }
    expect(links).toHaveLength(
      [
        "webhook_disabled",
        "rule_hit",
        "rule_rolled_back",
        "breaker_tripped",
        "alert",
        "review_assigned",
        "review_escalated",
      ].includes(template)
        ? 0
        : 1,
    );
    expect(mail.html).toContain(`<html lang="${language}">`);
  });

  it("is written in the letters of its language", () => {
    if (language === "ru") expect(mail.subject).toMatch(/[а-яё]{4}/i);
    else expect(mail.subject + mail.text).not.toMatch(/[а-яё]/i);
    // Uzbek letters oʻ and gʻ and the mark ʼ have signs of their own; quotation marks stand for neither.
    if (language === "uz") expect(mail.subject + mail.text).not.toMatch(/[‘’'`]/);
  });

  it("stays of one line and sober however long the values are", () => {
    const { subject, text } = renderMail(env, { template, language }, longest[template]);
    expect(subject.length).toBeLessThan(200);
    expect(text.length).toBeLessThan(2000);
  });
});

describe.each(texts)("the SMS $template in $language", ({ template, language }) => {
  it("is one or two parts, however long the values are", () => {
    expect(smsParts(renderSms(env, { template, language }, values[template]))).toBeLessThanOrEqual(2);
    expect(smsParts(renderSms(env, { template, language }, longest[template]))).toBeLessThanOrEqual(2);
  });

  it("says what it is about, and leads nowhere", () => {
    const text = renderSms(env, { template, language }, values[template]);
    expect(text).toContain("AI Foundry");
    expect(text).toContain(template === "sms_code" ? "482913" : "21.11.2026, 19:55");
    expect(text).not.toMatch(/https?:|undefined|NaN|[ʻʼ’«»—]/);
    if (language !== "ru") expect(smsParts(text)).toBe(1);
  });
});

describe("the words of an alert", () => {
  const metrics: ValuesOf<"alert">["compared"]["metric"][] = [
    "block_rate",
    "review_rate",
    "approval_rate",
    "degraded_rate",
    "volume",
    "amount_blocked_usd",
    "decision_latency_ms",
    "review_age_minutes",
    "review_backlog",
    "reviews_overdue",
    "score_drift",
  ];
  const news = ["fired", "reminder", "resolved", "test"] as const;

  it.each(languages)("name every metric apart in %s, and fit into two SMS", (language) => {
    const told = metrics.flatMap((metric) =>
      news.map((one) => {
        const compared = { metric, comparison: "above" as const, baseline: null, value: 1234.5678, threshold: 1000 };
        const value = { ...longest.alert, news: one, compared };
        const sms = renderSms(env, { template: "alert", language }, value);
        expect(smsParts(sms), sms).toBeLessThanOrEqual(2);
        return renderChat(env, { template: "alert", language }, value).text;
      }),
    );
    expect(new Set(told).size).toBe(metrics.length * news.length);
    for (const text of told) expect(text).not.toMatch(/undefined|NaN|\[object/);
  });

  it.each([
    ["uz", "12,5%", "> 5%"],
    ["ru", "12,5%", "> 5%"],
    ["en", "12.5%", "> 5%"],
  ] as const)("write shares as people do in %s", (language, value, threshold) => {
    const { text, blocks } = renderChat(env, { template: "alert", language }, values.alert);
    expect(text).toContain(value);
    expect(text).toContain(threshold.replace(">", "&gt;"));
    expect(JSON.stringify(blocks)).toContain(threshold.replace(">", "&gt;"));
  });

  it("say no data where there was none, and in which direction something changed", () => {
    const of = (compared: object) =>
      renderChat(
        env,
        { template: "alert", language: "en" },
        { ...values.alert, compared: { ...values.alert.compared, ...compared } },
      ).text;
    expect(of({ value: null })).toContain("Value: no data");
    const fall = of({ comparison: "falls_by", baseline: "last_week", value: 40, threshold: 20 });
    expect(fall).toContain("Value: −40%");
    expect(fall).toContain("Condition: &gt; −20% (against the same time last week)");
  });

  it("hold nothing that Slack would make a link or a mention of", () => {
    const rule = "<!channel> & <https://evil.test|here> *now* evil.test";
    const { text, blocks } = renderChat(env, { template: "alert", language: "en" }, { ...values.alert, rule });
    expect(text).not.toMatch(/<|evil\.test/);
    expect(JSON.stringify(blocks)).not.toMatch(/evil\.test/);
  });
});

describe("strangers' words", () => {
  const nasty = `<img src=x onerror=alert(1)>"'&\r\nBcc: all@bank.uz http://evil.test/a www.evil.test`;

  it("are text in HTML, one line in a subject, and no link anywhere", () => {
    for (const language of languages) {
      const told = { inviter: nasty, organization: nasty, token: `"><script>`, days: 7 };
      const { subject, text, html } = renderMail(env, { template: "invitation", language }, told);
      expect(html).not.toMatch(/<img|<script|onerror=alert\(1\)>"/);
      expect(html.match(/<a /g)).toHaveLength(1);
      expect(subject).not.toMatch(/[\r\n]/);
      for (const shown of [subject, text, seen(html)]) expect(shown).not.toMatch(/https?:\/\/evil|evil\.test|@bank/);
    }
  });

  it("of a name keep what belongs to it", () => {
    expect(named("  Gʻafur \u202e Gʻulom\n")).toBe("Gʻafur Gʻulom");
    expect(named("Bank A.J. Tashkent, LLC.")).toContain("Tashkent, LLC.");
    expect(named("x".repeat(100))).toBe(`${"x".repeat(79)}…`);
    expect(named("😀".repeat(60))).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });
});

describe("words", () => {
  it.each([
    [1, "1 минуту", "1 minute", "1 daqiqa"],
    [2, "2 минуты", "2 minutes", "2 daqiqa"],
    [5, "5 минут", "5 minutes", "5 daqiqa"],
    [11, "11 минут", "11 minutes", "11 daqiqa"],
    [21, "21 минуту", "21 minutes", "21 daqiqa"],
    [112, "112 минут", "112 minutes", "112 daqiqa"],
  ])("count %d as people do", (count, ru, en, uz) => {
    expect([lasting(count, "minutes", "ru"), lasting(count, "minutes", "en"), lasting(count, "minutes", "uz")]).toEqual(
      [ru, en, uz],
    );
  });

  it("tell the time in Tashkent, over midnight too", () => {
    expect(moment(Date.UTC(2026, 11, 31, 19, 5), "uz")).toBe("01.01.2027, 00:05 (Toshkent vaqti)");
  });
});

describe("an SMS", () => {
  it.each([
    ["a".repeat(160), 1],
    ["a".repeat(161), 2],
    ["a".repeat(306), 2],
    ["a".repeat(307), 3],
    ["[".repeat(80), 1],
    ["[".repeat(81), 2],
    ["я".repeat(70), 1],
    ["я".repeat(71), 2],
    ["я".repeat(134), 2],
    ["я".repeat(135), 3],
    [`${"a".repeat(69)}ʻ`, 1],
    [`${"a".repeat(70)}ʻ`, 2],
    ["😀".repeat(35), 1],
    ["😀".repeat(36), 2],
  ])("of %s is counted as networks do", (text, parts) => expect(smsParts(text)).toBe(parts));

  it("writes Uzbek with signs that leave it in the short alphabet", () => {
    expect(toSmsText("oʻgʻil taʼlim «a» — …")).toBe("o'g'il ta'lim \"a\" - ...");
  });
});

describe("languages and links", () => {
  it.each([
    ["uz", "uz"],
    ["ru", "ru"],
    ["en", "en"],
    ["de", "uz"],
    ["", "uz"],
    ["RU", "uz"],
  ])("a person who prefers %j is written to in %s", async (language, chosen) => {
    const { platform } = clockwork();
    const row = await composeNotification(platform, {
      organizationId: "org_1",
      recipient: { email: "a@b.uz" },
      language,
      template: "verify_email",
      values: values.verify_email,
    });
    expect(row.language).toBe(chosen);
  });

  it("a token is nothing that a server would log", () => {
    expect(linksTo("https://app.test", "ru")("invitation", "a/b&c")).toBe(
      "https://app.test/ru/invitation#token=a%2Fb%26c",
    );
    expect(linksTo("http://localhost:8787/", "uz")("forgotPassword")).toBe("http://localhost:8787/forgot-password");
  });

  it("a value or a way that a template does not have does not compile", () => {
    const compose = (draft: Parameters<typeof composeNotification<"reset_password">>[1]) => draft;
    const whole = { organizationId: "o", language: "uz", template: "reset_password" as const };
    // @ts-expect-error the token is missing
    compose({ ...whole, recipient: { email: "a@b.uz" }, values: { name: "A", minutes: 30 } });
    // @ts-expect-error the link of a reset goes by mail only
    compose({ ...whole, recipient: { phone: "+998901234567" }, values: values.reset_password });
  });
});
