// A question that a person has into an interview: a value that never changes; every step gives another one.
// After an answer, or a change of one, the answers are gone through in order, as if they were given again. An answer is
// used when its input may be asked after the answers used before it, and can have that value beside them. Else it is
// set aside: remembered, not used, and gone through again at the next change. So it comes back by itself.
// A new answer goes to the end, a changed one keeps its place. What is presumed is never asked; an answer to it goes to
// the front, and is always used.

import { raise, refuse } from "./faults.js";
import { ANY_DAY, readAnswer } from "./file.js";
import { Look } from "./look.js";
import { plainValue } from "./model.js";
import { frozen, guarded } from "./verdict.js";
import { ON } from "./world.js";

export class Interview {
  // state: deeds (keys), question, answers (name and value, null for "not sure"), aside (names), readings, restIsNo,
  // sources.
  constructor(decider, state) {
    Object.defineProperties(this, { decider: { value: decider }, state: { value: state }, memo: { value: {} } });
    Object.freeze(this);
  }

  get look() {
    return this.memo.look || (this.memo.look = guarded(() => this.lookNow()));
  }

  lookNow() {
    const { decider, state } = this;
    const deeds = state.deeds.map((key) => decider.model.deed(key));
    return new Look(decider.scene(situationOf(state)), deeds, new Set(used(state).map(({ name }) => name)));
  }

  // How many questions are left at most.
  get left() {
    return guarded(() => this.look.left);
  }

  // What to ask now, or null at the end.
  get question() {
    const name = guarded(() => this.look.next);
    return name === null ? null : this.questionAbout(name);
  }

  // A question in words, with the values that its answer can have now beside "not sure".
  questionAbout(fact) {
    const { model } = this.decider;
    const { kind, at } = model.inputs.get(fact) || { kind: "day", at: -1 };
    const { asks, judged_by } = model.asks(fact);
    const values = this.look.values(fact).map((value) => ({ value, says: model.says(fact, value) }));
    return frozen({ fact, kind, asks, help: model.text(2, at, 1, ""), judged_by, values });
  }

  // The answers in use, in order; the value is null for "not sure".
  get answers() {
    return frozen(used(this.state).map(({ name, value }) => ({ fact: name, value: plain(value) })));
  }

  // The answers that do not apply now; they come back when they apply again.
  get setAside() {
    const { answers, aside } = this.state;
    const found = answers.filter(({ name }) => aside.has(name));
    return frozen(found.map(({ name, value }) => ({ fact: name, value: plain(value) })));
  }

  // The interview after an answer. value: as for decide; null for "not sure"; for the day of the act also "any day".
  // fact: what is answered, or answered otherwise than before; what is asked now when it is left out. Throws
  // ImpossibleFacts, with the answers that stand against it, when it cannot be true beside earlier ones.
  answer(value, fact) {
    const { decider, state } = this;
    const name = fact === undefined ? guarded(() => this.look.next) : fact;
    if (name === null) refuse("UnknownFact", "", "Nothing is asked any more.", "Name the fact whose answer is to change.");
    const own = readAnswer(decider.model, name, value);
    return new Interview(decider, guarded(() => answered(decider, state, own)));
  }

  // What became of the other answers since an earlier interview: the names set aside, and those used again.
  since(earlier) {
    const aside = [...this.state.aside].filter((name) => !earlier.state.aside.has(name));
    const old = new Map(earlier.state.answers.map(({ name, value }) => [name, value]));
    const back = used(this.state).filter(({ name, value }) => earlier.state.aside.has(name) && old.get(name) === value);
    return { setAside: aside, back: back.map(({ name }) => name) };
  }

  // The decision on the answers so far, for what the interview is about.
  get decision() {
    const { decider, state } = this;
    return guarded(() => new decider.answer(decider, decider.scene(situationOf(state))));
  }

  // What keeps the interview, as plain data: `policy.resume` goes on with it.
  toJSON() {
    const { state } = this;
    const facts = (chosen) =>
      Object.fromEntries(
        state.answers
          .filter((answer) => answer.name !== ON && chosen(answer))
          .map(({ name, value }) => [name, state.sources[name] ? { value: plain(value), ...state.sources[name] } : plain(value)]),
      );
    const day = used(state).find(({ name }) => name === ON);
    const dayAside = state.answers.find(({ name }) => name === ON && state.aside.has(ON));
    const aside = { ...(dayAside ? { on: plain(dayAside.value) || "unknown" } : {}), ...facts(({ name }) => state.aside.has(name)) };
    return {
      ...(state.question ? { question: state.question } : {}),
      ...(day && day.value === ANY_DAY ? {} : { on: (day && plain(day.value)) || "unknown" }),
      facts: facts(({ name }) => !state.aside.has(name)),
      ...(state.restIsNo ? { "everything else": "no" } : {}),
      readings: Object.fromEntries(state.readings),
      asked: state.deeds,
      order: state.answers.map(({ name }) => name),
      "set aside": aside,
    };
  }
}

