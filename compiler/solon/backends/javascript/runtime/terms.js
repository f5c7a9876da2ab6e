// A reader of facts that knows terms: a term is worked out, so it cannot be given.

import { Reader } from "./facts.js";

export class TermReader extends Reader {
  unknownFact(name) {
    const facts = this.model.terms.get(name);
    if (!facts) return super.unknownFact(name);
    const says = `"${name}" is a term: it is worked out, so it cannot be given.`;
    this.add("UnknownFact", name, says, `Give the facts behind it instead: ${facts.join(", ")}.`);
  }
}
