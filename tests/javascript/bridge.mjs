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
  decide: ([facts, options]) => made.load().decide(facts, options).toJSON(),
  statuses: ([facts, options]) => made.load().statuses(facts, options).toJSON(),
  interview: ({ start, steps }) => {
    const moments = [];
    let now = made.load().resume(start);
    const see = (more) => {
      const { next, left, answers } = now;
      moments.push({
        next: next && next.name,
        options: next ? next.options.map(({ value }) => value) : [],
        left,
        answers: answers.map(({ name, used }) => [name, used]),
        ...more,
      });
    };
    see({});
    for (const [name, value] of steps) {
      try {
        const after = now.answer(name, value);
        const { setAside, back } = after.since(now);
        now = after;
        see({ setAside: setAside.sort(), back });
      } catch (fault) {
        if (!(fault instanceof made.ImpossibleFacts)) throw fault;
        const [{ blocks, against }] = fault.faults;
        see({ blocks, against });
      }
    }
    return { moments, kept: now, decision: now.decide() };
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
