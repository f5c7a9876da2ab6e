// The answer for one bearer and one deed. Each part of it is worked out when it is first asked for.

import { FIRST_END, TooLarge, YES } from "./store.js";
import { PERMITTED, STATUSES, agree, rungsOf } from "./atlas.js";
import { changesOf } from "./changes.js";
import { mostDecisive } from "./decisive.js";
import { nearestNorms } from "./near.js";
import { reasonsFor } from "./reasons.js";
import { ON } from "./world.js";

export const UNDETERMINED = "undetermined";
const WEAK = PERMITTED - FIRST_END;

// The status that the possible rungs come to. Permitted and not regulated do not disagree.
export function headline(rungs) {
  const strongest = rungs.length ? Math.min(...rungs) : 0;
  return rungs.length === 1 || strongest >= WEAK ? STATUSES[strongest] : UNDETERMINED;
}

// Works out the parts of one verdict.
export class Work {
  constructor(scene, deed) {
    this.scene = scene;
    this.deed = deed;
    this.model = scene.model;
    this.sheet = scene.sheet;
    this.world = scene.world;
    this.diagram = scene.sheet.status(deed);
    this.rungs = rungsOf(this.world.ends(this.diagram));
    this.status = headline(this.rungs);
    this.possible = this.rungs.map((rung) => STATUSES[rung]);
    this.made = {};
  }

  // A part of the verdict, with a limit of its own.
  part(name) {
    if (!(name in this.made)) {
      this.world.store.allow();
      this.made[name] = frozen(this[name]());
    }
    return this.made[name];
  }

  statusOf(diagram) {
    return headline(rungsOf(this.world.ends(diagram)));
  }

  by_instrument() {
    const names = [...new Set(this.deed.norms.map((found) => found.instrument))].sort();
    return Object.fromEntries(names.map((name) => [name, this.statusOf(this.sheet.ofInstrument(this.deed, name))]));
  }

  // The norms that apply in every completion, and those that apply in some.
  sorted() {
    const [certain, unsure] = [[], []];
    for (const found of this.deed.norms) {
      const ends = this.world.ends(this.sheet.node(found.node));
      if (ends.includes(YES)) (ends.length === 1 ? certain : unsure).push(found);
    }
    return { certain, unsure };
  }

  // Duties that this deed meets among others.
  options() {
    const [certain, unsure] = [[], []];
    for (const either of this.model.eithers(this.deed)) {
      const ends = this.world.ends(this.sheet.named(`applies ${either.id}`));
      if (ends.includes(YES)) (ends.length === 1 ? certain : unsure).push(either);
    }
    return { certain, unsure };
  }

  norms() {
    const own = this.part("sorted").certain.map(({ norm, modality, through, node }) => ({
      ...this.normOf(norm, modality, through),
      because: reasonsFor(this.scene, this.sheet.node(node)),
      ...(through.length ? { through } : {}),
    }));
    const options = this.part("options").certain.map(({ id, modality, options: one_of }) => ({
      ...this.normOf(id, modality, []),
      because: [],
      one_of,
    }));
    return [...own, ...options];
  }

  normOf(rule, modality, through) {
    const { citations, instrument } = this.model.norms.get(rule);
    const chained = through.flatMap((name) => this.model.counts.get(name));
    const { authority } = this.model.instruments.get(instrument);
    return { rule, modality, citations: [...citations, ...chained], instrument, authority };
  }

  open_norms() {
    const own = this.part("sorted").unsure.map(({ norm }) => norm);
    return [...new Set([...own, ...this.part("options").unsure.map(({ id }) => id)])];
  }

