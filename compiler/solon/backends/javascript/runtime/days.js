// What a situation says about days, as values of the day variables: settled ones, and the patterns of the open ones.
// The day of the act falls into classes, and each open date into intervals, inside which no rule can tell one day from
// another; a pattern is what all comparisons come to for one of them: a list of [level, 0 or 1].

import { HIGH, LOW, dayNumber, daysOf, daysOfAct, sortedNumbers } from "./calendar.js";
import { YES, once } from "./store.js";

export class Days {
  // facts: what is known, see `known`. atoms: the day variables, each with its level.
  constructor(model, facts, atoms) {
    this.model = model;
    this.on = facts.on;
    this.allInForce = facts.allInForce;
    this.dates = new Map();
    this.words = new Map();
    for (const [name, value] of facts.values) {
      if (typeof value === "number") this.dates.set(name, value);
      else if (model.isDate(name)) this.words.set(name, value);
    }
    // constant: variables that no day can change. fixed: those that the day of the act settles. ofDate: of open dates.
    this.constant = new Map();
    this.fixed = new Map();
    this.ofDate = new Map();
    this.dateOf = new Map();
    for (const [level, atom] of atoms) {
      if (atom.first !== undefined && this.allInForce) this.constant.set(level, YES);
      else if (atom.first !== undefined || !atom.date || this.dates.has(atom.date)) this.fixed.set(level, atom);
      else {
        once(this.ofDate, atom.date, () => []).push([level, atom]);
        this.dateOf.set(level, atom.date);
      }
    }
    this.levels = new Set(this.dateOf.keys());
    if (this.on === null) for (const level of this.fixed.keys()) this.levels.add(level);
    this.memo = new Map();
  }

  // The first and the last day that the act can be on.
  get bounds() {
    if (!this.allInForce) return [LOW, HIGH];
    const all = this.model.forces;
    const low = all.length ? Math.max(...all.map((force) => force.first)) : LOW;
    const high = Math.min(HIGH, ...all.map((force) => force.last));
    return low <= high ? [low, high] : [LOW, HIGH];
  }

  // The first and the last day of each class of days of the act that can be told apart.
  get turns() {
    return once(this.memo, "turns", () => {
      const fixed = this.model.forces.flatMap(({ first, last }) => [first, last + 1]);
      const open = new Map();
      for (const [date, spans] of this.model.spans) {
        if (!date || this.dates.has(date)) fixed.push(...spans.map((span) => dayNumber(span, this.dates.get(date))));
        else open.set(date, spans);
      }
      return daysOfAct(fixed, open, this.words, ...this.bounds);
    });
  }

  // One day of the act for each class; the day itself where it is known.
  get classes() {
    return this.on === null ? this.turns.map(([first]) => first) : [this.on];
  }

  // The first and the last day of each class of days of the act that some of the variables can tell apart; there are
  // few, however many the policy has.
  classesBy(levels) {
    if (this.on !== null) return [[this.on, this.on]];
    const asked = sortedNumbers(levels);
    return once(this.memo, `classes ${asked}`, () => {
      const cuts = [];
      const spans = new Map();
      for (const level of asked) {
        const atom = this.fixed.get(level);
        if (!atom) once(spans, this.dateOf.get(level), () => []).push(this.spanAt(level));
        else if (atom.first !== undefined) cuts.push(atom.first, atom.last + 1);
        else cuts.push(dayNumber(atom, this.dates.get(atom.date)));
      }
      return daysOfAct(cuts, spans, this.words, ...this.bounds);
    });
  }

  // Days of the act to compare with one another: two of one class can see the same date from two sides.
  apart(levels) {
    return sortedNumbers(new Set(this.classesBy(levels).flat()));
  }

  spanAt(level) {
    return this.ofDate.get(this.dateOf.get(level)).find(([at]) => at === level)[1];
  }

  // The variables that a day of the act settles, as a pattern.
  settled(on) {
    return once(this.memo, on, () => [...this.fixed].map(([level, atom]) => [level, this.reached(atom, on)]));
  }

  reached(atom, on) {
    if (atom.first !== undefined) return +(atom.first <= on && on <= atom.last);
    return +(on >= dayNumber(atom, this.dates.get(atom.date)));
  }

  // One day for each interval of an open date, as seen from a day of the act.
  values(name, on) {
    return daysOf(this.model.spans.get(name) || [], on, this.words.get(name));
  }

  // The patterns of an open date as seen from a day of the act, one for each interval.
  patterns(name, on) {
    return once(this.memo, `patterns ${name} ${on}`, () =>
      this.values(name, on).map((day) => pattern(this.ofDate.get(name), on, day)),
    );
  }

  // How the days of an open date can look from two days of the act: pairs of patterns.
  looks(name, one, two) {
    return once(this.memo, `looks ${name} ${one} ${two}`, () => {
      const word = this.words.get(name);
      const allowed = (day) => !word || [one, two].every((on) => day <= on === (word === "already"));
      const days = [...new Set([...this.values(name, one), ...this.values(name, two)])].filter(allowed);
      const atoms = this.ofDate.get(name);
      return distinct(days.map((day) => [pattern(atoms, one, day), pattern(atoms, two, day)]));
    });
  }

  // What some open day variables can come to together, as a diagram. on: a class of the day of the act, or null for
  // any. apart: a date to leave out.
  world(store, levels, on, apart) {
    const asked = sortedNumbers(levels);
    return once(this.memo, `world ${asked} ${on} ${apart}`, () => {
      // Once for each way in which the day can look, however many days look so.
      const looks = distinct((on === null ? this.classesBy(asked).map(([first]) => first) : [on]).map((day) => this.look(asked, day, apart)));
      return store.any(looks.map((groups) => store.all(groups.map((found) => anyOf(store, found)))));
    });
  }

  // For the day itself, and for each date: the patterns of the variables that matter.
  look(levels, on, apart) {
    const own = levels.filter((level) => this.fixed.has(level));
    const groups = [[own.map((level) => [level, this.reached(this.fixed.get(level), on)])]];
    for (const name of new Set(levels.map((level) => this.dateOf.get(level)))) {
      if (!name || name === apart) continue;
      const asked = this.ofDate.get(name).filter(([level]) => levels.includes(level));
      const days = daysOf(asked.map(([, span]) => span), on, this.words.get(name));
      groups.push(distinct(days.map((day) => pattern(asked, on, day))));
    }
    return groups;
  }
}

// What some spans come to on a day of the act, for one day of their date.
function pattern(atoms, on, day) {
  return atoms.map(([level, span]) => [level, +(on >= dayNumber(span, day))]);
}

function distinct(found) {
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}

// One of several patterns, as a diagram.
function anyOf(store, patterns) {
  return store.any(patterns.map((found) => store.all(found.map(([level, place]) => store.value(level, place)))));
}
