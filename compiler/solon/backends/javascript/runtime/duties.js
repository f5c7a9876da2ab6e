// A situation into the duties that it brings, with their days.
// A day is given only when the known dates settle it, or as a limit that is marked so.

import { LOW, NEVER, dayNumber, isoOf, ordinalOf } from "./calendar.js";
import { MODALITIES } from "./model.js";
import { YES } from "./store.js";
import { ON } from "./world.js";

const BEGINNING = 0;
const LAST = "9999-12-31";
const number = (end) => end;

// A day that is not settled: [the earliest that it can be, the latest, what would narrow that].
const START = [BEGINNING, BEGINNING, []];
const END = [NEVER, NEVER, []];

// Every duty whose conditions, its days apart, hold in every completion. A prohibition is one if it has days.
export function dutiesOf(scene) {
  const finder = new Finder(scene);
  return finder.rows((row, owed) => finder.world.always(owed)).map((row) => finder.duty(row)).sort(byDay);
}

// Every duty with days whose conditions, its days apart, hold in some completions only, and what that turns on.
export function possibleDutiesOf(scene) {
  const finder = new Finder(scene);
  const { world } = finder;
  const rows = finder.rows((row, owed) => finder.windows(row).length && !world.always(owed) && !world.never(owed));
  const turns = (row) => world.matter(finder.sheet.node(row.owed), number).sort((a, b) => scene.place(a) - scene.place(b));
  return rows.map((row) => ({ duty: finder.duty(row), turns_on: turns(row) })).sort((a, b) => byDay(a.duty, b.duty));
}

function byDay(a, b) {
  const key = (duty) => [duty.from || LAST, duty.rule, duty.action || ""];
  const [one, other] = [key(a), key(b)];
  const at = one.findIndex((part, place) => part !== other[place]);
  return at < 0 ? 0 : one[at] < other[at] ? -1 : 1;
}

class Finder {
  constructor(scene) {
    this.scene = scene;
    this.sheet = scene.sheet;
    this.world = scene.world;
    this.on = scene.facts.on;
  }

  // The windows that are there under the readings in use.
  windows(row) {
    return row.windows.filter(([under]) => this.sheet.node(under) === YES);
  }

  // The rows that can be a duty, of which something holds.
  rows(test) {
    const due = (row) => ["must", "should"].includes(MODALITIES[row.modality]) || this.windows(row).length > 0;
    return this.scene.model.duties.filter((row) => due(row) && test(row, this.sheet.node(row.owed)));
  }

  duty(row) {
    const { model } = this.scene;
    const days = this.days(row);
    const [first, due, last] = [days.first, days.due, days.last];
    // A deadline that has come on a day which nobody gave is no day to plan for.
    const dueBy = settled(due) || this.on === null || due[1] > this.on;
    const unsettled = [["from", first], ["by", due], ["until", last]].filter(([, found]) => !settled(found));
    const wanting = [...new Set([first, due, last].flatMap(([, , names]) => names))].sort();
    const oneOf = row.oneOf.map((act) => model.act(act));
    return {
      rule: row.rule,
      bearer: row.bearer,
      action: row.act < 0 ? null : model.act(row.act),
      modality: MODALITIES[row.modality],
      from: dayOf(days.start),
      by: dueBy ? dayOf(due[1]) : null,
      until: dayOf(last[1]),
      state: this.state(row, days),
      ...(unsettled.length ? { unsettled: unsettled.map(([word]) => word) } : {}),
      ...(this.varies(row) ? { varies: true } : {}),
      ...(wanting.length ? { wanting } : {}),
      ...(oneOf.length ? { one_of: oneOf } : {}),
    };
  }

  // All windows count: the latest start, the earliest end, the earliest deadline. start: the earliest first day that
  // given dates leave; the day of the act alone moves no first day.
  days(row) {
    const windows = this.windows(row);
    if (!windows.length) return { first: START, due: END, last: END, start: BEGINNING };
    const first = windows.flatMap(([, starts]) => starts.map((day) => this.day(day)));
    const ends = windows.flatMap(([, , found]) => found.map((end) => this.end(end)));
    if (row.last) ends.push(fixed(row.last));
    let start = Math.max(BEGINNING, ...first.filter(settled).map(([low]) => low));
    if (start > BEGINNING) {
      // Nothing is owed before there is an instrument that asks for it.
      first.push(fixed(row.first));
      start = Math.max(start, ordinalOf(row.first));
    }
    const due = windows.flatMap(([, , , by]) => by.map((day) => this.day(day)));
    return { first: latest(first), due: earliest(due), last: earliest(ends), start };
  }

  // The limits of a day: nothing for a day before all others, a day expression, or a list of ends.
  day(day) {
    if (!day) return START;
    return Array.isArray(day[0]) || !day.length ? earliest(day.map((end) => this.end(end))) : this.simple(this.scene.model.span(day));
  }

  // The limits of a day that ends a window. One whose conditions are open may not count, so it may never come.
  end([node, day]) {
    const when = this.sheet.node(node);
    if (this.world.never(when)) return END;
    const found = this.day(day);
    if (this.world.always(when)) return found;
    return [found[0], NEVER, [...found[2], ...this.world.matter(when, number, ON)]];
  }

  simple(span) {
    const { dates, words } = this.scene.days;
    if (!span.date || dates.has(span.date)) {
      const known = dayNumber(span, dates.get(span.date));
      return [known, known, []];
    }
    const word = this.on === null ? "" : words.get(span.date);
    const low = word === "not yet" ? this.on + 1 : LOW;
    const high = word === "already" ? this.on : NEVER;
    return [Math.min(dayNumber(span, low), NEVER), Math.min(dayNumber(span, high), NEVER), [span.date]];
  }

  state(row, { first, due, last }) {
    const { sheet, world } = this;
    const inside = sheet.node(row.inside);
    if (first[0] > last[1]) return "never";
    if (world.always(inside)) return this.on !== null && this.on <= due[0] && due[0] < NEVER ? "due" : "in force";
    if (!world.never(inside)) return "undetermined";
    if (world.always(sheet.node(row.ended))) return "over";
    return world.always(sheet.node(row.waiting)) ? "upcoming" : "undetermined";
  }

  // Whether the day of the act alone can change the conditions apart from the duty's own days.
  varies(row) {
    const owed = this.sheet.node(row.owed);
    const days = this.scene.atlas.atoms.filter(([, atom]) => atom.first === undefined).map(([level]) => level);
    if (!this.sheet.support(owed).some((level) => days.includes(level))) return false;
    const world = this.scene.anyDay;
    const left = world.put(owed);
    return world.asked(left).includes(ON) && world.matters(left, ON, number);
  }
}

function settled([low, high]) {
  return low === high;
}

function latest(parts) {
  const low = Math.max(BEGINNING, ...parts.map((part) => part[0]));
  const high = Math.max(BEGINNING, ...parts.map((part) => part[1]));
  return [low, high, parts.filter((part) => part[1] > low).flatMap((part) => part[2])];
}

function earliest(parts) {
  const low = Math.min(NEVER, ...parts.map((part) => part[0]));
  const high = Math.min(NEVER, ...parts.map((part) => part[1]));
  return [low, high, parts.filter((part) => part[0] < high).flatMap((part) => part[2])];
}

function fixed(day) {
  return [ordinalOf(day), ordinalOf(day), []];
}

function dayOf(found) {
  return found >= NEVER || found <= BEGINNING ? null : isoOf(found);
}
