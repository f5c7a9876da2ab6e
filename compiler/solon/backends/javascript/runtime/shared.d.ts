export type Status =
  | "prohibited"
  | "required"
  | "advised_against"
  | "advised"
  | "permitted"
  | "not_regulated";
/** `undetermined`: the open facts still decide. */
export type Headline = Status | "undetermined";
export type Modality = "must not" | "must" | "should not" | "should" | "may" | "need not";

export interface Reason {
  readonly fact: FactId | "on";
  readonly value: string;
  /** The sentence that says so. */
  readonly says: string;
}

export interface NormAnswer {
  readonly rule: NormId;
  readonly modality: Modality;
  readonly citations: readonly string[];
  readonly instrument: InstrumentId;
  readonly authority: string;
  /** A smallest set of known facts that makes the norm apply whatever else is true. */
  readonly because: readonly Reason[];
  /** The "counts as" blocks by which the deed is reached. */
  readonly through?: readonly string[];
  /** The deeds of which any meets the duty. */
  readonly one_of?: readonly string[];
}

export interface Defeat {
  readonly rule: NormId;
  readonly by: readonly NormId[];
  readonly citations: readonly string[];
}

export interface Missing {
  readonly fact: FactId | "on";
  readonly asks: string;
  readonly judged_by: string | null;
}

export interface OtherReading {
  readonly reading: keyof Readings;
  readonly chosen: string;
  readonly otherwise: { readonly [option: string]: Headline };
}

// only whole
export interface NearMiss {
  readonly rule: NormId;
  readonly modality: Modality;
  readonly citations: readonly string[];
  readonly wanting: readonly string[];
}

export interface Change {
  readonly fact: FactId;
  readonly before: string | null;
  readonly after: string;
  readonly says: string;
  readonly changed_by: string | null;
  readonly citations: readonly string[];
}

export interface Changes {
  readonly better: readonly (readonly Change[])[];
  readonly worse: readonly (readonly Change[])[];
  readonly in_the_way: readonly (readonly Change[])[];
  readonly undecided: boolean;
}

/** A duty with its days. Where a day is unsettled, it is the earliest `from`, the latest `by` or `until` that is left. */
export interface Duty {
  readonly rule: NormId;
  readonly bearer: Bearer;
  readonly action: Action | null;
  readonly modality: Modality;
  readonly from: string | null;
  readonly by: string | null;
  readonly until: string | null;
  readonly state: "upcoming" | "due" | "in force" | "over" | "never" | "undetermined";
  readonly unsettled?: readonly ("from" | "by" | "until")[];
  readonly varies?: true;
  readonly wanting?: readonly FactId[];
  readonly one_of?: readonly Action[];
}

// both
/** The answer for one bearer and one deed. It is neither true nor false: look at its status. */
export interface Verdict {
  readonly bearer: Bearer;
  readonly action: Action;
  readonly status: Headline;
  readonly possible: readonly Status[];
  readonly by_instrument: { readonly [instrument in InstrumentId]?: Headline };
  readonly norms: readonly NormAnswer[];
  readonly open_norms: readonly NormId[];
  readonly defeated: readonly Defeat[];
  /** The facts that can still change the status, the most decisive first. */
  readonly missing: readonly Missing[];
  readonly readings: readonly OtherReading[];
  readonly if_not_done: Headline;
  readonly because: readonly Reason[];
// only whole
  readonly no_matter: readonly Missing[];
  readonly whoever: readonly string[];
  readonly near: readonly NearMiss[];
  /** What would change the status. */
  changes(): Changes;
  /** The verdict in a few plain sentences. */
  explain(): string;
// both
  toJSON(): object;
}

/** The whole answer. It is neither true nor false: look at the status of a verdict. */
export class Decision {
  private constructor();
  readonly schema: "solon.decision/1";
  readonly revision: string;
  readonly on: string | null;
  /** What was given, with the keys of a situation file. */
  readonly situation: object;
  readonly verdicts: readonly Verdict[];
// only whole
  readonly duties: readonly Duty[];
  /** The duties with days that stand only if open facts turn out so. */
  readonly possible_duties: readonly { readonly duty: Duty; readonly turns_on: readonly (FactId | "on")[] }[];
  readonly caveats: readonly { readonly note: string; readonly says: string }[];
// both
  readonly assumptions: readonly { readonly fact: FactId; readonly value: boolean; readonly why: string }[];
  readonly outside_dates: readonly InstrumentId[];
  readonly sources: { readonly [fact in FactId]?: { readonly by?: string; readonly note?: string } };
  /** Throws UnknownDeed when there is no such verdict. */
  get(bearer: Bearer, action: Action): Verdict;
  toJSON(): object;
}

/** The status of each deed. */
export class Statuses {
  private constructor();
  /** Throws UnknownDeed when no norm is about them. */
  get(bearer: Bearer, action: Action): Headline;
  toJSON(): { [deed in Deed]: Headline };
}

export interface Pair {
  readonly bearer: Bearer;
  readonly action: Action;
}

