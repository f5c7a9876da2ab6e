// What is wrong with what was given. An error is never a verdict; each lists everything that is wrong at once.

// faults: each with its kind, the place it is about, what is wrong, and a way out.
export class Fault extends Error {
  constructor(faults) {
    super(faults.map(({ message, help }) => `${message} ${help}`.trim()).join("\n"));
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

export const FAULTS = {
  UnknownFact,
  WrongFact,
  UnknownReading,
  WrongDay,
  UnknownDeed,
  UnknownQuestion,
  UnknownKey,
  ImpossibleFacts,
  BrokenArtefact,
};

// Throw faults together, as an error of the kind of the first; nothing when there are none.
export function raise(faults) {
  if (faults.length) throw new FAULTS[faults[0].kind](faults);
}

// Throw one fault.
export function refuse(kind, place, message, help) {
  raise([{ kind, place, message, help }]);
}
