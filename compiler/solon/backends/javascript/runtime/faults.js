// What is wrong with what was given. An error is never a verdict; each lists everything that is wrong at once.

// A fault. faults: each with its kind, the place it is about, what is wrong, and a way out.
export class Fault extends Error {
  constructor(faults) {
    super(faults.map(({ message, help }) => (help ? `${message} ${help}` : message)).join("\n"));
    this.name = this.constructor.name;
    this.faults = faults;
  }
}

export class UnknownFact extends Fault {}
export class WrongFact extends Fault {}
export class UnknownReading extends Fault {}
export class WrongDay extends Fault {}
export class UnknownDeed extends Fault {}
export class UnknownQuestion extends Fault {}
export class UnknownKey extends Fault {}
export class ImpossibleFacts extends Fault {}
export class BrokenArtefact extends Fault {}
export class OtherVersion extends Fault {}

const KINDS = {
  UnknownFact,
  WrongFact,
  UnknownReading,
  WrongDay,
  UnknownDeed,
  UnknownQuestion,
  UnknownKey,
  ImpossibleFacts,
  BrokenArtefact,
  OtherVersion,
};

// Collects faults, and throws them together.
export class Faults {
  constructor() {
    this.found = [];
  }

  add(kind, place, message, help = "") {
    this.found.push({ kind, place, message, help });
  }

  // Throw what was found, as an error of the kind of the first; nothing when nothing is wrong.
  raise() {
    if (this.found.length) throw new KINDS[this.found[0].kind](this.found);
  }
}

// Throw one fault.
export function refuse(kind, place, message, help = "") {
  const faults = new Faults();
  faults.add(kind, place, message, help);
  faults.raise();
}
