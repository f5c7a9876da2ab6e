// The page of duties with days: the dates that a reader enters into a dated list, a drawing of time and a calendar file.
// Nothing is sent, and nothing is stored.

import { dateFields } from "./dates.js";
import { deadlinesPart } from "./deadlines.js";
import { bullets, el, full, part, toField } from "./elements.js";
import { INSIDE } from "./engine.js";
import { SolonError } from "./faults.js";
import { spelled } from "./pieces.js";
import { Places } from "./places.js";
import { Policy } from "./policy.js";
import { askWords } from "./sayings.js";

// core, told: the tables of this question. page: its id, its dates, the names of norms, and the pieces of texts.
export function start(core, told, page) {
  const policy = new Policy(core, spelled(told, page.pieces), "", null);
  const { model } = policy[INSIDE];
  const places = new Places(policy, model, core[14], page.names);
  const check = { page, policy, model, places, asks: (fact) => askWords(policy, model, fact) };
  document.querySelector(".blanks").classList.add("paper-only");
  document.getElementById("days-by-computer").append(formOf(check), el("div", { id: "days-found" }));
}

function formOf(check) {
  const rows = check.page.dates.map((id) => rowOf(check, id));
  const summary = el("div", { class: "summary", tabindex: -1, hidden: true, role: "alert" });
  const refuse = (faults) => {
    const links = faults.map(({ words, field }) => toField(words, field));
    summary.replaceChildren(el("h3", null, "There is a problem"), bullets(links));
    summary.hidden = false;
    summary.focus();
  };
  const form = el("form", { novalidate: true, autocomplete: "off", class: "by-computer" }, summary, rows.map(({ whole }) => whole), el("p", null, el("button", { class: "go" }, "Show the days")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const found = rows.map((row) => row.read());
    const wrong = found.filter(({ words }) => words);
    const result = document.getElementById("days-found");
    result.replaceChildren();
    if (wrong.length) return refuse(wrong);
    summary.hidden = true;
    const facts = Object.fromEntries(found.filter(({ value }) => value).map(({ id, value }) => [id, value]));
    try {
      result.append(...foundOf(check, facts));
    } catch (fault) {
      if (!(fault instanceof SolonError)) throw fault;
      return refuse(fault.faults.map(({ says }) => ({ words: full(says), field: `${check.page.dates[0]}-day` })));
    }
    return result.querySelector("h2").focus();
  });
  return form;
}

// The fields of one date. Nothing entered is a day that is not known.
function rowOf(check, id) {
  const { asks, help } = check.policy.facts[id];
  const dates = dateFields(id);
  const never = el("input", { type: "checkbox", id: `${id}-not-yet` });
  const hint = help ? el("p", { class: "hint" }, full(help)) : null;
  const tick = el("div", { class: "radio" }, never, el("label", { for: `${id}-not-yet` }, "Not yet, or never"));
  const whole = el("fieldset", null, el("legend", null, el("strong", null, asks)), hint, dates.box, tick);
  const read = () => {
    if (dates.empty()) return { id, value: never.checked ? "not yet" : null };
    if (never.checked) return { words: `${asks} Enter a day, or tick “Not yet, or never”; not both`, field: `${id}-not-yet` };
    const { iso, wrong, field } = dates.read();
    return wrong ? { words: `${asks} ${wrong}`, field } : { id, value: iso };
  };
  return { whole, read };
}

function foundOf(check, facts) {
  const asked = check.policy.questions[check.page.id].verdicts.map(({ bearer, action }) => `${bearer} ${action}`);
  const decision = check.policy.decide(facts, { asked });
  const found = deadlinesPart(check, decision, decision.possible_duties) || part(2, "What has days", el("p", null, "None of the days can be told yet. Enter one more."));
  found[0].setAttribute("tabindex", "-1");
  const lead = "Every duty that these days leave possible stands here. “Whether it stands turns on this” says what else counts.";
  return [found[0], el("p", null, lead), ...found.slice(1)];
}
