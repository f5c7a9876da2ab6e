// Times the script of a package in Node. Arguments: the script, and a file of complete situations of one day.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , script, file] = process.argv;
const ROUNDS = 40;
const start = process.hrtime.bigint();
const policy = (await import(pathToFileURL(script))).load();
const loaded = since(start);
const { on, complete, open, deed } = JSON.parse(readFileSync(file, "utf8"));
const options = { on };

// Complete situations come first, so that the code sees the shape of objects that a program would give it.
const rows = {
  "load": loaded,
  "statuses of all deeds, complete facts": best(complete, ROUNDS, (facts) => policy.statuses(facts, options)),
  "statuses of all deeds, a third unknown": best(open, 5, (facts) => policy.statuses(facts, options)),
  "one deed, with its missing facts in order": best(open, 5, (facts) => {
    const [verdict] = policy.decide(facts, { on, asked: [deed] }).verdicts;
    return [verdict.norms, verdict.missing];
  }),
  "one deed, everything": best(open, 3, (facts) => policy.decide(facts, { on, asked: [deed] }).toJSON()),
  "all deeds, everything": best(open.slice(0, 50), 2, (facts) => policy.decide(facts, options).toJSON()),
};
process.stdout.write(JSON.stringify(rows));

// Seconds since a moment.
function since(moment) {
  return Number(process.hrtime.bigint() - moment) / 1e9;
}

// Seconds for one situation, in the best of several rounds over all.
function best(situations, rounds, work) {
  let least = Infinity;
  for (let round = 0; round < rounds; round++) {
    const moment = process.hrtime.bigint();
    for (const facts of situations) work(facts);
    least = Math.min(least, since(moment) / situations.length);
  }
  return least;
}
