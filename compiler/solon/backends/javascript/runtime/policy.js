// The policy with its sentences: what the engine decides, and all that is asked, advised and explained beside it.

import { Advice } from "./advice.js";
import { Answer } from "./answer.js";
import { Engine, INSIDE, Statuses } from "./engine.js";
import { isGiven } from "./facts.js";
import { raise, refuse } from "./faults.js";
import { readSituation } from "./file.js";
import { Interview, interviewOf, replayed } from "./interview.js";
import { sha256 } from "./sha256.js";
import { TermReader } from "./terms.js";
import { Told } from "./told.js";
import { frozen, guarded } from "./verdict.js";

export class Policy extends Engine {
  // core, words: the two parts of the package. sum: the SHA-256 of both. quick: the code for statuses, or null.
  constructor(core, words, sum, quick) {
    const model = new Told(core, words);
    super(model, Advice, Answer);
    Object.assign(this[INSIDE], { data: [core, words], sum, quick });
  }

  reader() {
    return new TermReader(this[INSIDE].model, []);
  }

  // What can be given, with its words, by id.
  get facts() {
    const { model } = this[INSIDE];
    const row = ({ id, at, kind, presumed, options }) => {
      const [asks, help, judged_by, , says, denies, changed_by, ...words] = model.words[2][at];
      const own = { id, kind, asks, help, says, denies, judged_by, changed_by, presumed };
      return { ...own, options: options.map((option, place) => ({ id: option, says: words[place] })) };
    };
    return byId([...model.inputs.values()].map(row));
  }

  // The texts that make the norms, by id.
  get instruments() {
    const { model } = this[INSIDE];
    return byId(model.instruments.map((id, at) => {
      const [title, authority, ask] = model.words[0][at];
      return { id, title, authority, ask };
    }));
  }

  // Those whom norms bind, by id.
  get bearers() {
    const { model } = this[INSIDE];
    return byId(model.bearers.map((id, at) => ({ id, says: model.words[7][at][0], also_for: model.words[7][at].slice(1) })));
  }

  // What can be done, by id.
  get actions() {
    const { model } = this[INSIDE];
    return byId(model.actions.map(([id], at) => ({ id, says: model.words[1][at][0], instead: model.words[1][at][1] })));
  }

  // The open readings of the text, by id.
  get readings() {
    const { model } = this[INSIDE];
    const row = ({ id, at, chosen, options }) => {
      const [question, ...words] = model.words[3][at];
      return { id, question, chosen, options: options.map((option, place) => ({ id: option, says: words[place] })) };
    };
    return byId([...model.readings.values()].map(row));
  }

  // The questions that an interview can start from, by id.
  get questions() {
    const { model } = this[INSIDE];
    const pairs = (deeds) => deeds.map((key) => model.deed(key)).map(({ bearer, action }) => ({ bearer, action }));
    return byId([...model.questions.values()].map(({ id, asks, deeds }) => ({ id, asks, verdicts: pairs(deeds) })));
  }

  // The decision on a situation with the keys of a situation file.
  decideSituation(situation) {
    const { model, decider } = this[INSIDE];
    return guarded(() => decider.decide(readSituation(model, situation)));
  }

  // An interview. question: the id of a question, or a list of deeds, "bearer action" each. options: on, facts, readings
  // and everythingElseNo, as far as they are known already.
  ask(question, options) {
    const reader = this.reader();
    const known = this.options(reader, options, ["on", "facts", "readings", "everythingElseNo"]);
    raise(reader.faults);
    if (!isGiven(question)) refuse("UnknownQuestion", "question", "No question was given.", "See policy.questions.");
    const { facts, ...rest } = known;
    const { on, ...situation } = this.decide(facts || {}, { ...rest, asked: [] }).situation;
    const about = Array.isArray(question) ? { asked: question } : { question };
    return this.resume({ ...situation, ...(isGiven(rest.on) ? { on } : {}), ...about });
  }

  // The interview that a situation keeps, as `JSON.stringify(interview)` writes it.
  resume(situation) {
    const { model, decider } = this[INSIDE];
    const found = readSituation(model, situation);
    return guarded(() => {
      decider.possible(found);
      return new Interview(decider, replayed(decider, interviewOf(model, found)));
    });
  }

  // Whether the package is as it was made; throws BrokenArtefact when not. Takes some milliseconds.
  verify() {
    const { data, sum } = this[INSIDE];
    if (sha256(JSON.stringify(data)) === sum) return this;
    return refuse("BrokenArtefact", "", "The data of this package is not as it was made.", "Get the package again.");
  }

  // The status of each deed: by the code that was made for these rules where it settles them all.
  statuses(facts, options) {
    const { model, quick } = this[INSIDE];
    const found = quick && quick(facts, options);
    return found ? new Statuses(model, found) : super.statuses(facts, options);
  }
}

function byId(rows) {
  return frozen(Object.assign(Object.create(null), Object.fromEntries(rows.map((row) => [row.id, row]))));
}
