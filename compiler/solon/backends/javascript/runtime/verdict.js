// The answer for one bearer and one deed. Each part of it is worked out when it is first asked for.

import { TooHard } from "./faults.js";
import { FIRST_END, YES } from "./store.js";
import { PERMITTED, STATUSES, rungsOf } from "./atlas.js";
import { mostDecisive } from "./decisive.js";
import { MODALITIES, RUNGS } from "./model.js";
import { reasonsFor } from "./reasons.js";

export const UNDETERMINED = "undetermined";
export const WEAK = PERMITTED - FIRST_END;

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
    const rungs = rungsOf(this.world.ends(this.diagram));
    this.status = headline(rungs);
    this.possible = rungs.map((rung) => STATUSES[rung]);
    this.made = new Map();
  }

  // A part of the verdict, with a limit of its own.
  part(name) {
    if (!this.made.has(name)) {
      this.made.set(
        name,
        guarded(() => {
          this.world.store.allow();
          return frozen(this[name]());
        }),
      );
    }
    return this.made.get(name);
  }

  statusOf(diagram) {
    return headline(rungsOf(this.world.ends(diagram)));
  }

  by_instrument() {
    const { instruments } = this.model;
    const own = [...new Set(this.deed.norms.map(({ norm }) => norm.instrument))];
    own.sort((a, b) => (instruments[a] < instruments[b] ? -1 : 1));
    return Object.fromEntries(own.map((at) => [instruments[at], this.statusOf(this.sheet.ofInstrument(this.deed, at))]));
  }

  // Those of some norms that apply in every completion, then those that apply in some.
  sorted(norms, nodeOf) {
    const found = [[], []];
    for (const norm of norms) {
      const ends = this.world.ends(this.sheet.node(nodeOf(norm)));
      if (ends.includes(YES)) found[ends.length - 1].push(norm);
    }
    return found;
  }

  carriers() {
    return this.sorted(this.deed.norms, ({ node }) => node);
  }

  // Duties that this deed meets among others.
  met() {
    return this.sorted(this.deed.eithers, ({ own }) => own);
  }

  norms() {
    const { counts } = this.model;
    const own = this.part("carriers")[0].map(({ norm, modality, through, node }) => ({
      ...this.normOf(norm, modality, through.flatMap((at) => counts[at].citations)),
      because: reasonsFor(this.scene, this.sheet.node(node)),
      ...(through.length ? { through: through.map((at) => counts[at].id) } : {}),
    }));
    const met = this.part("met")[0].map((norm) => ({
      ...this.normOf(norm, norm.either[1], []),
      because: [],
      one_of: norm.either.slice(2).map((act) => this.model.act(act)),
    }));
    return [...own, ...met];
  }

  normOf({ id, citations, instrument }, modality, chained) {
    return {
      rule: id,
      modality: MODALITIES[modality],
      citations: [...citations, ...chained],
      instrument: this.model.instruments[instrument],
      authority: this.model.text(0, instrument, 1, ""),
    };
  }

  open_norms() {
    const own = this.part("carriers")[1].map(({ norm }) => norm.id);
    return [...new Set([...own, ...this.part("met")[1].map(({ id }) => id)])];
  }

  // The rules that would apply, and that exceptions lift, in every completion.
  defeated() {
    const { model, sheet, world } = this;
    const out = new Map();
    for (const { norm, through } of this.deed.norms) {
      const { id, lifted, would, citations } = norm;
      const whole = () => sheet.store.all([would, ...through.map((at) => model.counts[at].node)].map((at) => sheet.node(at)));
      if (!lifted.length || !world.always(whole())) continue;
      const by = lifted.filter(({ node }) => world.always(sheet.node(node)));
      if (by.length) out.set(id, { rule: id, by: by.map((exception) => exception.id), citations });
    }
    return [...out.values()];
  }

  missing() {
    if (this.status !== UNDETERMINED) return [];
    return mostDecisive(this.scene, this.sheet.agreed(this.diagram)).map((name) => this.model.asks(name));
  }

  // The readings on which the status depends: changing one alone changes it.
  readings() {
    const { atlas, situation } = this.scene;
    const consulted = new Set(this.deed.norms.flatMap(({ node }) => atlas.readingsOf[node]));
    const out = [];
    for (const reading of [...consulted].sort()) {
      const { chosen: first, options } = this.model.readings.get(reading);
      const chosen = situation.readings.get(reading) || first;
      const otherwise = {};
      for (const option of options) {
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

  // Facts that settle a status for which no single norm is certain.
  because() {
    const rung = STATUSES.indexOf(this.status);
    const own = ({ modality }) => RUNGS[modality] === rung;
    if (rung < 0 || rung >= WEAK || this.part("carriers")[0].some(own)) return [];
    return reasonsFor(this.scene, this.sheet.store.any(this.deed.norms.filter(own).map(({ node }) => this.sheet.node(node))));
  }
}
Work.parts = [
  "by_instrument",
  "norms",
  "open_norms",
  "defeated",
  "missing",
  "readings",
  "if_not_done",
  "because",
];
Work.asked = [];

// What runs out of the stack has too many steps as well.
export function guarded(work) {
  try {
    return work();
  } catch (fault) {
    throw fault instanceof RangeError ? new TooHard() : fault;
  }
}

// A value and everything in it, unchangeable.
export function frozen(value) {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