// The deeds of an interview about a question, or of the situation that keeps one.
export function interviewOf(model, situation) {
  const question = model.questions.get(situation.question);
  const deeds = situation.asked.length || !question ? situation.asked : question.deeds;
  const { aside, given } = situation;
  const answers = situation.order.map((name) => {
    if (aside.has(name)) return { name, value: aside.get(name) };
    if (name === ON) return { name, value: situation.on || (situation.dayLeftOut ? ANY_DAY : null) };
    return { name, value: given.has(name) ? given.get(name) : null };
  });
  // An answer to what is presumed stands at the front.
  answers.sort((a, b) => isPresumed(model, b.name) - isPresumed(model, a.name));
  const { readings, restIsNo, sources } = situation;
  const state = { deeds, question: situation.question, answers, readings, restIsNo, sources };
  return { ...state, aside: new Set(aside.keys()) };
}

// The interview with the answers that apply in use, and no others. start: the first place to look at.
export function replayed(decider, state, start = 0) {
  const aside = new Set(before(state, start).aside);
  state.answers.forEach(({ name }, place) => {
    if (place < start) return;
    const kept = { ...state, aside };
    const live = isPresumed(decider.model, name) || new Interview(decider, before(kept, place)).look.applies(name);
    if (!live || blockedBy(decider, before({ ...kept, aside: without(aside, name) }, place + 1)).length) {
      aside.add(name);
    }
  });
  return { ...state, aside };
}

function answered(decider, state, own) {
  const kept = state.aside.has(own.name) ? removed(state, own.name) : state;
  let place = kept.answers.findIndex(({ name }) => name === own.name);
  const answers = [...kept.answers];
  if (place >= 0) answers[place] = own;
  else {
    const presumed = answers.filter(({ name }) => isPresumed(decider.model, name)).length;
    place = isPresumed(decider.model, own.name) ? presumed : answers.length;
    answers.splice(place, 0, own);
  }
  const changed = { ...kept, answers };
  refuseBlocked(decider, before(changed, place + 1), before(changed, place));
  const after = replayed(decider, changed, place + 1);
  if (state.restIsNo) refuseBlocked(decider, after, removed(after, own.name));
  return after;
}

function blockedBy(decider, state) {
  return decider.blocked(decider.scene(situationOf(state)));
}

// Throw ImpossibleFacts when a state of an interview cannot be. others: the answers that can stand against it.
function refuseBlocked(decider, state, others) {
  const blocked = blockedBy(decider, state);
  if (!blocked.length) return;
  const { world, sheet } = decider.scene(situationOf({ ...state, answers: [], aside: new Set(), restIsNo: false }));
  const named = new Set(blocked.flatMap(({ node }) => world.asked(world.put(sheet.node(node)))));
  const against = used(others).map(({ name }) => name).filter((name) => named.has(name));
  const said = against.length ? ` It stands against what was said of: ${against.join(", ")}.` : "";
  const says = ({ because }) => `That cannot be: ${because}${said}`;
  const help = "Change one of the answers.";
  raise(blocked.map((block) => ({ kind: "ImpossibleFacts", at: block.id, says: says(block), help, against })));
}

// The situation that the answers in use describe. A day that is not answered is unknown.
export function situationOf(state) {
  const values = new Map(used(state).map(({ name, value }) => [name, value]));
  const on = values.get(ON);
  values.delete(ON);
  return {
    on: typeof on === "number" ? on : null,
    dayLeftOut: on === ANY_DAY,
    given: new Map([...values].filter(([, value]) => value !== null)),
    unknown: new Set([...values].filter(([, value]) => value === null).map(([name]) => name)),
    restIsNo: state.restIsNo,
    readings: state.readings,
    asked: state.deeds,
    sources: state.sources,
  };
}

function used({ answers, aside }) {
  return answers.filter(({ name }) => !aside.has(name));
}

// The interview as it stood before the answer at a place, without "everything else: no".
function before(state, place) {
  const answers = state.answers.slice(0, place);
  const names = new Set(answers.map(({ name }) => name));
  return { ...state, answers, aside: new Set([...state.aside].filter((name) => names.has(name))), restIsNo: false };
}

// The interview without the answer to an input.
function removed(state, own) {
  return { ...state, answers: state.answers.filter(({ name }) => name !== own), aside: without(state.aside, own) };
}

function without(names, own) {
  return new Set([...names].filter((name) => name !== own));
}

function isPresumed(model, name) {
  const found = model.inputs.get(name);
  return Boolean(found && found.kind === "fact" && found.presumed !== null);
}

function plain(value) {
  return typeof value === "boolean" || value === null ? value : plainValue(value);
}
