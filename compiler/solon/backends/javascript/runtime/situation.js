// A situation as plain data into what the engine decides, with everything that is wrong in it.
// An unknown key, fact or value is an error, never ignored. What is not given is unknown, never "no".

import { HIGH, LOW, ordinalOf } from "./calendar.js";
import { Faults } from "./faults.js";
import { didYouMean } from "./nearest.js";
import { ON } from "./world.js";

export const ANY_DAY = "any day";
const KEYS = [ON, "facts", "everything else", "readings", "asked", "question", "order", "set aside"];
const LONGEST = 200;
const SOURCE_KEYS = ["value", "by", "note"];

// Read one situation. data: with the keys of a situation file. Throws a Fault that lists all that is wrong.
export function readSituation(model, data) {
  const faults = new Faults();
  const situation = new Reader(model, faults).situation(data);
  faults.raise();
  return situation;
}

class Reader {
  constructor(model, faults) {
    this.model = model;
    this.faults = faults;
    this.sources = {};
    this.given = new Map();
  }

  situation(data) {
    const top = new Map(this.entries(data, "A situation", "UnknownKey"));
    for (const key of top.keys()) {
      if (KEYS.includes(key)) continue;
      const place = this.model.inputs.has(key) ? 'Facts stand below "facts".' : "";
      const help = place || didYouMean(key, KEYS, 0.6) || `The keys are: ${KEYS.join(", ")}.`;
      this.faults.add("UnknownKey", key, `"${key}" is not a key of a situation.`, help);
    }
    for (const [name, value] of this.entries(top.get("facts"), "facts")) this.fact(name, value, this.given);
    const on = this.day(top.get(ON));
    const aside = this.aside(top.get("set aside"), on);
    return {
      on,
      dayLeftOut: !given(top.get(ON)),
      given: new Map([...this.given].filter(([, value]) => value !== null)),
      unknown: new Set([...this.given].filter(([, value]) => value === null).map(([name]) => name)),
      restIsNo: this.rest(top.get("everything else")),
      readings: this.readings(top.get("readings")),
      asked: this.asked(top.get("asked")),
      sources: this.sources,
      question: this.question(top.get("question")),
      order: this.order(top, [...this.given.keys(), ...aside.keys()]),
      aside,
    };
  }

  // The names and values of a plain object; a value that is undefined was left out.
  entries(value, what, kind = "WrongFact") {
    if (!given(value)) return [];
    const plain = typeof value === "object" && !Array.isArray(value) && !(value instanceof Date);
    if (plain && !(value instanceof Map)) return Object.entries(value).filter(([, found]) => found !== undefined);
    this.faults.add(kind, what, `${what} must be an object of names and values.`, "Write for example: { name: true }");
    return [];
  }

  // The number of the day of the act; null when it is unknown or left out.
  day(value) {
    if (!given(value) || value === "unknown") return null;
    return this.iso(value, "WrongDay", ON, "Write year, month and day, for example 2018-05-01, or unknown.");
  }

  iso(value, kind, place, help) {
    const number = typeof value === "string" ? ordinalOf(value) : null;
    const whose = place === ON ? "" : `${place}: `;
    if (number === null) this.faults.add(kind, place, `${whose}"${shown(value)}" is not a day of the calendar.`, help);
    else if (number < LOW || number > HIGH) {
      this.faults.add(kind, place, `${whose}${value} is outside the years 1900 to 2199.`, help);
    }
    return number;
  }

  rest(value) {
    if (!given(value) || value === "no" || value === false) return given(value);
    const message = `"everything else: ${shown(value)}" is not understood.`;
    this.faults.add("WrongFact", "everything else", message, 'Write "no", or leave it out.');
    return false;
  }