  // The rules that would apply, and that exceptions lift, in every completion.
  defeated() {
    const { sheet, world } = this;
    const out = new Map();
    for (const { norm, through } of this.deed.norms) {
      const { lifted_by, citations } = this.model.norms.get(norm);
      if (!lifted_by.length) continue;
      const whole = [...through.map((name) => `counts ${name}`), `would apply ${norm}`].map((name) => sheet.named(name));
      if (!world.always(sheet.store.all(whole))) continue;
      const by = lifted_by.filter((name) => world.always(sheet.named(`holds ${name}`)));
      if (by.length) out.set(norm, { rule: norm, by, citations });
    }
    return [...out.values()];
  }

  missing() {
    if (this.status !== UNDETERMINED) return [];
    return mostDecisive(this.scene, this.sheet.agreed(this.diagram)).map((name) => questionOf(this.model, name));
  }

  // The doubts given that the norms on the deed speak of, and that cannot change its status.
  no_matter() {
    let doubts = [...this.model.inputs.keys()].filter((name) => this.scene.situation.unknown.has(name));
    if (this.status === UNDETERMINED && doubts.length) {
      const matter = this.world.matter(this.sheet.agreed(this.diagram), agree);
      doubts = doubts.filter((name) => !matter.includes(name));
    }
    return doubts.filter((name) => this.deed.mentions.has(name)).map((name) => questionOf(this.model, name));
  }

  // The readings on which the status depends: changing one alone changes it.
  readings() {
    const { atlas, situation } = this.scene;
    const consulted = new Set(this.deed.norms.flatMap((found) => atlas.readingsOf[found.node]));
    const out = [];
    for (const reading of [...consulted].sort()) {
      const { chosen: first, options } = this.model.readings.get(reading);
      const chosen = situation.readings.get(reading) || first;
      const otherwise = {};
      for (const [option] of options) {
        const world = this.scene.under(reading, option);
        const diagram = world.sheet.status(this.deed);
        if (option === chosen || diagram === this.diagram) continue;
        const other = headline(rungsOf(world.ends(diagram)));
        if (other !== this.status) otherwise[option] = other;
      }
      if (Object.keys(otherwise).length) out.push({ reading, chosen, otherwise });
    }
    return out;
  }

  if_not_done() {
    return this.statusOf(this.sheet.undone(this.deed));
  }

  // Those who judge open facts that the norms on a deed speak of, where its status is settled all the same.
  whoever() {
    if (this.status === UNDETERMINED) return [];
    const open = [...this.model.inputs.values()].filter(
      ({ id, judged_by }) => judged_by && !this.scene.facts.values.has(id) && this.deed.mentions.has(id),
    );
    return [...new Set(open.map(({ judged_by }) => judged_by))];
  }

  near() {
    return this.status === UNDETERMINED ? [] : nearestNorms(this.scene, this.deed, STATUSES.indexOf(this.status));
  }

  // Facts that settle a status for which no single norm is certain.
  because() {
    const rung = STATUSES.indexOf(this.status);
    if (rung < 0 || rung >= WEAK || this.part("sorted").certain.some((found) => found.rung === rung)) return [];
    const found = this.deed.norms.filter((norm) => norm.rung === rung).map(({ node }) => this.sheet.node(node));
    return reasonsFor(this.scene, this.sheet.store.any(found));
  }

  changes() {
    try {
      return changesOf(this.scene, this.deed);
    } catch (fault) {
      if (!(fault instanceof TooLarge)) throw fault;
      return { better: [], worse: [], in_the_way: [], undecided: true };
    }
  }

  // The blocks that the answer mentions.
  get touched() {
    const lifted = this.part("defeated").flatMap(({ rule, by }) => [rule, ...by]);
    return [...this.part("norms").map(({ rule }) => rule), ...this.part("open_norms"), ...lifted];
  }
}

// What to ask for a fact, or for the day of the act.
export function questionOf(model, name) {
  if (name === ON) return { fact: ON, asks: "On which day is it done?", judged_by: null };
  const { asks, judged_by } = model.inputs.get(name);
  return { fact: name, asks, judged_by: judged_by || null };
}

// A value and everything in it, unchangeable.
export function frozen(value) {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
