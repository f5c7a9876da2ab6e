// A situation put into the diagrams: what each of them can still come to, and which open variables make a difference.
// Exact: completions that `impossible` blocks or the calendar rule out never count.

import { IMPOSSIBLE } from "./atlas.js";
import { NO, OPEN, YES, once } from "./store.js";

export const ON = "on";

export class World {
  // days: those of the situation. values: a Map of the facts and choices that are known.
  constructor(sheet, days, values) {
    this.sheet = sheet;
    this.store = sheet.store;
    this.days = days;
    const { level, places } = sheet.atlas;
    this.values = new Array(this.store.bottom).fill(OPEN);
    for (const [name, value] of values) {
      const at = level.get(name);
      if (at !== undefined) this.values[at] = places.get(name).get(value);
    }
    this.set(days.constant);
    if (days.on !== null) this.set(days.settled(days.on));
    this.memo = { put: new Map(), within: new Map(), holding: new Map(), limits: new Map() };
  }

  set(pattern) {
    for (const [level, place] of pattern) this.values[level] = place;
  }

  // What each `impossible` block still rules out, denied, with the levels that it asks: a Map by place.
  get possible() {
    if (!this.ruledOut) {
      this.ruledOut = new Map();
      this.sheet.possible.forEach((diagram, place) => {
        const left = this.put(diagram);
        if (left !== YES) this.ruledOut.set(place, [left, this.sheet.support(left)]);
      });
    }
    return this.ruledOut;
  }

  // What is left of a diagram when all that is known is put in.
  put(diagram) {
    return once(this.memo.put, diagram, () => this.store.put(diagram, this.values));
  }

  // What `impossible` blocks say of some variables, and of those that they tie to them.
  tied(levels) {
    const { days } = this;
    const reached = new Set(levels);
    if (levels.some((level) => days.levels.has(level))) days.levels.forEach((level) => reached.add(level));
    return this.blocks(([left, asked]) => left === NO || asked.some((level) => reached.has(level)));
  }

  // What the `impossible` blocks say that some of them, and so all in their knots, are chosen.
  blocks(chosen) {
    return this.store.all(this.places(chosen).map((place) => this.possible.get(place)[0]));
  }

  places(chosen) {
    const found = new Set();
    for (const [place, block] of this.possible) {
      if (chosen(block)) for (const other of this.sheet.knots[place]) if (this.possible.has(other)) found.add(other);
    }
    return [...found];
  }

  // A diagram with what is known put in; it ends in IMPOSSIBLE where no completion is possible.
  within(diagram) {
    return once(this.memo.within, diagram, () => this.timed(this.among(this.put(diagram))));
  }

  // A diagram that ends in IMPOSSIBLE where `impossible` blocks say so; the calendar is left aside.
  among(diagram) {
    if (!this.possible.size) return diagram;
    return this.store.choose(this.tied(this.sheet.support(diagram)), diagram, IMPOSSIBLE);
  }

  // A diagram that ends in IMPOSSIBLE where the calendar says so. on, apart: as in `Days.world`.
  timed(diagram, on = null, apart = "") {
    const asked = this.dayLevels(diagram);
    if (!asked.length) return diagram;
    return this.store.choose(this.days.world(this.store, asked, on, apart), diagram, IMPOSSIBLE);
  }

  // The levels of open day variables that a diagram asks.
  dayLevels(diagram) {
    return this.days.levels.size ? this.sheet.support(diagram).filter((level) => this.days.levels.has(level)) : [];
  }

  // The ends that possible completions give a diagram.
  ends(diagram) {
    return this.openEnds(this.within(diagram));
  }

  // The ends of a diagram, without the one for what is impossible.
  openEnds(diagram) {
    return this.store.ends(diagram).filter((end) => end !== IMPOSSIBLE);
  }

  // Whether every possible completion makes a yes/no diagram hold, and there is one.
  always(diagram) {
    const ends = this.ends(diagram);
    return ends.length === 1 && ends[0] === YES;
  }

