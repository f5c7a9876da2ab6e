// The answers in use into what is still open: the deeds, what to ask next, and how many questions are left at most.
// The algorithm is that of `solon ask`:
// 1. A deed is open while its possible statuses disagree.
// 2. To ask: what matters to some open deed. When nothing does, what tells: one of its answers leaves an open deed
//    fewer statuses. When nothing tells, what could matter if no `impossible` block held.
// 3. Next: of these, the input that leaves the fewest statuses open on average, added up over the open deeds; ties in
//    policy order, the day of the act first.
// 4. Left: the inputs without an answer that could matter to an open deed, or are tied to it. The count never grows.

import { agree } from "./atlas.js";
import { compare, leftOpen, statusesIn } from "./decisive.js";
import { YES, once } from "./store.js";
import { ON } from "./world.js";

export class Look {
  // answered: the names of the answers in use.
  constructor(scene, deeds, answered) {
    this.scene = scene;
    this.model = scene.model;
    this.world = scene.world;
    this.answered = answered;
    // The deeds whose status is not settled, by the diagram of their status; equal diagrams are asked once.
    this.open = new Map();
    for (const deed of deeds) {
      const diagram = scene.sheet.agreed(scene.sheet.status(deed));
      if (this.world.ends(diagram).length > 1) once(this.open, diagram, () => []).push(deed);
    }
    this.diagrams = [...this.open.keys()];
    this.asked = this.each((diagram) => this.world.asked(this.world.put(diagram)));
    this.memo = new Map();
  }

  each(find) {
    return new Map(this.diagrams.map((diagram) => [diagram, new Set(find(diagram))]));
  }

  // The inputs that `impossible` blocks tie to the status of each open deed.
  get tied() {
    const { world } = this;
    return once(this.memo, "tied", () =>
      this.each((diagram) => world.asked(world.tied(world.sheet.support(world.put(diagram))))),
    );
  }

  // The inputs that could matter to each open deed if no `impossible` block held.
  get could() {
    return once(this.memo, "could", () =>
      this.each((diagram) => [...this.asked.get(diagram)].filter((name) => this.couldMatter(diagram, name))),
    );
  }

  couldMatter(diagram, name) {
    return this.world.matters(this.world.put(diagram), name, agree);
  }

  // The input to ask now, `on` for the day of the act, or null at the end.
  get next() {
    return once(this.memo, "next", () => {
      let best = null;
      let least = null;
      for (const name of this.candidates) {
        const weight = this.weight(name);
        const order = least && (compare(weight, least) || this.scene.place(name) - this.scene.place(best));
        if (!least || order < 0) [best, least] = [name, weight];
      }
      return best;
    });
  }

  // How many questions are left at most.
  get left() {
    return this.candidates.length ? this.live.length : 0;
  }

  // What may be asked now.
  get candidates() {
    return once(this.memo, "candidates", () => {
      const { live } = this;
      const matter = new Set(this.diagrams.flatMap((diagram) => this.mattersTo(diagram)));
      const found = live.filter((name) => matter.has(name));
      if (found.length) return found;
      const tell = live.filter((name) => this.tells(name));
      return tell.length ? tell : live.filter((name) => [...this.could.values()].some((names) => names.has(name)));
    });
  }

  // What has no answer yet and may come to be asked.
  get live() {
    return once(this.memo, "live", () => {
      const found = new Set([...this.could.values(), ...this.tied.values()].flatMap((names) => [...names]));
      return [...found].filter((name) => !this.answered.has(name) && this.hasChoice(name));
    });
  }

  // Whether one input is live; quicker than to find them all.
  applies(name) {
    if (this.answered.has(name) || !this.hasChoice(name)) return false;
    if ([...this.tied.values()].some((names) => names.has(name))) return true;
    return this.diagrams.some((diagram) => this.asked.get(diagram).has(name) && this.couldMatter(diagram, name));
  }

  // Whether an answer to an input leaves an open deed fewer statuses.
  tells(name) {
    return this.diagrams.some((diagram) =>
      this.world.branches(diagram, name).some(([, ends]) => ends.length && statusesIn(ends) < this.count(diagram)),
    );
  }

  // The statuses left open by an answer to an input, on average over its values, summed over the open deeds.
  weight(name) {
    let [total, whole] = [0n, 1n];
    for (const [diagram, deeds] of this.open) {
      const concerned = this.asked.get(diagram).has(name) || this.tied.get(diagram).has(name);
      const [a, b] = concerned ? leftOpen(this.world, diagram, name) : [BigInt(this.count(diagram)), 1n];
      [total, whole] = [total * b + BigInt(deeds.length) * a * whole, whole * b];
    }
    return [total, whole];
  }

  count(diagram) {
    return this.world.ends(diagram).length;
  }

  // The inputs that matter to an open deed.
  mattersTo(diagram) {
    const left = this.world.put(diagram);
    const tied = this.world.among(left);
    const could = [...this.could.get(diagram)];
    return tied === left ? could : could.filter((name) => this.world.matters(tied, name, agree));
  }

  // The values that a fact or choice can have beside the other answers, yes before no; nothing for days.
  values(name) {
    const places = this.scene.atlas.places.get(name);
    if (name === ON || this.model.isDate(name)) return [];
    const found = [...places].filter(([, place]) => this.canBe(name, place)).map(([value]) => value);
    return this.model.inputs.get(name).kind === "fact" ? found.reverse() : found;
  }

  canBe(name, place) {
    const { world } = this;
    const level = this.scene.atlas.level.get(name);
    if (![...world.possible.values()].some(([, asked]) => asked.includes(level))) return true;
    return world.store.ends(world.timed(world.fixed(world.tied([level]), [[level, place]]))).includes(YES);
  }

  hasChoice(name) {
    return name === ON || this.model.isDate(name) || this.values(name).length > 1;
  }
}
