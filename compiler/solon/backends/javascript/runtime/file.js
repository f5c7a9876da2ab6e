// A situation with the keys of a situation file into what the engine decides, and one answer of an interview.

import { isGiven, isPlain, shown } from "./facts.js";
import { TermReader } from "./terms.js";
import { raise } from "./faults.js";
import { didYouMean } from "./nearest.js";
import { ON } from "./world.js";

export const ANY_DAY = "any day";
const REST = "everything else";
const ASIDE = "set aside";
const KEYS = [ON, "facts", REST, "readings", "asked", "question", "order", ASIDE];
const SOURCE_KEYS = ["value", "by", "note"];

// Read one situation. Throws a SolonError that lists all that is wrong.
export function readSituation(model, data) {
  const reader = new SituationReader(model, []);
  const found = reader.file(data);
  raise(reader.faults);
  return found;
}

// Read one answer of an interview: its name and value, null for "not sure".
export function readAnswer(model, id, value) {
  const reader = new SituationReader(model, []);
  const into = new Map();
  if (id === ON) into.set(ON, value === ANY_DAY ? ANY_DAY : reader.day(value));
  else reader.fact(id, value, into);
  raise(reader.faults);
  const [[name, found]] = into;
  return { name, value: found };
}

class SituationReader extends TermReader {
  file(data) {
    const top = new Map(this.entries(data, "A situation", "UnknownKey"));
    for (const key of top.keys()) {
      if (KEYS.includes(key)) continue;
      const help = this.model.inputs.has(key) ? 'Facts stand below "facts".' : this.meant(key, KEYS, 0.6, "The keys are");
      this.add("UnknownKey", key, `"${shown(key)}" is not a key of a situation.`, help);
    }
    const rest = top.get(REST);
    const restIsNo = rest === "no" || rest === false;
    if (isGiven(rest) && !restIsNo) {
      this.add("WrongFact", REST, `"${REST}: ${shown(rest)}" is not understood.`, 'Write "no", or leave it out.');
    }
    const own = this.situation(top.get("facts"), top.get(ON), top.get("readings"), top.get("asked"), restIsNo);
    const names = [...own.given.keys(), ...own.unknown];
    // Names stand in the order in which they were given.
    const order = new Map(Object.keys(top.get("facts") || {}).map((name, at) => [this.model.current(name), at]));
    names.sort((a, b) => order.get(a) - order.get(b));
    const aside = this.aside(top.get(ASIDE), names, own.on);
    const question = this.question(top.get("question"));
    return { ...own, question, order: this.order(top, [...names, ...aside.keys()]), aside };
  }

  // A fact may say who said it.
  fact(id, value, into) {
    const name = this.model.current(id);
    if (!isPlain(value) || !this.model.inputs.has(name)) return super.fact(id, value, into);
    for (const key of Object.keys(value)) {
      if (SOURCE_KEYS.includes(key)) continue;
      const help = this.meant(key, SOURCE_KEYS, 0.6, "The keys are");
      this.add("WrongFact", name, `"${shown(key)}" is not a key of a fact.`, help);
    }
    if (value.value === undefined) this.add("WrongFact", name, `"${name}" has no value.`, "Write { value: ..., by: ... }.");
    const source = ["by", "note"].filter((key) => value[key] !== undefined).map((key) => [key, shown(value[key])]);
    if (source.length) this.sources[name] = Object.fromEntries(source);
    super.fact(id, value.value, into);
  }

  // A file may say yes and no.
  value(input, value) {
    return super.value(input, input.kind === "fact" && ["yes", "no"].includes(value) ? value === "yes" : value);
  }

  // The id of the question that an interview started from.
  question(value) {
    if (!isGiven(value)) return "";
    const name = this.model.current(shown(value));
    const { questions } = this.model;
    if (questions.has(name)) return name;
    const help = this.meant(name, questions.keys(), 0.6, "The questions are");
    this.add("UnknownQuestion", "question", `There is no question "${name}".`, help);
    return "";
  }

  // Answers that are kept and not used; the day of the act may be among them.
  aside(value, names, on) {
    const found = new Map();
    for (const [name, part] of this.entries(value, ASIDE)) {
      if (names.includes(this.model.current(name)) || (name === ON && on !== null)) {
        this.add("WrongFact", name, `"${name}" is answered, and stands below "${ASIDE}" as well.`, "Keep one of them.");
      } else if (name === ON) found.set(ON, part === ANY_DAY ? ANY_DAY : this.day(part));
      else this.fact(name, part, found);
    }
    return found;
  }

  // The names in the order in which they were answered; those that no list names come last, as they stand.
  order(top, names) {
    const list = top.get("order");
    const on = top.get(ON);
    if (!isGiven(list)) return [...new Set(isGiven(on) ? [ON, ...names] : names)];
    if (!Array.isArray(list)) {
      this.add("WrongFact", "order", '"order" must be a list.', 'Write for example: ["on", "a_fact"]');
      return names;
    }
    const found = [];
    for (const part of list) {
      const name = this.model.current(shown(part));
      if (name === ON || names.includes(name)) found.push(name);
      else if (!this.model.inputs.has(name)) this.unknownFact(name);
    }
    // A day that somebody added by hand; unknown and not in the list, it was not asked yet.
    return [...new Set([...found, ...names, ...(isGiven(on) && on !== "unknown" ? [ON] : [])])];
  }
}
