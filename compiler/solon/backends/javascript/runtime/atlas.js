// The decision graph into decision diagrams: one for each of its nodes, and one for the status of each deed.
// A diagram is made when it is first asked for, and only once. A sheet holds those of one set of readings.

import { RUNGS } from "./model.js";
import { FIRST_END, NO, Store, YES, once } from "./store.js";

export const STATUSES = ["prohibited", "required", "advised_against", "advised", "permitted", "not_regulated"];
export const PERMITTED = FIRST_END + 4;
export const IMPOSSIBLE = FIRST_END + STATUSES.length;
// The rung of a modality on the opposite deed: what must be done must not be left undone.
const TURNED = [1, 0, 3, 2, 4, 4];
// The kinds of nodes in the tables. A node that is a number is a yes/no fact.
const IS_YES = 1;
const IS = 2;
const DAY = 3;
const FORCE = 4;
const READING = 5;
const ALL = 6;
const ANY = 7;

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
      this.places.set(id, new Map((kind === "choice" ? options : [false, true]).map((value, place) => [value, place])));
    }
    this.store = new Store(this.order.map((name) => (typeof name === "string" ? this.places.get(name).size : 2)));
    this.atoms = [];
    this.order.forEach((variable, level) => {
      if (typeof variable === "string") return;
      const [kind, ...rest] = model.nodes[variable];
      this.atoms.push([level, kind === DAY ? model.span(rest) : model.forces[rest[0]]]);
    });
    this.sheets = new Map();
    // The readings that each node of the graph rests on.
    this.readingsOf = [];
    model.nodes.forEach((node, number) => {
      const below = inputsOf(node, number).flatMap((at) => this.readingsOf[at]);
      this.readingsOf.push(node[0] === READING ? [model.readingIds[node[1]]] : [...new Set(below)]);
    });
  }

  // The diagrams under some readings (a Map); those that are not named are answered as chosen.
  under(readings) {
    const other = [...readings].filter(([name, option]) => option !== this.model.readings.get(name).chosen).sort();
    return once(this.sheets, JSON.stringify(other), () =>
      new Sheet(this, new Map(other), other.length ? this.under(new Map()) : null),
    );
  }
}

// The numbers of the nodes that a node rests on; the tables say how far back each is.
function inputsOf(node, number) {
  return node[0] >= ALL ? node.slice(1).map((back) => number - back) : [];
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
    const { atlas, model, store } = this;
    const node = model.nodes[number];
    if (typeof node === "number") return store.value(atlas.level.get(model.ids[node]), 1);
    const [kind, first, second] = node;
    const below = inputsOf(node, number).map((at) => this.node(at));
    if (kind === ALL) return store.all(below);
    if (kind === ANY) return store.any(below);
    if (kind > ANY) return store.deny(below[0]);
    if (kind === IS) return store.value(atlas.level.get(model.ids[first]), second);
    if (kind === DAY || kind === FORCE) return store.value(atlas.level.get(number), 1);
    if (kind < IS) return kind === IS_YES ? YES : NO;
    const { id, options } = model.readings.get(model.readingIds[first]);
    return this.selects(id, options[second]) ? YES : NO;
  }

  // Whether a reading is answered by this option.
  selects(reading, option) {
    return (this.readings.get(reading) || this.model.readings.get(reading).chosen) === option;
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
    const own = deed.norms.filter(({ norm }) => norm.instrument === instrument);
    return this.ladder(`by ${instrument} ${deed.key}`, own, false);
  }

  // The strongest norm that applies gives the status. turn: for leaving the deed undone.
  ladder(key, norms, turn) {
    return once(this.memo, key, () => {
      const { store } = this;
      let whole = FIRST_END + 5;
      for (let rung = 4; rung >= 0; rung--) {
        const own = norms.filter(({ modality }) => (turn ? TURNED : RUNGS)[modality] === rung);
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
