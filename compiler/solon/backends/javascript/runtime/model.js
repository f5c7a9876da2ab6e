// The tables of an artefact (schema solon.graph/3) into what the engine looks up: everything by its id, in policy order.

import { ordinalOf, spanOf } from "./calendar.js";
import { RUNG_OF } from "./atlas.js";
import { once } from "./store.js";

export class Model {
  constructor(tables) {
    this.revision = tables.revision;
    this.order = tables.order;
    this.nodes = tables.nodes;
    this.names = new Map(Object.entries(tables.names));
    this.former = new Map(Object.entries(tables.former));
    this.instruments = byId(tables.instruments);
    this.bearers = byId(tables.bearers);
    this.actions = byId(tables.actions);
    this.inputs = byId(tables.inputs);
    this.readings = byId(tables.readings);
    this.norms = new Map(tables.norms.map((norm) => [norm.id, { ...norm, citations: norm.citations.map(cite) }]));
    this.counts = new Map(tables.counts.map(({ id, citations }) => [id, citations.map(cite)]));
    this.notes = tables.notes;
    this.impossibles = tables.impossibles;
    this.questions = byId(tables.questions);
    this.dates = new Set(tables.inputs.filter(({ kind }) => kind === "date").map(({ id }) => id));
    // The place of each input in policy order, the day of the act first.
    this.place = new Map(["on", ...this.inputs.keys()].map((name, place) => [name, place]));
    this.forces = tables.instruments.map(({ from, until }) => ({
      first: ordinalOf(from),
      last: until ? ordinalOf(until) : Infinity,
    }));
    // Every day expression of the policy, by the date that it rests on; fixed days under no name.
    this.spans = new Map();
    for (const day of tables.days) once(this.spans, day[0], () => []).push(spanOf(...day));
    this.deeds = new Map();
    for (const deed of tables.deeds) {
      const norms = deed.norms.map((found) => ({
        ...found,
        rung: RUNG_OF[found.modality],
        instrument: this.norms.get(found.norm).instrument,
      }));
      const mentions = new Map(Object.entries(deed.mentions).map(([name, found]) => [name, found.map(cite)]));
      const key = `${deed.bearer} ${deed.action}`;
      this.deeds.set(key, { key, bearer: deed.bearer, action: deed.action, norms, mentions });
    }
  }

  // The id that a block has now, for one that it has or had.
  current(name) {
    return this.former.get(name) || name;
  }

  // A deed by its key, "bearer action"; one on which there is no norm has none.
  deed(key) {
    const [bearer, action] = key.split(" ");
    return this.deeds.get(key) || { key, bearer, action, norms: [], mentions: new Map() };
  }

  // Whether this is the id of an action, or of its opposite.
  hasDeed(id) {
    const opposite = this.actions.get(id.replace(/^instead_of_/, ""));
    return this.actions.has(id) || Boolean(opposite && opposite.instead);
  }

  // The facts and choices that a node of the graph rests on.
  inputsBelow(number, found = new Set()) {
    const [kind, ...rest] = this.nodes[number];
    if (kind === "is") found.add(rest[0]);
    else if (["all", "any", "not"].includes(kind)) rest.forEach((at) => this.inputsBelow(at, found));
    return found;
  }

  // Whether an input is changed by this bearer, or by somebody whose acts count as the bearer's.
  inHandsOf(bearer, input) {
    const { says, also_for } = this.bearers.get(bearer);
    return [says, ...also_for].some((words) => bare(words) === bare(input.changed_by));
  }

  // The duties with options that a deed is one of.
  eithers({ bearer, action }) {
    return [...this.norms.values()].filter(
      (norm) => norm.kind === "either" && norm.bearer === bearer && norm.options.includes(action),
    );
  }
}

function byId(rows) {
  return new Map(rows.map((row) => [row.id, row]));
}

// A place in an instrument, in words.
function cite([instrument, locator, part]) {
  return `${instrument} ${locator}${part ? `, ${part}` : ""}`;
}

// A person in words without the article: "a member" and "the member" are the same.
function bare(words) {
  return words.toLowerCase().replace(/^(a|an|the)( |$)/, "");
}