  // Whether no possible completion makes a yes/no diagram hold.
  never(diagram) {
    return once(this.memo.holding, diagram, () => {
      const left = this.put(diagram);
      if (left === NO) return true;
      const joined = this.store.both(left, this.tied(this.sheet.support(left)));
      const asked = this.dayLevels(joined);
      return NO === (asked.length ? this.store.both(joined, this.days.world(this.store, asked, null, "")) : joined);
    });
  }

  // Whether what is known rules out every completion.
  get empty() {
    const knots = new Set([...this.possible.keys()].map((place) => this.sheet.knots[place]));
    return [...knots].some((knot) => {
      const left = knot.filter((place) => this.possible.has(place)).map((place) => this.possible.get(place)[0]);
      return !this.store.ends(this.timed(this.store.all(left))).includes(YES);
    });
  }

  // The inputs, and the day of the act, that a diagram still asks, in no order that matters.
  asked(diagram) {
    const found = new Set();
    for (const level of this.sheet.support(diagram)) {
      const name = this.sheet.atlas.order[level];
      if (typeof name === "string") found.add(name);
      else if (this.days.levels.has(level)) {
        if (this.days.dateOf.has(level)) found.add(this.days.dateOf.get(level));
        if (this.days.on === null) found.add(ON);
      }
    }
    return [...found];
  }

  // The open inputs of which two possible completions that differ in one alone come to disagree. same: maps ends that
  // do not disagree to one number. apart: an input to leave aside. Where `impossible` blocks tie inputs together so that
  // none can change alone, those that could if they were not tied.
  matter(diagram, same, apart = "") {
    const left = this.put(diagram);
    const tied = this.among(left);
    const asked = this.asked(left).filter((name) => name !== apart);
    const found = asked.filter((name) => this.matters(tied, name, same));
    return found.length || tied === left ? found : asked.filter((name) => this.matters(left, name, same));
  }

  // Whether one input makes a difference to a diagram. untimed: without what the calendar says.
  matters(untimed, name, same) {
    const { days } = this;
    if (name === ON) return somePair(days.apart(this.dayLevels(untimed)), (one, two) => this.dayMatters(untimed, one, two, same));
    if (days.ofDate.has(name)) return days.classes.some((on) => this.dateMatters(untimed, name, on, same));
    const level = this.sheet.atlas.level.get(name);
    const whole = this.timed(untimed);
    // Whatever its value, the same completions are possible.
    if (!this.limits(whole).includes(level)) return this.sheet.support(whole).includes(level);
    const sides = this.placesAt(level).map((place) => this.fixed(whole, [[level, place]]));
    return somePair([...new Set(sides)], (one, other) => this.differ(one, other, same));
  }

  placesAt(level) {
    return [...Array(this.store.arities[level]).keys()];
  }

  // The levels on which it rests whether a completion is possible in a diagram.
  limits(diagram) {
    return once(this.memo.limits, diagram, () =>
      this.sheet.support(this.store.renamed(diagram, (end) => (end === IMPOSSIBLE ? YES : NO))),
    );
  }

  dateMatters(untimed, name, on, same) {
    const here = this.onDay(untimed, on);
    const looks = new Set(this.days.patterns(name, on).map((pattern) => this.fixed(here, pattern)));
    const sides = [...looks].map((side) => this.timed(side, on, name));
    return somePair(sides, (one, other) => this.differ(one, other, same));
  }

  // Whether the same dates come to disagree on two days of the act.
  dayMatters(untimed, one, two, same) {
    let pairs = [[this.onDay(untimed, one), this.onDay(untimed, two)]];
    const asked = new Set(this.dayLevels(untimed));
    for (const [name, found] of this.days.ofDate) {
      if (!found.some(([level]) => asked.has(level))) continue;
      const next = new Map();
      for (const [here, there] of this.days.looks(name, one, two)) {
        for (const [a, b] of pairs) {
          const pair = [this.fixed(a, here), this.fixed(b, there)];
          next.set(pair.join(), pair);
        }
      }
      pairs = [...next.values()];
    }
    return pairs.some(([a, b]) => this.differ(a, b, same));
  }

