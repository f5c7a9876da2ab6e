// The decision graph into decision diagrams: one for each of its nodes, and one for the status of each deed.
// A diagram is made when it is first asked for, and only once. A sheet holds those of one set of readings.

import { ordinalOf, spanOf } from "./calendar.js";
import { FIRST_END, NO, Store, YES, once } from "./store.js";

export const STATUSES = ["prohibited", "required", "advised_against", "advised", "permitted", "not_regulated"];
export const PERMITTED = FIRST_END + 4;
export const IMPOSSIBLE = FIRST_END + STATUSES.length;
export const RUNG_OF = { "must not": 0, must: 1, "should not": 2, should: 3, may: 4, "need not": 4 };
// The modality of the same norm on the opposite deed, as its rung.
const TURNED = [1, 0, 3, 2, 4];

// Statuses that do not disagree, as one number: permitted and not regulated.
export function agree(end) {
  return Math.min(end, PERMITTED);
}

// The places in STATUSES of some ends, what is impossible left out.
export function rungsOf(ends) {
  return ends.filter((end) => end < IMPOSSIBLE).map((end) => end - FIRST_END).sort();
}

export class Atlas {
  // model: the tables, see `Model`. order: for each level, an input id or the number of a node that asks about days.
  constructor(model) {
    this.model = model;
    this.order = model.order;
    this.level = new Map(this.order.map((variable, level) => [variable, level]));
    this.places = new Map();
    for (const { id, kind, options } of model.inputs.values()) {
      this.places.set(id, new Map(kind === "choice" ? options.map(([name], at) => [name, at]) : [[false, 0], [true, 1]]));
    }
    const arities = this.order.map((name) => (typeof name === "string" ? this.places.get(name).size : 2));
    this.store = new Store(arities);
    this.atoms = [];
    this.order.forEach((variable, level) => {
      if (typeof variable === "string") return;
      const [kind, ...rest] = model.nodes[variable];
      this.atoms.push([level, kind === "day" ? spanOf(...rest) : forceOf(model.instruments.get(rest[0]))]);
    });
    this.sheets = new Map();
    this.readingsOf = [];
    for (const [kind, ...rest] of model.nodes) {
      const own = kind === "reading" ? [rest[0]] : isGate(kind) ? rest.flatMap((at) => this.readingsOf[at]) : [];
      this.readingsOf.push(own.length > 1 ? [...new Set(own)] : own);
    }
  }

  // The diagrams under some readings (a Map); those that are not named are answered as chosen.
  under(readings) {
    const other = [...readings].filter(([name, option]) => option !== this.model.readings.get(name).chosen).sort();
    return once(this.sheets, JSON.stringify(other), () =>
      new Sheet(this, new Map(other), other.length ? this.under(new Map()) : null),
    );
  }
}

function isGate(kind) {
  return kind === "all" || kind === "any" || kind === "not";
}

// The days on which an instrument is in force, as numbers.
function forceOf(found) {
  return { first: ordinalOf(found.from), last: found.until ? ordinalOf(found.until) : Infinity };
}

export class Sheet {
  // base: the sheet of the chosen readings, for what is the same there.
  constructor(atlas, readings, base) {
    this.atlas = atlas;
    this.model = atlas.model;
    this.store = atlas.store;
    this.readings = readings;
    this.base = base;
    this.found = [];
    this.memo = new Map();
    this.supports = new Map();
  }

  // The diagram of a node of the graph.
  node(number) {
    let found = this.found[number];
    if (found === undefined) {
      const same = this.base && !this.atlas.readingsOf[number].some((name) => this.readings.has(name));
      found = this.found[number] = same ? this.base.node(number) : this.make(number);
    }
    return found;
  }

  make(number) {
    const { atlas, store } = this;
    const [kind, ...rest] = this.model.nodes[number];
    if (kind === "all") return store.all(rest.map((at) => this.node(at)));
    if (kind === "any") return store.any(rest.map((at) => this.node(at)));
    if (kind === "not") return store.deny(this.node(rest[0]));
    if (kind === "is") return store.value(atlas.level.get(rest[0]), atlas.places.get(rest[0]).get(rest[1]));
    if (kind === "reading") return this.selects(rest[0], rest[1]) ? YES : NO;
    if (kind === "yes" || kind === "no") return kind === "yes" ? YES : NO;
    return store.value(atlas.level.get(number), 1);
  }

  // Whether a reading is answered by this option.
  selects(reading, option) {
    return (this.readings.get(reading) || this.model.readings.get(reading).chosen) === option;
  }

  // The diagram of a named node, such as `applies no_third_party_promotion`.
  named(name) {
    return this.node(this.model.names.get(name));
  }

  // The status of a deed; the ends are the places in STATUSES.
  status(deed) {
    return this.ladder(`status ${deed.key}`, deed.norms, false);
  }

  // The status of leaving the deed undone.
  undone(deed) {
    return this.ladder(`undone ${deed.key}`, deed.norms, true);
  }

  // The status of a deed as one instrument alone gives it.
  ofInstrument(deed, instrument) {
    const own = deed.norms.filter((found) => found.instrument === instrument);
    return this.ladder(`by ${instrument} ${deed.key}`, own, false);
  }

  // The strongest norm that applies gives the status. turn: for leaving the deed undone.
  ladder(key, norms, turn) {
    return once(this.memo, key, () => {
      const { store } = this;
      let whole = FIRST_END + 5;
      for (let rung = 4; rung >= 0; rung--) {
        const own = norms.filter((found) => (turn ? TURNED[found.rung] : found.rung) === rung);
        whole = store.choose(store.any(own.map((found) => this.node(found.node))), FIRST_END + rung, whole);
      }
      return whole;
    });
  }

  // A status diagram in which permitted and not regulated, which do not disagree, are one.
  agreed(diagram) {
    return once(this.memo, diagram, () => this.store.renamed(diagram, agree));
  }

  // For each `impossible` block, the diagram of what it does not rule out.
  get possible() {
    return once(this.memo, "possible", () => this.model.impossibles.map(({ node }) => this.store.deny(this.node(node))));
  }

  // For each `impossible` block, the places of those that it is tied to by shared variables, itself with them.
  // Days are tied by the calendar, so all blocks that ask about days are tied.
  get knots() {
    return once(this.memo, "knots", () => {
      const days = this.atlas.atoms.map(([level]) => level);
      const knots = [];
      this.possible.forEach((diagram, place) => {
        const asked = new Set(this.support(diagram));
        if (days.some((level) => asked.has(level))) days.forEach((level) => asked.add(level));
        const own = { places: [place], asked };
        for (const knot of knots.filter((found) => [...found.asked].some((level) => asked.has(level)))) {
          own.places.push(...knot.places);
          knot.asked.forEach((level) => asked.add(level));
          knots.splice(knots.indexOf(knot), 1);
        }
        knots.push(own);
      });
      const of = [];
      for (const { places } of knots) for (const place of places) of[place] = places;
      return of;
    });
  }

  // The levels that a diagram asks, looked up once for each.
  support(diagram) {
    return once(this.supports, diagram, () => this.store.support(diagram));
  }
}
