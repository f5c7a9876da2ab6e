// The two parts of a package, as `pack.py` makes them, into what the engine looks up: everything by its id, in policy
// order. Without the second part there are no sentences; an id stands in the place of each.

import { isoOf, ordinalOf, sayDay, spanOf } from "./calendar.js";
import { once } from "./store.js";

export const MODALITIES = ["must not", "must", "should not", "should", "may", "need not"];
export const RUNGS = [0, 1, 2, 3, 4, 4];
const KINDS = ["fact", "choice", "date"];
const PRESUMED = [null, true, false];

export class Model {
  constructor(core, words) {
    const [revision, instruments, bearers, actions, inputs, readings, former, norms, counts, ...rest] = core;
    const [impossibles, nodes, order, days, deeds, cited] = rest;
    this.words = words;
    this.revision = revision;
    this.nodes = nodes;
    this.bearers = bearers;
    this.actions = actions;
    this.ids = inputs.map(([id]) => id);
    this.options = [inputs, readings].map((rows) => rows.map((row) => row.slice(3)));
    this.inputs = new Map(
      inputs.map(([id, kind, presumed, ...options], at) => [id, { id, at, kind: KINDS[kind], presumed: PRESUMED[presumed], options }]),
    );
    this.readings = new Map(
      readings.map(([id, chosen, about, ...options], at) => [id, { id, at, chosen: options[chosen], options }]),
    );
    this.readingIds = [...this.readings.keys()];
    this.former = new Map(former);
    this.instruments = instruments.map(([id]) => id);
    this.forces = instruments.map(([, from, until]) => ({
      first: ordinalOf(from),
      last: until ? ordinalOf(until) : Infinity,
    }));
    const cite = (at) => {
      const [instrument, locator, part] = cited[at];
      return `${instruments[instrument][0]} ${locator}${part ? `, ${part}` : ""}`;
    };
    this.cite = cite;
    // would: the node "would apply" of what an exception lifts. own: "holds" of an exception, "applies" of an either.
    this.norms = norms.map(([id, instrument, citations, lifted, would, own, ...either]) => ({
      id,
      instrument,
      citations: citations.map(cite),
      lifted: lifted.map((at) => ({ id: norms[at][0], node: norms[at][5] })),
      would,
      own,
      either,
    }));
    this.counts = counts.map(([id, node, ...citations]) => ({ id, node, citations: citations.map(cite) }));
    this.impossibles = impossibles.map(([id, node], at) => ({ id, node, because: words ? words[13][at] : id }));
    this.order = order.map((at) => (at < 0 ? -1 - at : this.ids[at]));
    this.isDate = (name) => this.inputs.get(name).kind === "date";
    // The place of each input in policy order, the day of the act first.
    this.place = new Map(["on", ...this.ids].map((name, place) => [name, place]));
    // Every day expression of the policy, by the date that it rests on; fixed days under no name.
    this.spans = new Map();
    for (const day of days) {
      const span = this.span(day);
      once(this.spans, span.date, () => []).push(span);
    }
    this.deeds = new Map();
    deeds.forEach(([bearer, act, ...found], at) => {
      const own = found.map(([norm, modality, node, ...through]) => ({ norm: this.norms[norm], modality, node, through }));
      const [who, action] = [bearers[bearer], this.act(act)];
      const key = `${who} ${action}`;
      const eithers = this.norms.filter(({ either: [whose, , ...acts] }) => whose === bearer && acts.includes(act));
      this.deeds.set(key, { key, at, bearer: who, action, norms: own, eithers });
    });
  }

  // A day expression of the tables.
  span([date, ...rest]) {
    return spanOf(date < 0 ? "" : this.ids[date], ...rest);
  }

  // The id of a deed from its number: that of an action, or of its opposite.
  act(number) {
    return `${number % 2 ? "instead_of_" : ""}${this.actions[number >> 1][0]}`;
  }

  // A deed by its key, "bearer action"; one on which there is no norm has none.
  deed(key) {
    const [bearer, action] = key.split(" ");
    return this.deeds.get(key) || { key, at: -1, bearer, action, norms: [], eithers: [] };
  }

  // Whether this is the id of an action, or of its opposite.
  hasAct(id) {
    return this.actions.some(([own, opposite]) => own === id || (opposite && `instead_of_${own}` === id));
  }

  // The id that a block has now, for one that it has or had.
  current(name) {
    return this.former.get(name) || name;
  }

  // A sentence; what stands instead where there is none.
  text(table, row, column, instead) {
    const found = this.words && this.words[table][row];
    return found ? found[column] : instead;
  }

  // A fact with its value, as a sentence.
  says(name, value) {
    const input = this.inputs.get(name);
    if (!input) return `the day is ${sayDay(value)}`;
    const plain = `${name}: ${plainValue(value)}`;
    if (input.kind === "choice") return this.text(2, input.at, 7 + input.options.indexOf(value), plain);
    const says = this.text(2, input.at, value === false ? 5 : 4, name);
    if (input.kind === "date") return typeof value === "number" ? `${says} is ${sayDay(value)}` : `${says}: ${value}`;
    return this.words ? says : plain;
  }

  // What to ask for a fact, or for the day of the act.
  asks(fact) {
    if (fact === "on") return { fact, asks: "On which day is it done?", judged_by: null };
    const { at } = this.inputs.get(fact);
    return { fact, asks: this.text(2, at, 0, fact), judged_by: this.text(2, at, 2, "") || null };
  }
}

// A value as it stands in a situation file.
export function plainValue(value) {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "number" ? isoOf(value) : value;
}
