// What would change an answer: all smallest sets of changes, of facts in a person's hands, that help, or that harm.
// Helping holds whatever the open facts turn out to be; harming needs only be possible.

import { TooHard } from "./faults.js";
import { FIRST_END, OPEN, once } from "./store.js";
import { IMPOSSIBLE, rungsOf } from "./atlas.js";
import { plainValue } from "./model.js";

const NEITHER = FIRST_END;
const MISSED = FIRST_END + 1;
const REACHED = FIRST_END + 2;
const MOST = 2000;
const UP = 4096;

// What would make the status of a deed better or, where it is not bad, worse. Throws TooHard.
export function changesOf(scene, deed) {
  const rungs = rungsOf(scene.world.ends(scene.sheet.status(deed)));
  const found = { better: [], worse: [], in_the_way: [], undecided: false };
  if (!rungs.length) return found;
  const worst = Math.min(...rungs.map(goodness));
  const harm = worst === 2;
  const reached = (rung) => (harm ? goodness(rung) < 2 : goodness(rung) > worst);
  const own = smallestSets(scene, deed, harm, reached, (input) => scene.model.inHandsOf(deed.bearer, input));
  if (harm) return { ...found, worse: own };
  return { ...found, better: own, in_the_way: own.length ? [] : smallestSets(scene, deed, harm, reached, () => true).slice(0, 1) };
}

// How good a status is: prohibited, advised against, or neither.
function goodness(rung) {
  return rung === 0 ? 0 : rung === 2 ? 1 : 2;
}

// The smallest sets of changes that reach an aim. free: whether an input may be changed.
function smallestSets(scene, deed, harm, reached, free) {
  const { atlas, model, sheet } = scene;
  const moved = new Set();
  for (const input of model.inputs.values()) {
    if (input.kind !== "date" && atlas.level.has(input.id) && free(input)) moved.add(input.id);
  }
  const world = scene.knowing([...scene.settled].filter((name) => !moved.has(name)));
  const whole = sheet.store.renamed(world.within(sheet.status(deed)), (end) =>
    end === IMPOSSIBLE ? NEITHER : reached(end - FIRST_END) ? REACHED : MISSED,
  );
  // For help the worst of the open facts counts; for harm the worst for the person, which is the aim itself.
  const strength = harm ? [NEITHER, MISSED, REACHED] : [NEITHER, REACHED, MISSED];
  const levels = new Set([...moved].map((name) => atlas.level.get(name)));
  const found = new Search(sheet.store, strength, scene.world.values, levels).sets(whole);
  const place = (move) => scene.place(atlas.order[Math.floor(move / UP)]) * UP + (move % UP);
  const ways = found.map((moves) => [...moves].sort((a, b) => place(a) - place(b)));
  ways.sort((a, b) => a.length - b.length || differAt(a.map(place), b.map(place)));
  return ways.map((moves) => moves.map((move) => changeOf(scene, deed, move)));
}

function differAt(one, other) {
  const at = one.findIndex((number, place) => number !== other[place]);
  return at < 0 ? 0 : one[at] - other[at];
}

// A move as a change of a fact.
function changeOf(scene, deed, move) {
  const { model } = scene;
  const fact = scene.atlas.order[Math.floor(move / UP)];
  const [value] = [...scene.atlas.places.get(fact)].find(([, place]) => place === move % UP);
  const before = scene.facts.values.get(fact);
  return {
    fact,
    before: before === undefined ? null : plainValue(before),
    after: plainValue(value),
    says: model.says(fact, value),
    changed_by: model.text(2, model.inputs.get(fact).at, 6, "") || null,
    citations: model.mentions(deed, fact) || [],
  };
}

// Walks a diagram for the smallest sets of moves after which only one end is left. A move is a level and the place of a
// value in one number; a set of moves is a sorted array. strength: the ends from the weakest to the strongest, as an
// open variable takes the strongest of its branches. moved: the levels that can be changed; every other is open.
class Search {
  constructor(store, strength, current, moved) {
    this.store = store;
    this.strength = strength;
    this.current = current;
    this.moved = moved;
    this.joined = new Map();
    this.settled = new Map();
    this.families = new Map();
  }

  sets(diagram) {
    return this.family(this.settle(diagram));
  }

  // A diagram in which only what can be changed is still asked.
  settle(one) {
    const { store } = this;
    const level = store.level[one];
    if (level === store.bottom) return one;
    return once(this.settled, one, () => {
      const kids = store.kids[one].map((kid) => this.settle(kid));
      return this.moved.has(level) ? store.node(level, kids) : this.joinAll(kids);
    });
  }

  // What several branches come to when any of them may turn out so.
  joinAll(kids) {
    return kids.reduce((one, other) => this.join(one, other));
  }

  // The stronger end of two diagrams everywhere.
  join(one, other) {
    const { store, strength } = this;
    if (one === other) return one;
    return once(this.joined, one < other ? `${one} ${other}` : `${other} ${one}`, () => {
      store.spend();
      const level = Math.min(store.level[one], store.level[other]);
      if (level === store.bottom) return strength[Math.max(strength.indexOf(one), strength.indexOf(other))];
      const there = store.split(other, level);
      return store.node(level, store.split(one, level).map((kid, place) => this.join(kid, there[place])));
    });
  }

  // The smallest sets of moves below a node: leave its variable as it is, or move it to another value.
  family(one) {
    const { store } = this;
    const level = store.level[one];
    if (level === store.bottom) return one === REACHED ? [[]] : [];
    return once(this.families, one, () => {
      const kids = store.kids[one];
      const current = this.current[level];
      const found = [...this.family(current === OPEN ? this.joinAll(kids) : kids[current])];
      kids.forEach((kid, place) => {
        if (place !== current) found.push(...this.family(kid).map((moves) => [level * UP + place, ...moves]));
      });
      return minimal(found);
    });
  }
}

// Those sets that hold no other one. Throws TooHard when there are too many to be of use.
function minimal(found) {
  const kept = [];
  for (const moves of [...found].sort((a, b) => a.length - b.length)) {
    const own = new Set(moves);
    if (!kept.some((other) => other.every((move) => own.has(move)))) kept.push(moves);
    if (kept.length > MOST) throw new TooHard();
  }
  return kept;
}
