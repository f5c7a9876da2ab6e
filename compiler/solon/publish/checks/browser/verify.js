// All examples and test cases of a policy, answered again in this browser, against what is written down for them.

import { bullets, el } from "./elements.js";
import { ImpossibleFacts, SolonError } from "./faults.js";
import { Policy } from "./policy.js";

const PAUSE_AFTER = 30;
const SHOWN = 50;

// page: sum, and cases: for each kind, its name and rows of [id, situation, expectations].
export function start(core, told, page) {
  const policy = new Policy(core, told, page.sum, null);
  const stage = document.getElementById("verify");
  const button = document.getElementById("begin");
  document.getElementById("no-script").remove();
  button.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    run(policy, page, stage, () => (button.disabled = false));
  });
}

// Work in short turns, so that the page stays usable.
function run(policy, page, stage, done) {
  const rows = page.cases.flatMap(({ names, cases }) => cases.map((row) => [names, ...row]));
  const counts = new Map(page.cases.map(({ names }) => [names, { right: 0, all: 0 }]));
  const wrong = [];
  const bar = el("progress", { max: rows.length, value: 0, "aria-label": "Progress" });
  const told = el("p", { role: "status" }, "Working …");
  stage.replaceChildren(bar, told);
  let at = 0;
  const turn = () => {
    const until = performance.now() + PAUSE_AFTER;
    while (at < rows.length && performance.now() < until) {
      const [kind, id, situation, expected] = rows[at];
      const found = judged(policy, situation, expected);
      const count = counts.get(kind);
      count.all += 1;
      if (found.length) wrong.push(`${id}: ${found.join("; ")}`);
      else count.right += 1;
      at += 1;
    }
    bar.value = at;
    if (at < rows.length) setTimeout(turn, 0);
    else {
      finish(policy, counts, wrong, stage, told);
      done();
    }
  };
  turn();
}

function finish(policy, counts, wrong, stage, told) {
  let whole = "The data of the rules is as it was made (SHA-256).";
  try {
    policy.verify();
  } catch (fault) {
    wrong.push(fault.message);
    whole = "The data of the rules is not as it was made.";
  }
  told.textContent = wrong.length ? `${wrong.length} differ from what is written down.` : "Everything came out as it is written down.";
  const lines = [...counts].map(([kind, { right, all }]) => `${kind}: ${right} of ${all} as written down.`);
  const more = wrong.length > SHOWN ? [`And ${wrong.length - SHOWN} more.`] : [];
  stage.append(
    bullets([...lines, whole, `Revision of the rules: ${policy.revision}`]),
    ...(wrong.length ? [el("h2", null, "What differs"), bullets([...wrong.slice(0, SHOWN), ...more])] : []),
  );
}

// What a case comes to otherwise than expected, in words.
export function judged(policy, situation, expected) {
  let decision;
  try {
    decision = policy.decideSituation(situation);
  } catch (fault) {
    if (!(fault instanceof SolonError)) throw fault;
    const blocked = fault instanceof ImpossibleFacts ? fault.faults.map(({ at }) => at) : [];
    const wanted = expected.flatMap((one) => one["cannot occur by"] || []);
    return wanted.length && wanted.every((name) => blocked.includes(name)) ? [] : [fault.message];
  }
  return expected.flatMap((one) => differences(one, decision));
}

function differences(expect, decision) {
  if (expect["cannot occur by"]) return ["it can occur"];
  const verdict = decision.verdicts.find(({ bearer, action }) => bearer === expect.bearer && action === expect.action);
  if (!verdict) return expect.status === "not_regulated" ? [] : ["no rule is about this"];
  const out = [];
  const each = (names, good, words) => (names || []).filter((name) => !good(name)).forEach((name) => out.push(`${name} ${words}`));
  const norms = verdict.norms.map(({ rule }) => rule);
  const missing = verdict.missing.map(({ fact }) => fact);
  const lifts = (rule, by) => verdict.defeated.some((one) => one.rule === rule && one.by.includes(by));
  const pairs = (found) => Object.entries(found || {}).flatMap(([rule, by]) => by.map((one) => [rule, one]));
  if (expect.status && expect.status !== verdict.status) out.push(`the status is ${verdict.status} instead of ${expect.status}`);
  each(expect.applies, (name) => norms.includes(name), "does not apply");
  each(expect["does not apply"], (name) => !norms.includes(name) && !verdict.open_norms.includes(name), "applies or may apply");
  each(expect.open, (name) => verdict.open_norms.includes(name), "is not open");
  each(expect.missing, (name) => missing.includes(name), "is not missing");
  each(expect["not missing"], (name) => !missing.includes(name), "is missing");
  each(expect.only_missing && missing, (name) => expect.only_missing.includes(name), "is missing as well");
  each(expect.only_missing, (name) => missing.includes(name), "is not missing");
  for (const [rule, by] of pairs(expect.defeated)) if (!lifts(rule, by)) out.push(`${rule} is not lifted by ${by}`);
  for (const [rule, by] of pairs(expect["not defeated"])) if (lifts(rule, by)) out.push(`${rule} is lifted by ${by}`);
  for (const [rule, force] of Object.entries(expect["with force"] || {})) {
    if (!verdict.norms.some((one) => one.rule === rule && one.modality === force)) out.push(`${rule} does not say ${force}`);
  }
  for (const [rule, day] of Object.entries(expect.due || {})) {
    const days = decision.duties.filter((duty) => duty.rule === rule).map(({ by }) => by);
    if (days.length !== 1 || days[0] !== day) out.push(`${rule} is due ${days.join(", ") || "never"} instead of ${day}`);
  }
  return out;
}
