// A situation into its decision, by decision diagrams; the decision is the same as that of `solon decide`.

import { Atlas } from "./atlas.js";
import { HIGH, LOW, isoOf } from "./calendar.js";
import { refuse } from "./faults.js";
import { Scene } from "./scene.js";
import { TooLarge } from "./store.js";
import { Work, frozen } from "./verdict.js";

const SCRATCH = 400_000;
const PARTS = [
  "by_instrument",
  "norms",
  "open_norms",
  "defeated",
  "missing",
  "no_matter",
  "readings",
  "if_not_done",
  "whoever",
  "near",
  "because",
];

export class Decider {
  constructor(model) {
    this.model = model;
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
      this.full = this.atlas.store.level.length + SCRATCH;
      this.start();
    }
    this.atlas.store.allow();
    return new Scene(this.atlas, this.calendars, situation);
  }

  // The `impossible` blocks that the known facts run into, whatever the open ones are.
  impossible(situation) {
    const scene = this.scene(situation);
    if (!scene.world.empty) return [];
    const names = this.model.impossibles.map(({ id }) => id);
    const single = names.filter((_, place) => !scene.world.put(scene.sheet.possible[place]));
    return single.length ? single : names;
  }

  decide(situation) {
    return guarded(() => {
      const blocked = this.impossible(situation);
      if (blocked.length) refuseImpossible(this.model, blocked);
      return new Decision(this.scene(situation));
    });
  }
}

// Throw the error for facts that cannot all be true.
export function refuseImpossible(model, blocked) {
  const reasons = model.impossibles.filter(({ id }) => blocked.includes(id)).map(({ because }) => because);
  const message = `These facts cannot all be true: ${reasons.join(" ")}`;
  refuse("ImpossibleFacts", blocked.join(", "), message, "Correct one of them, or make it unknown.");
}

// What runs out of the stack has too many steps as well.
export function guarded(work) {
  try {
    return work();
  } catch (fault) {
    throw fault instanceof RangeError ? new TooLarge() : fault;
  }
}

function neverTrue() {
  throw new TypeError("A decision is neither true nor false; look at the status of a verdict.");
}

// The whole answer. Parts of it are worked out when they are asked for.
export class Decision {
  constructor(scene) {
    const { model, situation, facts } = scene;
    const asked = new Set(situation.asked);
    const deeds = [...model.deeds.values()].filter(({ key }) => !asked.size || asked.has(key));
    const works = deeds.map((deed) => new Work(scene, deed));
    this.schema = "solon.decision/1";
    this.revision = model.revision;
    this.on = situation.on === null ? null : isoOf(situation.on);
    this.verdicts = works.map((work) => new Verdict(work));
    this.duties = [];
    this.assumptions = facts.assumptions;
    this.outside_dates = outside(scene);
    this.sources = situation.sources;
    frozen(this);
    hidden(this, works);
  }

  // The notes that travel with what the verdicts mention.
  get caveats() {
    const { model } = works(this)[0] || { model: { notes: [] } };
    const touched = new Set(works(this).flatMap((work) => work.touched));
    return model.notes
      .filter(({ norms }) => norms.some((name) => touched.has(name)))
      .map(({ id, says }) => ({ note: id, says }));
  }

  // The verdict for a bearer and an action; throws UnknownDeed when no norm is about them.
  get(bearer, action) {
    const found = this.verdicts.find((verdict) => verdict.bearer === bearer && verdict.action === action);
    if (!found) refuse("UnknownDeed", "", `There is no verdict on "${bearer} ${action}".`, "See policy.deeds.");
    return found;
  }

  // The answer as plain data, schema `solon.decision/1`.
  toJSON() {
    const { schema, revision, on, verdicts, duties, assumptions, caveats, outside_dates, sources } = this;
    const own = { schema, revision, on, verdicts: verdicts.map((one) => one.toJSON()), duties, assumptions };
    return { ...own, caveats, outside_dates, ...(Object.keys(sources).length ? { sources } : {}) };
  }

  [Symbol.toPrimitive]() {
    neverTrue();
  }
}

// The instruments that are not in force on the day of the act.
function outside({ model, facts, days }) {
  if (facts.allInForce) return [];
  const [first, last] = days.on === null ? [LOW, HIGH] : [days.on, days.on];
  const ids = [...model.instruments.keys()];
  return ids.filter((_, place) => model.forces[place].first > last || Math.min(model.forces[place].last, HIGH) < first);
}

// The answer for one bearer and one deed.
export class Verdict {
  constructor(work) {
    hidden(this, work);
    this.bearer = work.deed.bearer;
    this.action = work.deed.action;
    this.status = work.status;
    this.possible = work.possible;
    frozen(this);
  }

  // What would change the status.
  changes() {
    return guarded(() => works(this).part("changes"));
  }

  // The answer as plain data.
  toJSON() {
    const { bearer, action, status, possible } = this;
    const found = { bearer, action, status, possible: [...possible] };
    for (const name of PARTS) found[name] = this[name];
    if (!found.because.length) delete found.because;
    return { ...found, changes: this.changes() };
  }

  [Symbol.toPrimitive]() {
    neverTrue();
  }
}

for (const name of PARTS) {
  Object.defineProperty(Verdict.prototype, name, {
    get() {
      return guarded(() => works(this).part(name));
    },
  });
}

// What works out the parts of an answer stands apart from it.
const WORKS = new WeakMap();

function hidden(answer, work) {
  WORKS.set(answer, work);
}

function works(answer) {
  return WORKS.get(answer);
}
