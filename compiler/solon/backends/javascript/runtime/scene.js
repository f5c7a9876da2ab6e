// A situation into worlds: what is known under each set of readings, or when some of it is left out again.

import { Days } from "./days.js";
import { once } from "./store.js";
import { ON, World } from "./world.js";

const KEPT = 256;

// The values that a situation settles: given, presumed, or "everything else: no". A presumption comes first.
export function known(model, situation) {
  const values = new Map();
  const assumptions = [];
  const assume = (fact, value, why) => {
    values.set(fact, value);
    assumptions.push({ fact, value, why });
  };
  for (const { id, at, kind, presumed } of model.inputs.values()) {
    if (situation.given.has(id)) values.set(id, situation.given.get(id));
    else if (kind !== "fact" || situation.unknown.has(id)) continue;
    else if (presumed !== null) assume(id, presumed, model.text(2, at, 3, "presumed"));
    else if (situation.restIsNo) assume(id, false, "everything else: no");
  }
  return { on: situation.on, allInForce: situation.on === null && situation.dayLeftOut, values, assumptions };
}

export class Scene {
  // situation: as `readSituation` gives it. calendars: the days of the last situations, see `daysOfFacts`.
  constructor(atlas, calendars, situation) {
    this.atlas = atlas;
    this.model = atlas.model;
    this.calendars = calendars;
    this.situation = situation;
    this.facts = known(this.model, situation);
    this.days = this.daysOfFacts(this.facts);
    this.sheet = atlas.under(situation.readings);
    this.world = this.worldOf(this.sheet, this.days, this.facts.values);
    this.worlds = new Map([[this.sheet, this.world]]);
  }

  worldOf(sheet, days, values) {
    return new World(sheet, days, [...values].filter(([name]) => !this.model.isDate(name)));
  }

  // The days of what is known; the last few are kept.
  daysOfFacts(facts) {
    const dates = [...facts.values].filter(([name]) => this.model.isDate(name));
    const key = JSON.stringify([facts.on, facts.allInForce, dates]);
    if (this.calendars.size > KEPT) this.calendars.clear();
    return once(this.calendars, key, () => new Days(this.model, facts, this.atlas.atoms));
  }

  // What is known, under another option of one reading.
  under(reading, option) {
    const sheet = this.atlas.under(new Map(this.situation.readings).set(reading, option));
    return once(this.worlds, sheet, () => this.worldOf(sheet, this.days, this.facts.values));
  }

  // The inputs that are known, and the day of the act where it is.
  get settled() {
    return new Set(this.facts.on === null ? this.facts.values.keys() : [...this.facts.values.keys(), ON]);
  }

  // A world in which only some of what is known is known; which instruments are in force stays as it is.
  knowing(names) {
    const kept = new Set(names);
    const values = new Map([...this.facts.values].filter(([name]) => kept.has(name)));
    const on = kept.has(ON) ? this.facts.on : null;
    const days = this.daysOfFacts({ on, allInForce: this.facts.allInForce, values });
    const found = this.worldOf(this.sheet, days, values);
    if (on === null && this.days.on !== null) found.set(this.inForce);
    return found;
  }

  // What is known but for the day of the act, with every instrument in force.
  get anyDay() {
    const { values } = this.facts;
    const found = this.worldOf(this.sheet, this.daysOfFacts({ on: null, allInForce: false, values }), values);
    found.set(this.instruments.map((level) => [level, 1]));
    return found;
  }

  // The levels that say which instruments are in force.
  get instruments() {
    return this.atlas.atoms.filter(([, atom]) => atom.first !== undefined).map(([level]) => level);
  }

  // Which instruments are in force, as far as the day of the act settles it: background, never a reason.
  get inForce() {
    const settled = this.days.on === null ? [] : this.days.settled(this.days.on);
    const { instruments } = this;
    return [...this.days.constant, ...settled].filter(([level]) => instruments.includes(level));
  }

  // The place of an input in policy order, the day of the act first.
  place(name) {
    return this.model.place.get(name);
  }
}