  // One fact, choice or date; a former id still works. into: where its value goes, null for unknown.
  fact(given_, value, into) {
    const name = this.model.current(given_);
    const input = this.model.inputs.get(name);
    if (!input) return this.unknownFact(name);
    if (typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date)) {
      for (const key of Object.keys(value)) {
        if (SOURCE_KEYS.includes(key)) continue;
        const help = didYouMean(key, SOURCE_KEYS, 0.6) || `The keys are: ${SOURCE_KEYS.join(", ")}.`;
        this.faults.add("WrongFact", name, `"${key}" is not a key of a fact.`, help);
      }
      if (!Object.keys(value).includes("value")) {
        return this.faults.add("WrongFact", name, `"${name}" has no value.`, "Write { value: ..., by: ... }.");
      }
      const source = ["by", "note"].filter((key) => value[key] !== undefined).map((key) => [key, shown(value[key])]);
      if (source.length) this.sources[name] = Object.fromEntries(source);
      value = value.value;
    }
    const found = value === null || value === "unknown" ? null : this.value(input, value);
    if (found !== undefined) into.set(name, found);
  }

  unknownFact(name) {
    const term = this.model.names.get(`term ${name}`);
    if (term !== undefined) {
      const message = `"${name}" is a term: it is worked out, so it cannot be given.`;
      const facts = [...this.model.inputsBelow(term)].join(", ");
      return this.faults.add("WrongFact", name, message, `Give the facts behind it instead: ${facts}.`);
    }
    const help = didYouMean(name, this.model.inputs.keys(), 0.65) || "See policy.facts.";
    this.faults.add("UnknownFact", name, `There is no fact "${name}".`, help);
  }

  // A value of the right kind; undefined after a report.
  value({ id, kind, options }, value) {
    if (kind === "fact") {
      if (typeof value === "boolean" || value === "yes" || value === "no") return value === true || value === "yes";
      return this.wrong(id, value, "Write true, false or unknown.");
    }
    if (kind === "choice") {
      const known = options.map(([name]) => name);
      if (known.includes(value)) return value;
      return this.wrong(id, value, didYouMean(shown(value), known, 0.6) || `Its answers are: ${known.join(", ")}, unknown.`);
    }
    if (value === "already" || value === "not yet") return value;
    return this.iso(value, "WrongFact", id, "Write a day such as 2018-05-01, already, not yet, or unknown.");
  }

  wrong(name, value, help) {
    this.faults.add("WrongFact", name, `"${shown(value)}" is not an answer to "${name}".`, help);
  }

  readings(value) {
    const found = new Map();
    const { readings } = this.model;
    for (const [given_, option] of this.entries(value, "readings", "UnknownReading")) {
      const name = this.model.current(given_);
      const reading = readings.get(name);
      if (!reading) {
        const help = didYouMean(name, readings.keys(), 0.6) || `The readings are: ${[...readings.keys()].join(", ")}.`;
        this.faults.add("UnknownReading", name, `There is no reading "${name}".`, help);
        continue;
      }
      const options = reading.options.map(([id]) => id);
      if (options.includes(option)) found.set(name, option);
      else {
        const help = didYouMean(shown(option), options, 0.5) || `Its options are: ${options.join(", ")}.`;
        this.faults.add("UnknownReading", name, `The reading "${name}" has no option "${shown(option)}".`, help);
      }
    }
    return found;
  }

  // The deeds asked about, as "bearer action" each.
  asked(value) {
    if (!given(value)) return [];
    if (!Array.isArray(value)) {
      this.faults.add("UnknownDeed", "asked", '"asked" must be a list.', 'Write for example: ["member post_the_content"]');
      return [];
    }
    const found = [];
    for (const part of value) {
      const words = shown(part).trim().split(/\s+/);
      const [bearer, action] = [this.model.current(words[0]), this.model.current(words.slice(1).join(" "))];
      if (this.model.deeds.has(words.join(" "))) found.push(words.join(" "));
      else if (this.model.bearers.has(bearer) && this.model.hasDeed(action)) found.push(`${bearer} ${action}`);
      else {
        const help = didYouMean(words.join(" "), this.model.deeds.keys(), 0.6) || "Write a bearer and an action.";
        this.faults.add("UnknownDeed", "asked", `No rule is about "${words.join(" ")}".`, help);
      }
    }
    return found;
  }

  // What only an interview looks at

  question(value) {
    if (!given(value)) return "";
    const name = this.model.current(shown(value));
    if (this.model.questions.has(name)) return name;
    const known = [...this.model.questions.keys()];
    const help = didYouMean(name, known, 0.6) || `The questions are: ${known.join(", ")}.`;
    this.faults.add("UnknownQuestion", "question", `There is no question "${name}".`, help);
    return "";
  }

  // Answers that are kept and not used; the day of the act may be among them.
  aside(value, on) {
    const found = new Map();
    for (const [name, part] of this.entries(value, "set aside")) {
      if (this.given.has(this.model.current(name)) || (name === ON && on !== null)) {
        this.faults.add("WrongFact", name, `"${name}" is answered, and stands below "set aside" as well.`, "Keep one.");
      } else if (name === ON) found.set(ON, part === ANY_DAY ? ANY_DAY : this.day(part));
      else this.fact(name, part, found);
    }
    return found;
  }

  // The names in the order in which they were answered; those that no list names come last, as they stand.
  order(top, names) {
    const list = top.get("order");
    if (!given(list)) return [...new Set(given(top.get(ON)) ? [ON, ...names] : names)];
    if (!Array.isArray(list)) {
      this.faults.add("WrongFact", "order", '"order" must be a list.', 'Write for example: ["on", "a_fact"]');
      return names;
    }
    const found = [];
    for (const part of list) {
      const name = this.model.current(shown(part));
      if (name === ON || names.includes(name)) found.push(name);
      else if (!this.model.inputs.has(name)) this.unknownFact(name);
    }
    // A day that somebody added by hand; unknown and not in the list, it was not asked yet.
    const day = given(top.get(ON)) && top.get(ON) !== "unknown" ? [ON] : [];
    return [...new Set([...found, ...names, ...day])];
  }
}

function given(value) {
  return value !== undefined && value !== null;
}

// A value as a person wrote it.
export function shown(value) {
  if (Array.isArray(value)) return "a list";
  if (value instanceof Date) return "a Date, which depends on a time zone";
  if (typeof value === "object" && value !== null) return "a group of lines";
  const text = value === null ? "nothing" : String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}

// Read one answer of an interview: its name and value, null for "not sure".
export function readAnswer(model, name, value) {
  const faults = new Faults();
  const reader = new Reader(model, faults);
  const into = new Map();
  if (name === ON) into.set(ON, value === ANY_DAY ? ANY_DAY : reader.day(value));
  else reader.fact(name, value === undefined ? null : value, into);
  faults.raise();
  const [[own, found]] = into;
  return { name: own, value: found };
}
