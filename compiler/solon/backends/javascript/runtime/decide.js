// A situation into its decision, by decision diagrams; the decision is the same as that of `solon decide`.

import { Atlas } from "./atlas.js";
import { HIGH, LOW, isoOf } from "./calendar.js";
import { raise, refuse } from "./faults.js";
import { didYouMean } from "./nearest.js";
import { Scene } from "./scene.js";
import { frozen } from "./verdict.js";

const SCRATCH = 400_000;

export class Decider {
  // work: the class that works out verdicts. answer: the class of decisions.
  constructor(model, work, answer) {
    this.model = model;
    this.work = work;
    this.answer = answer;
    this.verdict = verdictOf(work);
    this.full = SCRATCH;
    this.start();
  }

  start() {
    this.atlas = new Atlas(this.model);
    this.calendars = new Map();
  }

  // A situation, put into the diagrams.
  scene(situation) {
    if (this.atlas.store.level.length > this.full) {
      // Each situation leaves nodes behind that the next one hardly needs.
      this.start();
      this.full = this.atlas.store.level.length + SCRATCH;
    }
    this.atlas.store.allow();
    return new Scene(this.atlas, this.calendars, situation);
  }

  // The same; throws ImpossibleFacts when its facts cannot all be true.
  possible(situation) {
    const scene = this.scene(situation);
    const blocked = this.blocked(scene);
    const says = ({ because }) => `These facts cannot all be true: ${because}`;
    const help = "Correct one of them, or make it unknown.";
    raise(blocked.map((block) => ({ kind: "ImpossibleFacts", at: block.id, says: says(block), help })));
    return scene;
  }

  // The `impossible` blocks that the known facts run into, whatever the open ones are.
  blocked(scene) {
    if (!scene.world.empty) return [];
    const blocks = this.model.impossibles;
    const single = blocks.filter((_, at) => !scene.world.put(scene.sheet.possible[at]));
    return single.length ? single : blocks;
  }

  decide(situation) {
    return new this.answer(this, this.possible(situation));
  }
}

// The whole answer. Parts of it are worked out when they are asked for.
export class Decision {
  constructor(decider, scene) {
    const { model, situation, facts } = scene;
    const asked = new Set(situation.asked);
    const deeds = [...model.deeds.values()].filter(({ key }) => !asked.size || asked.has(key));
    const works = deeds.map((deed) => new decider.work(scene, deed));
    this.schema = "solon.decision/1";
    this.revision = model.revision;
    this.on = situation.on === null ? null : isoOf(situation.on);
    this.situation = dataOf(situation, this.on);
    this.verdicts = works.map((work) => new decider.verdict(work));
    this.assumptions = facts.assumptions;
    this.outside_dates = outside(scene);
    this.sources = { ...situation.sources };
    frozen(this);
    WORKS.set(this, { works, scene, memo: {} });
  }

  // The verdict for a bearer and an action; throws UnknownDeed when there is none.
  get(bearer, action) {
    const found = this.verdicts.find((verdict) => verdict.bearer === bearer && verdict.action === action);
    return found || refuseDeed(`${bearer} ${action}`, this.verdicts.map((one) => `${one.bearer} ${one.action}`));
  }

  // The answer as plain data, schema `solon.decision/1`.
  toJSON() {
    const { schema, revision, on, situation, verdicts, assumptions, outside_dates, sources } = this;
    const all = verdicts.map((one) => one.toJSON());
    const own = { schema, revision, on, situation, verdicts: all, assumptions, outside_dates };
    return Object.keys(sources).length ? { ...own, sources } : own;
  }

  [Symbol.toPrimitive]() {
    throw new TypeError("A decision is neither true nor false; look at the status of a verdict.");
  }
}

// A situation as plain data, with the keys of a situation file.
function dataOf({ dayLeftOut, given, unknown, restIsNo, readings, asked }, on) {
  const known = [...given].map(([name, value]) => [name, typeof value === "number" ? isoOf(value) : value]);
  return {
    ...(dayLeftOut ? {} : { on: on || "unknown" }),
    facts: Object.fromEntries([...known, ...[...unknown].sort().map((name) => [name, null])]),
    ...(restIsNo ? { "everything else": "no" } : {}),
    ...(readings.size ? { readings: Object.fromEntries(readings) } : {}),
    ...(asked.length ? { asked } : {}),
  };
}

// What works out the parts of an answer stands apart from it.
export const WORKS = new WeakMap();

// The class of verdicts whose parts are worked out by a class.
function verdictOf(work) {
  class Verdict {
    constructor(own) {
      WORKS.set(this, own);
      this.bearer = own.deed.bearer;
      this.action = own.deed.action;
      this.status = own.status;
      this.possible = own.possible;
      frozen(this);
    }

    // The answer as plain data.
    toJSON() {
      const { bearer, action, status, possible } = this;
      const found = { bearer, action, status, possible };
      for (const name of work.parts) found[name] = this[name];
      if (!found.because.length) delete found.because;
      return work.asked.includes("changes") ? { ...found, changes: this.changes() } : found;
    }

    [Symbol.toPrimitive]() {
      throw new TypeError("A verdict is neither true nor false; look at its status.");
    }
  }
  const part = (name) =>
    function () {
      return WORKS.get(this).part(name);
    };
  for (const name of work.parts) Object.defineProperty(Verdict.prototype, name, { get: part(name) });
  for (const name of work.asked) Verdict.prototype[name] = part(name);
  return Verdict;
}

// Throw the error for a verdict that there is not. known: the keys of those that there are.
export function refuseDeed(key, known) {
  const help = didYouMean(key, known, 0.6) || "See policy.verdicts.";
  refuse("UnknownDeed", "asked", `There is no verdict on "${key}".`, help);
}

// The instruments that are not in force on the day of the act.
function outside({ model, facts, days }) {
  if (facts.allInForce) return [];
  const [first, last] = days.on === null ? [LOW, HIGH] : [days.on, days.on];
  const found = model.forces.map((force) => force.first > last || Math.min(force.last, HIGH) < first);
  return model.instruments.filter((_, at) => found[at]);
}
