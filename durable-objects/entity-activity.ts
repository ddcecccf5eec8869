import { DurableObject } from "cloudflare:workers";
import {
  type AggregatesWord,
  askOtherShards,
  type BookWord,
  type BreakerFigures,
  type Claim,
  type ClaimVerdict,
  type Decided,
  type DecisionOrder,
  type FillOrder,
  type FillStep,
  type ForgetOrder,
  type ForgetStep,
  foreseeIn,
  type LabelNotice,
  type ListEvidence,
  type LookOrder,
  type MembersWord,
  type ModelAssignment,
  type Observation,
  type OpenOrder,
  openOrder,
  type Payment,
  type PaymentSubjects,
  type RulesWord,
  type Settlement,
  shardOf,
} from "#antifraud";
import { describeFailure, log } from "#platform/log";
import { CountedAggregates } from "./entity-activity.aggregates.ts";
import { Breakers } from "./entity-activity.breakers.ts";
import { ShardDatabase } from "./entity-activity.database.ts";
import { claimId, takeTurn } from "./entity-activity.decide.ts";
import { forgetInJournal } from "./entity-activity.erasure.ts";
import { fillAggregate } from "./entity-activity.fill.ts";
import { Journal } from "./entity-activity.journal.ts";
import { Labels } from "./entity-activity.labels.ts";
import { DecidingLists } from "./entity-activity.lists.ts";
import { DecidingModels } from "./entity-activity.models.ts";
import { ObservedPayments } from "./entity-activity.observe.ts";
import { Outbox } from "./entity-activity.outbox.ts";
import { DECISIONS_KEPT_MS, forgetOld } from "./entity-activity.retention.ts";
import { DecidingRules } from "./entity-activity.rules.ts";
import { EntityStates } from "./entity-activity.states.ts";
import { type Counted, EntityStorage } from "./entity-activity.storage.ts";
import { EarliestAlarm } from "./shared/earliest-alarm.ts";

const SECOND = 1000;
const DAY = 24 * 3600 * SECOND;

/** The alarm is the safety net of publishing and settling; what goes well is told long before. */
const TELL_AFTER_MS = 30 * SECOND;
const NEXT_ROUND_MS = SECOND / 2;
const TELL_AGAIN_MS = 60 * SECOND;
const SETTLING_GIVES_UP_MS = 2 * DAY;

/**
 * The recent activity of an organisation's cards, users, devices, addresses and merchants, or of one shard of them, named
 * `organisation:shard`; with it the decisions on its payers' payments, their idempotency and their outbox. The single
 * writer of all of it. See durable-objects/README.md for what survives what.
 */
export class EntityActivity extends DurableObject<Env> {
  readonly #database: ShardDatabase;
  readonly #stored: EntityStorage;
  readonly #labels: Labels;
  readonly #models: DecidingModels;
  readonly #rules: DecidingRules;
  readonly #lists: DecidingLists;
  readonly #aggregates: CountedAggregates;
  readonly #wake: EarliestAlarm;
  #states: EntityStates;
  #breakers: Breakers;
  #journal: Journal;
  #outbox: Outbox;
  /** Decisions that are being made or committed, by transaction id. */
  readonly #deciding = new Map<string, { fingerprint: string; decided: Promise<Decided> }>();
  /** The end of the turn that was taken last: no two payments are read, decided and counted at the same time. */
  #lastTurn: Promise<unknown> = Promise.resolve();
  readonly #observed = new ObservedPayments((...counted) => this.#count(...counted));

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#database = new ShardDatabase(ctx.storage);
    this.#stored = new EntityStorage(this.#database);
    this.#labels = new Labels(this.#database);
    this.#models = new DecidingModels(env, this.#database);
    this.#rules = new DecidingRules(this.#database);
    this.#lists = new DecidingLists(env, this.#database);
    this.#aggregates = new CountedAggregates(this.#database);
    this.#wake = new EarliestAlarm(ctx.storage);
    this.#states = new EntityStates(this.#stored, this.#aggregates, Date.now());
    this.#breakers = new Breakers(env, this.#database);
    this.#journal = this.#openJournal();
    this.#outbox = new Outbox(env, this.#stored, this.#journal);
    ctx.waitUntil(this.#models.load());
  }

