// What a developer asks: facts in, a decision or the statuses out.

import { STATUSES, rungsOf } from "./atlas.js";
import { Decider, refuseDeed } from "./decide.js";
import { Reader, isGiven, isPlain, shown } from "./facts.js";
import { raise } from "./faults.js";
import { UNDETERMINED, guarded, headline } from "./verdict.js";

const SCHEMA = "solon.graph/3";
const OPTIONS = ["on", "readings", "everythingElseNo", "asked"];
const ANSWERS = [...STATUSES, UNDETERMINED];

export class Engine {
  constructor(model, work, answer) {
    this.revision = model.revision;
    this.schema = SCHEMA;
    Object.defineProperty(this, INSIDE, { value: { model, decider: new Decider(model, work, answer) } });
  }

  // What a decision has verdicts on: bearers and actions.
  get verdicts() {
    return [...this[INSIDE].model.deeds.values()].map(({ bearer, action }) => ({ bearer, action }));
  }

  // The decision on some facts. options: on, readings, everythingElseNo, asked. Throws a SolonError.
  decide(facts, options) {
    return guarded(() => this[INSIDE].decider.decide(this.read(facts, options)));
  }

  // What reads facts.
  reader() {
    return new Reader(this[INSIDE].model, []);
  }

  // Facts and options as a situation.
  read(facts, options) {
    const reader = this.reader();
    const { on, readings, asked, everythingElseNo: rest } = this.options(reader, options, OPTIONS);
    if (isGiven(rest) && typeof rest !== "boolean") {
      reader.add("WrongFact", "everythingElseNo", `everythingElseNo: "${shown(rest)}" is not understood.`, "Write true.");
    }
    if (!isGiven(facts)) reader.add("WrongFact", "facts", "No facts were given.", "Write {} where nothing is known.");
    const situation = reader.situation(facts, on, readings, asked, rest === true);
    raise(reader.faults);
    return situation;
  }

  options(reader, options, known) {
    if (!isGiven(options)) return {};
    if (!isPlain(options)) reader.add("UnknownKey", "options", "The options must be an object.", 'Write: { on: "2018-05-01" }');
    else {
      for (const key of Object.keys(options)) {
        if (known.includes(key)) continue;
        const help = reader.meant(key, known, 0.6, "The options are");
        reader.add("UnknownKey", key, `There is no option "${shown(key)}".`, help);
      }
    }
    return options;
  }

  // The status of each deed, and nothing else: the quickest answer. options: as for decide. Throws a SolonError.
  statuses(facts, options) {
    const { model, decider } = this[INSIDE];
    return guarded(() => new Statuses(model, statusesOf(model, decider.possible(this.read(facts, options)))));
  }
}

// The parts of an engine that nobody outside needs.
export const INSIDE = Symbol("inside");

// The numbers of the statuses of all deeds.
export function statusesOf(model, scene) {
  const diagrams = [...model.deeds.values()].map((deed) => scene.sheet.status(deed));
  return diagrams.map((diagram) => ANSWERS.indexOf(headline(rungsOf(scene.world.ends(diagram)))));
}

// The status of each deed.
export class Statuses {
  // found: for each deed in order, the place of its status in ANSWERS.
  constructor(model, found) {
    this.deeds = model.deeds;
    this.found = found;
  }

  // The status for a bearer and an action; throws UnknownDeed when no norm is about them.
  get(bearer, action) {
    const key = `${bearer} ${action}`;
    const deed = this.deeds.get(key);
    return deed ? ANSWERS[this.found[deed.at]] : refuseDeed(key, this.deeds.keys());
  }

  // As plain data: statuses by "bearer action".
  toJSON() {
    return Object.fromEntries([...this.deeds.keys()].map((key, at) => [key, ANSWERS[this.found[at]]]));
  }

  [Symbol.toPrimitive]() {
    throw new TypeError("Statuses are neither true nor false; ask for one with get(bearer, action).");
  }
}
