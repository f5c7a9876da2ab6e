// What is wrong with what was given. An error is never a verdict; each lists everything that is wrong at once.

// Anything that is refused. faults: each with the kind of the error that it is, the name it is at, what is wrong, and
// what to do.
export class SolonError extends Error {
  constructor(faults) {
    super(faults.map(({ says, help }) => `${says} ${help}`.trim()).join("\n"));
    this.name = this.constructor.name;
    this.faults = faults;
  }
}

// A situation that cannot be answered as it stands.
export class WrongSituation extends SolonError {}
export class UnknownFact extends WrongSituation {}
export class WrongFact extends WrongSituation {}
export class UnknownReading extends WrongSituation {}
export class WrongDay extends WrongSituation {}
export class UnknownDeed extends WrongSituation {}
export class UnknownQuestion extends WrongSituation {}
export class UnknownKey extends WrongSituation {}
export class ImpossibleFacts extends WrongSituation {}
// An answer needs more steps than its limit; nothing is guessed.
export class TooHard extends SolonError {
  constructor() {
    const says = "This takes too many steps, so nothing was decided.";
    super([{ kind: "TooHard", at: "", says, help: "Ask about less at once." }]);
  }
}
export class BrokenArtefact extends SolonError {}

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

// Throw faults together, as an error of the kind of the worst; nothing when there are none.
export function raise(faults) {
  const first = (kind) => faults.find((fault) => fault.kind === kind);
  const worst = first("UnknownFact") || first("WrongFact") || faults[0];
  if (worst) throw new FAULTS[worst.kind](faults);
}

// Throw one fault.
export function refuse(kind, at, says, help) {
  raise([{ kind, at, says, help }]);
}