  /** What the object is made of now: some of it is made anew when everything was forgotten. */
  get #parts() {
    return {
      env: this.env,
      stored: this.#stored,
      states: this.#states,
      journal: this.#journal,
      breakers: this.#breakers,
      models: this.#models,
      rules: this.#rules,
      lists: this.#lists,
      aggregates: this.#aggregates,
    };
  }

  /**
   * Decides on a payment, once: the decision, what it counts and what it owes are one entry of the journal, and whoever
   * asks again gets the first answer.
   */
  async decide(closed: DecisionOrder): Promise<Decided> {
    const order = openOrder(closed);
    const { id } = order.brief.payment;
    const running = this.#deciding.get(id);
    if (running) return running.fingerprint === order.fingerprint ? running.decided : { status: "conflict" };
    const known = this.#stored.findDecision(id);
    if (known)
      return known.fingerprint === order.fingerprint
        ? { status: "decided", answer: known.answer }
        : { status: "conflict" };
    const decided = this.#decide(order);
    this.#deciding.set(id, { fingerprint: order.fingerprint, decided });
    try {
      return await decided;
    } finally {
      this.#deciding.delete(id);
    }
  }

  /** Takes an id for a body that another shard is about to decide on. */
  async claim({ transactionId, ...claim }: Claim): Promise<ClaimVerdict> {
    const running = this.#deciding.get(transactionId);
    const known = this.#stored.findDecision(transactionId) ?? this.#journal.findClaim(transactionId);
    if ((running ?? known ?? claim).fingerprint !== claim.fingerprint) return "conflict";
    if (known && "at" in known) return { claimedAt: known.at };
    await this.#journal.claim(transactionId, claim);
    this.#wake.by(claim.claimedAt + DAY);
    return { claimedAt: known?.claimedAt ?? claim.claimedAt };
  }

  /** Counts a payment that another shard decides on, at once, in memory, and says what was known of the entities before. */
  observe(payment: Payment, names: string[]): Observation {
    return this.#observed.observe(payment, names, this.#parts);
  }

  /** What is known now of the entities of a payment that live here. Counts nothing, so that whoever asks leaves no trace. */
  look(order: LookOrder): Observation {
    return foreseeIn(order, this.#states);
  }

  /** What the lists say of a payment at a time, epoch milliseconds; null where there are none. */
  askLists(organizationId: string, subjects: PaymentSubjects, at: number): ListEvidence | null {
    return this.#lists.ask(organizationId, subjects, at)?.evidence ?? null;
  }

  /** Makes observed payments whole: counts those that were lost, and notes what became of them. Sent until it succeeds. */
  settle(settlements: Settlement[]): void {
    this.#observed.settle(settlements, this.#parts, Date.now());
  }

  /** Notes how payments turned out. The newest report of each counts, so repeats and stragglers change nothing. */
  label(notices: LabelNotice[]): void {
    const fresh = notices.filter((notice) => this.#labels.isNews(notice));
    if (fresh.length === 0) return;
    const now = Date.now();
    this.#journal.commitWith(() => {
      for (const notice of fresh) this.#labels.note(notice, this.#states, now);
    });
    this.#wake.by(now + DAY);
  }

  /** Takes which models decide from the next payment on. An older word than the last changes nothing. */
  assignModels(assignment: ModelAssignment): Promise<void> {
    return this.#models.assign(assignment, (change) => this.#journal.commitWith(change));
  }

  /** Takes which rules the organisation has from the next payment on. An older word than the last changes nothing. */
  assignRules(word: RulesWord): void {
    this.#rules.assign(word, (change, { breakers = [] }) =>
      this.#journal.commitWith(() => {
        change();
        this.#breakers.assign(breakers);
      }),
    );
  }

  /** How everything that may block stands at a time, by the payments that were decided here. */
  readBreakers(at: number): BreakerFigures[] {
    return this.#breakers.figures(at, this.#rules.inForce.band);
  }

  /** The revision of the lists that holds here. */
  listsRevision(): number {
    return this.#lists.revision;
  }

  /** Takes entries of lists that changed since a revision; false where another one holds by now. */
  takeListMembers(word: MembersWord): boolean {
    return this.#lists.take(word, (change) => this.#journal.commitWith(change));
  }

  /** Takes which lists the organisation has from the next payment on, with the entries taken before; false as above. */
  assignLists(word: BookWord): boolean {
    return this.#lists.assign(word, (change) => this.#journal.commitWith(change));
  }

  /** Takes what the organisation counts beside, from the next payment on. An older word than the last changes nothing. */
  assignAggregates(word: AggregatesWord): void {
    this.#aggregates.assign(word, this.#journal.lastSeq, (change) => this.#journal.commitWith(change));
  }

  /** Fills an aggregate in with what was decided before it, one step; what is repeated counts nothing. */
  fillAggregate(order: FillOrder): FillStep {
    return fillAggregate(order, { ...this.#parts, counted: this.#aggregates }, Date.now());
  }

  /** The event of a decision made here, or the shard that holds an id of ours. */
  find(transactionId: string): { event: string } | { holder: number } | null {
    const event = this.#stored.findEvent(transactionId);
    if (event !== undefined) return { event };
    const claim = this.#journal.findClaim(transactionId);
    return claim ? { holder: claim.holder } : null;
  }

  /** Forgets a payer or a card until a time, one step of the journal at a time; the first step forgets the activity too. */
  async forget(order: ForgetOrder): Promise<ForgetStep> {
    if (!this.#database.isOpen) return { forgotten: 0, next: null };
    await this.#journal.durable();
    let step: ForgetStep = { forgotten: 0, next: null };
    this.#journal.commitWith(() => {
      step = forgetInJournal(this.#database, order, (names) => this.#states.saveAhead(names, Date.now()));
      if (order.after === 0) this.#states.forget(order.name);
    });
    return step;
  }

  async #decide(order: OpenOrder): Promise<Decided> {
    const own = shardOf(order.brief.entities.payer, order.shards);
    const claim = await claimId(order, own, this.#parts);
    if (claim === "conflict") return { status: "conflict" };
    if (!order.isForgotten && claim.claimedAt < order.startedAt - DECISIONS_KEPT_MS) return { status: "forgotten" };
    const said = await askOtherShards(this.env, order, own);
    const turn = this.#lastTurn.then(() => takeTurn(order, own, said, () => this.#parts));
    this.#lastTurn = turn.catch(() => {});
    const { answer, isDeclined, durable } = await turn;
    await durable;
    this.#wake.by(order.startedAt + spread(TELL_AFTER_MS));
    if (order.shards > 1) this.ctx.waitUntil(this.#lists.expect(order.organizationId));
    this.ctx.waitUntil(this.#outbox.publishSoon());
    if (this.#breakers.hasUntold) this.ctx.waitUntil(this.#tellBreakers());
    // Declines are what card testing shows by, so they do not wait for the others.
    if (isDeclined && said.owed.length > 0)
      this.ctx.waitUntil(this.#outbox.settle([{ payment: order.brief.payment, owed: said.owed, isDeclined }]));
    return { status: "decided", answer };
  }

  /** Counts a payment that another shard decides on. Its sender repeats what is lost before the commit. */
  #count(payment: Payment, by: Omit<Counted, "payer">, isDeclined: boolean): void {
    const now = Date.now();
    const counted = { payer: null, ...by };
    this.ctx.waitUntil(this.#journal.add({ at: now, payment, counted, isDeclined, decision: null }));
    this.#wake.by(now + DAY);
  }

  #tellBreakers(): Promise<void> {
    return this.#breakers.tell((change) => this.#journal.commitWith(change));
  }

  #openJournal(): Journal {
    const startOver = (failure: unknown) => this.#startOver(failure);
    return new Journal(this.#database, this.#stored, this.#states, this.#breakers, startOver);
  }

  /** Tells what is untold, forgets what is too old, and says when to wake again. */
  override async alarm(): Promise<void> {
    this.#wake.rang();
    if (!this.#database.isOpen) return;
    const now = Date.now();
    await this.#outbox.publishSoon();
    const isWell = await this.#outbox.settleNext(now - SETTLING_GIVES_UP_MS);
    const { hasUnpublished, hasOwed } = this.#outbox;
    await this.#journal.durable();
    await this.#tellBreakers();
    const isTold = !hasUnpublished && !this.#breakers.hasUntold;
    if (!isTold || hasOwed) return this.#wake.by(now + (isWell && isTold ? NEXT_ROUND_MS : TELL_AGAIN_MS));
    let isAnythingLeft = true;
    this.#journal.commitWith(() => {
      const doneUpTo = this.#aggregates.isFilling ? 0 : this.#journal.doneUpTo;
      isAnythingLeft = forgetOld(this.#database, now, doneUpTo, this.#aggregates.longestMs);
    });
    if (isAnythingLeft) return this.#wake.by(now + DAY);
    if (this.#models.assignment || this.#rules.isTold || this.#lists.isTold || this.#aggregates.isTold) return;
    if (this.#breakers.hasAny) return;
    await this.#database.erase();
    this.#states = new EntityStates(this.#stored, this.#aggregates, now);
    this.#breakers = new Breakers(this.env, this.#database);
    this.#journal = this.#openJournal();
    this.#outbox = new Outbox(this.env, this.#stored, this.#journal);
  }

  /** Leaves memory behind after a commit that failed; the platform opens the object anew from what is stored. */
  #startOver(failure: unknown): void {
    log("error", "activity starts over", describeFailure(failure));
    this.ctx.abort("The activity starts over, send the same request again");
  }
}

/** A time between half and the whole of one, so that objects that began together do not go on together. */
const spread = (ms: number) => ms * (0.5 + Math.random() / 2);
