const DAY_MS = 86_400_000;
const ROWS_AT_ONCE = 20_000;

/** Odd multipliers of common hash functions; multiples of one draw evenly, and nearly apart from those of another. */
const multipliers = [
  2654435761, 2246822519, 3266489917, 668265263, 374761393, 1540483477, 3432918353, 461845907, 1597334677,
];

const columns = `organization_id, transaction_id, user_id, amount_minor, amount_usd_cents, currency, merchant, merchant_category,
  sealed, decision, risk_score, confidence, reasons, ml_model_version, processing_time_ms, answer, evidence, payer, occurred_at,
  created_at`;

/** Between 0 and 1 by the number of a decision: the same in every run, another for every `draw`. */
const share = (draw: number) => `(n * ${multipliers[draw - 1]} % 4294967296 / 4294967296.0)`;

/**
 * Stores decisions of the last days straight in the database, evenly over the time: most with low scores, some of rules, at
 * merchants of which few have most payments; and reports on three in a hundred. The evidence is as short as the counting allows.
 */
export async function seedDecisions(
  database: D1Database,
  organizationId: string,
  { decisions, days, merchants }: { decisions: number; days: number; merchants: number },
): Promise<void> {
  const from = Date.now() - days * DAY_MS;
  for (let first = 1; first <= decisions; first += ROWS_AT_ONCE)
    await database
      .prepare(
        `WITH RECURSIVE numbers(n) AS (SELECT ?1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?2),
         drawn AS (SELECT n, CAST(iif(${share(1)} < 0.93, 300 * ${share(2)} * ${share(3)}, 300 + 700 * ${share(2)}) AS INTEGER)
             AS score,
           ${share(4)} < 0.02 AS is_hit, CAST(100 + 40000 * ${share(5)} * ${share(6)} AS INTEGER) AS cents,
           CAST(${merchants} * ${share(7)} * ${share(8)} * ${share(9)} AS INTEGER) AS merchant FROM numbers)
         INSERT INTO antifraud_transactions (${columns}) SELECT ?3, 'bench-' || n, 'user-' || (n % 50000), cents, cents, 'USD',
           'Merchant ' || merchant, 'Groceries', '',
           iif(score > 800, 'BLOCKED', iif(score >= 500, 'UNDER_REVIEW', 'APPROVED')), score, 0.9, '[]', 'v1.1.0-ensemble',
           4 + n % 9, '{}', json_object('model', json_object('score', score),
             'rules', iif(is_hit, json_object('hit', json_array('rule_burst', 'rule_takeover')), json_object())),
           'user:' || ?3 || ':user-' || (n % 50000), ?4 + CAST(n * ?5 AS INTEGER), ?4 + CAST(n * ?5 AS INTEGER) FROM drawn`,
      )
      .bind(first, Math.min(first + ROWS_AT_ONCE - 1, decisions), organizationId, from, (days * DAY_MS) / decisions)
      .run();
  await database
    .prepare(
      `INSERT INTO antifraud_labels SELECT organization_id, iif(decision = 'UNDER_REVIEW', 'review',
           iif(rowid % 200 < 100, 'chargeback', 'false_positive')), 'bench-' || rowid, transaction_id,
         iif(decision = 'UNDER_REVIEW', rowid % 3 = 0, rowid % 200 < 100), occurred_at, created_at + 1000, created_at + 1000,
         'bench', NULL
       FROM antifraud_transactions WHERE decision = 'UNDER_REVIEW' AND rowid % 2 = 0 OR rowid % 100 = 0`,
    )
    .run();
}

/**
 * Stores copies of an organisation's decisions, evidence and all, evenly over the last days, and reports on three in a hundred.
 */
export async function copyDecisions(
  database: D1Database,
  organizationId: string,
  { decisions, days }: { decisions: number; days: number },
): Promise<void> {
  const { results } = await database
    .prepare("SELECT rowid FROM antifraud_transactions WHERE organization_id = ?")
    .bind(organizationId)
    .all<{ rowid: number }>();
  const sources = JSON.stringify(results.map(({ rowid }) => rowid));
  const changed: Record<string, string> = {
    transaction_id: "'copy-' || CAST(n AS INTEGER)",
    created_at: "?5 + CAST(n * ?6 AS INTEGER)",
    device_index: "NULL",
    ip_index: "NULL",
  };
  const copied = [...columns.split(/,\s*/), "device_index", "ip_index"];
  const values = copied.map((name) => changed[name] ?? `t.${name}`);
  const from = Date.now() - days * DAY_MS;
  for (let first = 1; first <= decisions; first += ROWS_AT_ONCE)
    await database
      .prepare(
        `WITH RECURSIVE numbers(n) AS (SELECT ?1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?2)
         INSERT INTO antifraud_transactions (${copied}) SELECT ${values} FROM numbers
         CROSS JOIN antifraud_transactions AS t ON t.rowid = (?3 ->> ('$[' || CAST(n % ?4 AS INTEGER) || ']'))`,
      )
      .bind(
        first,
        Math.min(first + ROWS_AT_ONCE - 1, decisions),
        sources,
        results.length,
        from,
        (days * DAY_MS) / decisions,
      )
      .run();
  await database
    .prepare(
      `INSERT INTO antifraud_labels SELECT organization_id, iif(rowid % 2 = 0, 'chargeback', 'false_positive'), 'copy-' || rowid,
         transaction_id, rowid % 2 = 0, occurred_at, created_at + 1000, created_at + 1000, 'bench', NULL
       FROM antifraud_transactions WHERE organization_id = ? AND transaction_id GLOB 'copy-*' AND rowid % 33 < 1`,
    )
    .bind(organizationId)
    .run();
}
