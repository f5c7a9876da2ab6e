// Answers tasks from Python: a JSON value a line in, a JSON value a line out. An error comes out as its name and faults.

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

let made = null;

const TASKS = {
  load: async (path) => {
    made = await import(pathToFileURL(path));
    return Object.keys(made);
  },
  situation: (situation) => made.load().decideSituation(situation).toJSON(),
  told: (situation) => {
    const decision = made.load().decideSituation(situation);
    return [decision.verdicts.map((verdict) => verdict.explain()), decision.possible_duties];
  },
  decide: ([facts, options]) => made.load().decide(facts, options).toJSON(),
  statuses: ([facts, options]) => made.load().statuses(facts, options).toJSON(),
  interview: ({ start, steps }) => {
    const moments = [];
    let now = made.load().resume(start);
    const see = (more) => {
      const { question, left, answers, setAside } = now;
      moments.push({
        next: question && question.fact,
        values: question ? question.values.map(({ value }) => value) : [],
        left,
        answers: answers.map(({ fact }) => fact),
        aside: setAside.map(({ fact }) => fact),
        ...more,
      });
    };
    see({});
    for (const [fact, value] of steps) {
      try {
        const after = now.answer(value, fact);
        const since = after.since(now);
        now = after;
        see({ since });
      } catch (fault) {
        if (!(fault instanceof made.ImpossibleFacts)) throw fault;
        see({ blocks: fault.faults.map(({ at }) => at), against: fault.faults[0].against });
      }
    }
    return { moments, kept: now, decision: now.decision };
  },
  // Code that is handed the module; for what JSON cannot say.
  run: (code) => new Function("solon", "policy", code)(made, made.load()),
};

for await (const line of createInterface({ input: process.stdin })) {
  const [[task, value]] = Object.entries(JSON.parse(line));
  let answer;
  try {
    answer = { value: (await TASKS[task](value)) ?? null };
  } catch (fault) {
    answer = { error: fault.name, says: fault.message, faults: fault.faults ?? null, stack: fault.stack };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