  // A diagram with a day of the act put in.
  onDay(diagram, on) {
    return this.days.on === null ? this.fixed(diagram, this.days.settled(on)) : diagram;
  }

  // A diagram with some more variables put in.
  fixed(diagram, pattern) {
    return this.store.putSome(diagram, pattern);
  }

  // Whether some completion is possible in two diagrams and comes to ends that disagree.
  differ(one, other, same) {
    const { store } = this;
    const seen = new Set();
    const waiting = [[one, other]];
    while (waiting.length) {
      const [a, b] = waiting.pop();
      const key = `${a} ${b}`;
      if (a === b || a === IMPOSSIBLE || b === IMPOSSIBLE || seen.has(key)) continue;
      seen.add(key);
      const level = Math.min(store.level[a], store.level[b]);
      if (level === store.bottom) {
        if (same(a) !== same(b)) return true;
        continue;
      }
      const there = store.split(b, level);
      store.split(a, level).forEach((kid, place) => waiting.push([kid, there[place]]));
    }
    return false;
  }

  // For each value of an open input: how many completions of what is tied it leaves, and the ends left open.
  // For a date, while the day of the act is open, one branch: a date says nothing then by itself.
  branches(diagram, name) {
    const { days } = this;
    const untimed = this.among(this.put(diagram));
    if (name === ON) {
      return days.classes.map((on) => [
        this.weight({ on }),
        this.openEnds(this.timed(this.onDay(untimed, on), on)),
      ]);
    }
    if (days.ofDate.has(name)) {
      if (days.on === null) return [[1n, this.openEnds(this.timed(untimed))]];
      return days.patterns(name, days.on).map((pattern) => [
        this.weight({ date: name, pattern }),
        this.openEnds(this.timed(this.fixed(untimed, pattern), days.on, name)),
      ]);
    }
    const level = this.sheet.atlas.level.get(name);
    return this.placesAt(level).map((place) => [
      this.weight({ fact: level, pattern: [[level, place]] }),
      this.openEnds(this.timed(this.fixed(untimed, [[level, place]]))),
    ]);
  }

  // How many completions of the inputs that `impossible` blocks name are left when one of them has a value.
  weight({ on = null, date = "", fact = OPEN, pattern = [] }) {
    const { days, store } = this;
    const wanted = fact === OPEN ? days.levels : new Set([fact]);
    const places = this.places(([, asked]) => asked.some((level) => wanted.has(level)));
    // The same for every value, so that it makes no difference.
    if (!places.length) return 1n;
    const blocks = places.map((place) => this.possible.get(place));
    const named = [...new Set(blocks.flatMap(([, asked]) => asked))].sort((a, b) => a - b);
    const timed = named.filter((level) => days.levels.has(level));
    const dates = new Set(timed.map((level) => days.dateOf.get(level)).filter((name) => name && name !== date));
    const free = named.filter((level) => !days.levels.has(level) && level !== fact);
    const whole = this.fixed(store.all(blocks.map(([left]) => left)), pattern);
    const classes = on !== null ? [on] : timed.length || days.on !== null ? days.classes : [0];
    let total = 0n;
    for (const day of classes) {
      let left = new Map([[timed.length ? this.onDay(whole, day) : whole, 1n]]);
      for (const name of dates) {
        const after = new Map();
        for (const look of days.patterns(name, day)) {
          for (const [diagram, number] of left) {
            const side = this.fixed(diagram, look);
            after.set(side, (after.get(side) || 0n) + number);
          }
        }
        left = after;
      }
      for (const [diagram, number] of left) total += number * store.count(diagram, free);
    }
    return total;
  }
}

function somePair(found, test) {
  return found.some((one, place) => found.slice(place + 1).some((other) => test(one, other)));
}
