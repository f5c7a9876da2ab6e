// Facts as plain data into what the engine decides, with everything that is wrong in them.
// An unknown fact or value is an error, never ignored. What is not given is unknown, never "no".

import { HIGH, LOW, ordinalOf } from "./calendar.js";
import { didYouMean } from "./nearest.js";
import { ON } from "./world.js";

const LONGEST = 200;

export class Reader {
  constructor(model, faults) {
    this.model = model;
    this.faults = faults;
    this.sources = {};
  }

  // A situation. facts: values by name. readings: options by name. asked: "bearer action" each. restIsNo: whether every
  // yes/no fact that is left out is "no".
  situation(facts, on, readings, asked, restIsNo) {
    const values = new Map();
    for (const [name, value] of this.entries(facts, "facts")) this.fact(name, value, values);
    const known = [...values];
    return {
      on: this.day(on),
      dayLeftOut: !isGiven(on),
      given: new Map(known.filter(([, value]) => value !== null)),
      unknown: new Set(known.filter(([, value]) => value === null).map(([name]) => name)),
      readings: this.readings(readings),
      asked: this.asked(asked),
      restIsNo,
      sources: this.sources,
    };
  }

  add(kind, at, says, help) {
    this.faults.push({ kind, at, says, help });
  }

  // The names and values of a plain object; a value that is undefined was left out.
  entries(value, place, kind = "WrongFact") {
    if (!isGiven(value)) return [];
    if (isPlain(value)) return Object.entries(value).filter(([, found]) => found !== undefined);
    this.add(kind, place, `"${place}" must be an object of names and values.`, "Write for example: { name: true }");
    return [];
  }

  // The number of the day of the act; null when it is unknown or left out.
  day(value) {
    if (!isGiven(value) || value === "unknown") return null;
    return this.iso("WrongDay", ON, value, "Write year, month and day, for example 2018-05-01, or unknown.");
  }

  iso(kind, place, value, help) {
    const number = typeof value === "string" ? ordinalOf(value) : null;
    if (number === null) this.add(kind, place, `${place}: "${shown(value)}" is not a day of the calendar.`, help);
    else if (number < LOW || number > HIGH) {
      this.add(kind, place, `${place}: ${value} is outside the years 1900 to 2199.`, help);
    }
    return number;
  }

  // One fact, choice or date; a former id still works. into: where its value goes, null for unknown.
  fact(id, value, into) {
    const name = this.model.current(id);
    const input = this.model.inputs.get(name);
    if (!input) this.unknownFact(name);
    else if (into.has(name)) this.add("WrongFact", id, `"${name}" is given twice.`, "Keep one of them.");
    else into.set(name, isGiven(value) && value !== "unknown" ? this.value(input, value) : null);
  }

  unknownFact(name) {
    const help = didYouMean(name, this.model.ids, 0.65) || "See policy.facts.";
    this.add("UnknownFact", name, `There is no fact "${shown(name)}".`, help);
  }

  // A value of the right kind; null after a report.
  value({ id, kind, options }, value) {
    if (kind === "fact") {
      if (typeof value === "boolean") return value;
      return this.wrong(id, value, "Write true, false or unknown.");
    }
    if (kind === "choice") {
      if (options.includes(value)) return value;
      return this.wrong(id, value, this.meant(value, options, 0.6, "Its answers are"));
    }
    if (value === "already" || value === "not yet") return value;
    return this.iso("WrongFact", id, value, "Write a day such as 2018-05-01, already, not yet, or unknown.");
  }

  wrong(name, value, help) {
    this.add("WrongFact", name, `"${shown(value)}" is not an answer to "${name}".`, help);
    return null;
  }

  // What was probably meant; or all that there is.
  meant(value, known, cutoff, all) {
    const names = [...known];
    return didYouMean(shown(value), names, cutoff) || `${all}: ${names.join(", ")}.`;
  }

  readings(value) {
    const found = new Map();
    const { readings } = this.model;
    for (const [id, option] of this.entries(value, "readings", "UnknownReading")) {
      const name = this.model.current(id);
      const { options } = readings.get(name) || {};
      if (!options) {
        const help = this.meant(name, readings.keys(), 0.6, "The readings are");
        this.add("UnknownReading", name, `There is no reading "${shown(name)}".`, help);
      } else if (options.includes(option)) found.set(name, option);
      else {
        const help = this.meant(option, options, 0.5, "Its options are");
        this.add("UnknownReading", name, `The reading "${name}" has no option "${shown(option)}".`, help);
      }
    }
    return found;
  }

  asked(value) {
    if (!isGiven(value)) return [];
    // A pair is as good as its words.
    const words = (part) => (Array.isArray(part) ? part.map(shown).join(" ") : shown(part)).trim().split(/\s+/).join(" ");
    if (Array.isArray(value)) return value.map((part) => this.deed(words(part)));
    const help = 'Write for example: ["member post_the_content"]';
    this.add("UnknownDeed", "asked", '"asked" must be a list.', help);
    return [];
  }

  // A deed by its key; one on which there is no norm is one as well.
  deed(words) {
    const { model } = this;
    if (model.deeds.has(words)) return words;
    const [bearer, action] = words.split(" ").map((word) => model.current(word));
    if (model.bearers.includes(bearer) && model.hasAct(action)) return `${bearer} ${action}`;
    const help = didYouMean(words, model.deeds.keys(), 0.6) || "Write a bearer and an action.";
    this.add("UnknownDeed", "asked", `No rule is about "${words}".`, help);
    return words;
  }
}

export function isGiven(value) {
  return value !== undefined && value !== null;
}

// Whether a value is an object of names and values, and nothing else; one from another window is as good.
export function isPlain(value) {
  if (typeof value !== "object" || value === null) return false;
  const above = Object.getPrototypeOf(value);
  return above === null || Object.getPrototypeOf(above) === null;
}

// A value as a person wrote it.
export function shown(value) {
  if (Array.isArray(value)) return "a list";
  if (value instanceof Date) return "a Date object";
  if (typeof value === "object" && value !== null) return "an object";
  const text = value === null ? "nothing" : String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}