export interface Options {
  /** The day of the act. Left out: any day on which every instrument is in force. */
  on?: `${number}-${number}-${number}` | "unknown" | null;
  readings?: Readings;
  /** Every yes/no fact that is left out is "no". */
  everythingElseNo?: boolean;
  asked?: readonly (Deed | readonly [Bearer, Action])[];
}

// only engine
export class Engine {
  private constructor();
// only whole
/** A situation with the keys of a situation file. */
export interface Situation {
  on?: string | null;
  facts?: { [fact in FactId]?: unknown };
  "everything else"?: "no" | false;
  readings?: Readings;
  asked?: readonly string[];
  question?: QuestionId;
  order?: readonly string[];
  "set aside"?: { [name: string]: unknown };
}

export interface Question {
  readonly fact: FactId | "on";
  readonly kind: "fact" | "choice" | "date" | "day";
  readonly asks: string;
  readonly help: string;
  readonly judged_by: string | null;
  /** The values that can be given now, beside "not sure"; nothing for a day. */
  readonly values: readonly { readonly value: boolean | string; readonly says: string }[];
}

export interface Answer {
  readonly fact: FactId | "on";
  /** null: "not sure". */
  readonly value: boolean | string | null;
}

/** A question that a person has, asked step by step. It never changes; each answer gives another one. */
export class Interview {
  private constructor();
  /** What to ask now, or null at the end. */
  readonly question: Question | null;
  /** How many questions are left at most; it never grows while answers are added. */
  readonly left: number;
  /** The answers in use, in order. */
  readonly answers: readonly Answer[];
  /** The answers that do not apply now; they come back when they apply again. */
  readonly setAside: readonly Answer[];
  readonly decision: Decision;
  questionAbout(fact: FactId | "on"): Question;
  /**
   * The interview after an answer. value: null for "not sure"; for the day of the act also "any day". fact: what is
   * answered, or answered otherwise than before; left out: what is asked now. Throws ImpossibleFacts.
   */
  answer(value: boolean | string | null, fact?: FactId | "on"): Interview;
  since(earlier: Interview): { setAside: (FactId | "on")[]; back: (FactId | "on")[] };
  toJSON(): Situation;
}

export interface InputWords {
  readonly id: FactId;
  readonly kind: "fact" | "choice" | "date";
  readonly asks: string;
  readonly help: string;
  readonly says: string;
  readonly denies: string;
  readonly judged_by: string;
  readonly changed_by: string;
  readonly presumed: boolean | null;
  readonly options: readonly { readonly id: string; readonly says: string }[];
}

export class Policy {
  private constructor();
  readonly facts: { readonly [fact in FactId]: InputWords };
  readonly actions: { readonly [action: string]: { readonly id: string; readonly says: string; readonly instead: string } };
  readonly readings: {
    readonly [reading in keyof Readings]-?: {
      readonly id: string;
      readonly question: string;
      readonly chosen: string;
      readonly options: readonly { readonly id: string; readonly says: string }[];
    };
  };
  readonly questions: { readonly [question in QuestionId]: { readonly id: string; readonly asks: string; readonly verdicts: readonly Pair[] } };
  readonly bearers: { readonly [bearer in Bearer]: { readonly id: string; readonly says: string; readonly also_for: readonly string[] } };
  readonly instruments: {
    readonly [instrument in InstrumentId]: { readonly id: string; readonly title: string; readonly authority: string; readonly ask: string };
  };
  decideSituation(situation: Situation): Decision;
  ask(question: QuestionId | readonly Deed[], options?: Omit<Options, "asked"> & { facts?: Facts }): Interview;
  resume(situation: Situation): Interview;
  /** Throws BrokenArtefact when the data of the package is not as it was made. */
  verify(): this;
// both
  readonly revision: string;
  readonly schema: string;
  /** What a decision has verdicts on. */
  readonly verdicts: readonly Pair[];
  /** Throws a SolonError that lists everything that is wrong. */
  decide(facts: Facts, options?: Options): Decision;
  statuses(facts: Facts, options?: Omit<Options, "asked">): Statuses;
}

export interface Fault {
  readonly kind: string;
  /** The name it is at. */
  readonly at: string;
  /** What is wrong. */
  readonly says: string;
  /** What to do. */
  readonly help: string;
// only whole
  /** Of an answer that cannot be true beside earlier ones: the answers against it. */
  readonly against?: readonly string[];
// both
}

/** Anything that is refused. An error is never a verdict. */
export class SolonError extends Error {
  readonly faults: readonly Fault[];
}
export class WrongSituation extends SolonError {}
export class UnknownFact extends WrongSituation {}
export class WrongFact extends WrongSituation {}
export class UnknownReading extends WrongSituation {}
export class WrongDay extends WrongSituation {}
export class UnknownDeed extends WrongSituation {}
export class UnknownQuestion extends WrongSituation {}
export class UnknownKey extends WrongSituation {}
export class ImpossibleFacts extends WrongSituation {}
export class BrokenArtefact extends SolonError {}
export class TooHard extends SolonError {}
// only engine
export as namespace solon;
export function load(): Engine;
declare const engine: Engine;
export default engine;
// only whole
export as namespace solon;
export function load(): Policy;
declare const policy: Policy;
export default policy;
