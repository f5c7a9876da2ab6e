// The tables with their second part: the sentences, and where paragraphs speak of facts.

import { Model } from "./model.js";

// words: [instruments, actions, inputs, readings, notes, questions, texts of conditions, bearers, conditions and
// mentions by deed, lists of citations, terms, conditions, duties, why what is impossible is so].
export class Told extends Model {
  constructor(core, words) {
    super(core, words);
    const [, , , , notes, questions, , bearers, , , terms, , duties] = words;
    const keys = [...this.deeds.keys()];
    this.notes = notes.map(([id, says, ...norms]) => ({ id, says, norms: new Set(norms.map((at) => this.norms[at].id)) }));
    this.questions = new Map(
      questions.map(([id, asks, ...deeds]) => [id, { id, asks, deeds: deeds.map((at) => keys[at]) }]),
    );
    this.terms = new Map(terms.map(([id, ...facts]) => [id, facts.map((at) => this.ids[at])]));
    this.duties = duties.map(([norm, bearer, act, modality, nodes, first, last, windows, ...oneOf]) => {
      const [owed, inside, ended, waiting] = nodes;
      const whose = { rule: this.norms[norm].id, bearer: this.bearers[bearer], act, modality, oneOf };
      return { ...whose, owed, inside, ended, waiting, first, last, windows };
    });
    // Each person with those whose acts count as theirs, without articles: "a member" and "the member" are the same.
    this.people = new Map(this.bearers.map((id, at) => [id, bearers[at].map(bare)]));
  }

  // Whether an input is changed by this bearer, or by somebody whose acts count as the bearer's.
  inHandsOf(bearer, { at }) {
    return this.people.get(bearer).includes(bare(this.words[2][at][6]));
  }

  // What the norm at a place of a deed asks for, each condition with its node.
  parts(deed, place) {
    return this.words[8][deed.at][0][place].map((at) => this.words[11][at]);
  }

  // The paragraphs in which the norms on a deed speak of an input; undefined when none does.
  mentions(deed, name) {
    const own = deed.at < 0 ? [] : twos(this.words[8][deed.at][1]);
    const found = own.find(([input]) => this.ids[input] === name);
    return found && this.words[9][found[1]].map(this.cite);
  }

  // A bearer in words.
  sayBearer(id) {
    return this.words[7][this.bearers.indexOf(id)][0];
  }

  // A deed in words.
  sayAct(id) {
    const at = this.actions.findIndex(([own]) => own === id);
    return at < 0 ? this.words[1][this.actions.findIndex(([own]) => `instead_of_${own}` === id)][1] : this.words[1][at][0];
  }
}

function bare(words) {
  return words.toLowerCase().replace(/^(a|an|the)( |$)/, "");
}

function twos(row) {
  return row.filter((_, at) => at % 2 === 0).map((one, at) => [one, row[at * 2 + 1]]);
}
