// Reduced ordered decision diagrams, shared in one store: a node asks one variable and has a child for each value.
// Canonical: two diagrams are equal exactly when their numbers are. 0 is no, 1 is yes, other ends follow.

import { TooHard } from "./faults.js";

export const NO = 0;
export const YES = 1;
export const FIRST_END = 2;
export const OPEN = -1;
const ENDS = 62;
const ROOM = 4_000_000;
// Two numbers of nodes make one key.
const WIDE = 2 ** 26;

export class Store {
  // arities: how many values each variable has, in order.
  constructor(arities) {
    this.arities = arities;
    this.bottom = arities.length;
    this.level = new Array(FIRST_END + ENDS).fill(this.bottom);
    this.kids = new Array(FIRST_END + ENDS).fill([]);
    this.unique = arities.map(() => new Map());
    this.conjunctions = new Map();
    this.negations = [1, 0];
    this.choices = new Map();
    // Open for every variable, but while `putSome` works.
    this.open = new Array(this.bottom).fill(OPEN);
    this.allow();
  }

  // Give the next question its own limit.
  allow() {
    this.room = ROOM;
  }

  // Take one step of the limit.
  spend() {
    if (--this.room < 0) throw new TooHard();
  }

  // The node with these children; a node whose children are all equal is that child.
  node(level, kids) {
    const first = kids[0];
    if (kids.every((kid) => kid === first)) return first;
    const key = kids.length === 2 ? first * WIDE + kids[1] : kids.join();
    let found = this.unique[level].get(key);
    if (found === undefined) {
      this.spend();
      found = this.level.push(level) - 1;
      this.kids.push(kids);
      this.unique[level].set(key, found);
    }
    return found;
  }

  // The variable at a level has the value at this place.
  value(level, place) {
    const kids = new Array(this.arities[level]).fill(NO);
    kids[place] = YES;
    return this.node(level, kids);
  }

  // The negation of a diagram that ends in yes and no.
  deny(part) {
    let found = this.negations[part];
    if (found === undefined) {
      this.spend();
      found = this.node(this.level[part], this.kids[part].map((kid) => this.deny(kid)));
      this.negations[part] = found;
      this.negations[found] = part;
    }
    return found;
  }

  // The conjunction of two diagrams that end in yes and no.
  both(one, other) {
    if (one === other || other === YES) return one;
    if (one === YES) return other;
    if (one === NO || other === NO) return NO;
    const key = one < other ? one * WIDE + other : other * WIDE + one;
    let found = this.conjunctions.get(key);
    if (found === undefined) {
      this.spend();
      const level = Math.min(this.level[one], this.level[other]);
      const [here, there] = [this.split(one, level), this.split(other, level)];
      found = this.node(level, here.map((kid, place) => this.both(kid, there[place])));
      this.conjunctions.set(key, found);
    }
    return found;
  }

  // The conjunction of many; those that ask the last variables are joined first, which keeps steps small.
  all(parts) {
    const sorted = [...parts].sort((one, other) => this.level[other] - this.level[one]);
    return sorted.reduce((whole, part) => this.both(part, whole), YES);
  }

  // The disjunction of many.
  any(parts) {
    return this.deny(this.all(parts.map((part) => this.deny(part))));
  }

  // `then` where a yes/no diagram holds, `otherwise` elsewhere; these two may have any ends.
  choose(when, then, otherwise) {
    if (when === YES || then === otherwise) return then;
    if (when === NO) return otherwise;
    const memo = mapIn(this.choices, otherwise);
    const key = when * WIDE + then;
    let found = memo.get(key);
    if (found === undefined) {
      this.spend();
      const level = Math.min(this.level[when], this.level[then], this.level[otherwise]);
      const [a, b, c] = [this.split(when, level), this.split(then, level), this.split(otherwise, level)];
      found = this.node(level, a.map((kid, place) => this.choose(kid, b[place], c[place])));
      memo.set(key, found);
    }
    return found;
  }

  // What a diagram comes to for each value of a variable that is not below its own first one.
  split(part, level) {
    return this.level[part] === level ? this.kids[part] : new Array(this.arities[level]).fill(part);
  }

  // What is left of a diagram when variables get values. values: by level, the place of a value or OPEN.
  put(part, values) {
    const memo = new Map();
    const go = (one) => {
      let at = this.level[one];
      while (at < this.bottom && values[at] >= 0) {
        one = this.kids[one][values[at]];
        at = this.level[one];
      }
      if (at === this.bottom) return one;
      let found = memo.get(one);
      if (found === undefined) {
        found = this.node(at, this.kids[one].map(go));
        memo.set(one, found);
      }
      return found;
    };
    return go(part);
  }

  // The same for few variables. pattern: levels, each with the place of a value.
  putSome(part, pattern) {
    for (const [level, place] of pattern) this.open[level] = place;
    try {
      return this.put(part, this.open);
    } finally {
      for (const [level] of pattern) this.open[level] = OPEN;
    }
  }

  // Every node of a diagram, its ends among them.
  nodes(part) {
    const seen = new Set([part]);
    for (const one of seen) for (const kid of this.kids[one]) seen.add(kid);
    return seen;
  }

  // Every end that a diagram has.
  ends(part) {
    return [...this.nodes(part)].filter((one) => this.level[one] === this.bottom);
  }

  // The levels of the variables that a diagram asks, in order: those that can make a difference to it.
  support(part) {
    const found = new Set();
    for (const one of this.nodes(part)) found.add(this.level[one]);
    found.delete(this.bottom);
    return [...found].sort((one, other) => one - other);
  }

  // A diagram with other ends. rename: the new end for an old one.
  renamed(part, rename) {
    const memo = new Map();
    const go = (one) => {
      if (this.level[one] === this.bottom) return rename(one);
      let found = memo.get(one);
      if (found === undefined) {
        this.spend();
        found = this.node(this.level[one], this.kids[one].map(go));
        memo.set(one, found);
      }
      return found;
    };
    return go(part);
  }

  // How many completions of some variables make a yes/no diagram hold. levels: sorted; all that it asks are among them.
  count(part, levels) {
    const places = new Map(levels.map((level, place) => [level, place]));
    places.set(this.bottom, levels.length);
    const memo = new Map();
    // The completions of the variables from one place up to another.
    const free = (from, to) =>
      levels.slice(from, to).reduce((product, level) => product * BigInt(this.arities[level]), 1n);
    const go = (one) => {
      if (this.level[one] === this.bottom) return one === YES ? 1n : 0n;
      let found = memo.get(one);
      if (found === undefined) {
        const after = places.get(this.level[one]) + 1;
        found = 0n;
        for (const kid of this.kids[one]) found += go(kid) * free(after, places.get(this.level[kid]));
        memo.set(one, found);
      }
      return found;
    };
    return go(part) * free(0, places.get(this.level[part]));
  }
}

// The map that stands under a key, made if it is new.
export function mapIn(table, key) {
  let found = table.get(key);
  if (!found) table.set(key, (found = new Map()));
  return found;
}

// What stands under a key, made if it is new.
export function once(table, key, make) {
  let found = table.get(key);
  if (found === undefined) {
    found = make();
    table.set(key, found);
  }
  return found;
}
