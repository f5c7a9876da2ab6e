// Statuses, answers and verdicts into sentences. No status is ever called "allowed".

import { sayDay, ordinalOf } from "./calendar.js";
import { full } from "./elements.js";

export const ORDER = ["prohibited", "required", "advised_against", "advised", "undetermined", "permitted", "not_regulated"];
const STRONG = { "prohibited": "must not", "required": "must", "advised_against": "should not", "advised": "should" };
const COUNTED = {
  "prohibited": ["must not be done", "must not be done"],
  "required": ["must be done", "must be done"],
  "advised_against": ["should not be done", "should not be done"],
  "advised": ["should be done", "should be done"],
  "undetermined": ["depends on open answers", "depend on open answers"],
};

// A status as two or three words.
export function statusWords(status) {
  return status === "permitted" ? "not forbidden here" : status === "not_regulated" ? "no rule here" : status.replace(/_/g, " ");
}

// A verdict in one sentence.
export function verdictSentence(model, { bearer, action, status, possible }) {
  const who = model.sayBearer(bearer);
  const what = model.sayAct(action);
  if (STRONG[status]) return full(`${who} ${STRONG[status]} ${what}`);
  if (status === "permitted") return full(`These instruments do not forbid it: ${who} may ${what}`);
  if (status === "not_regulated") return full(`These instruments do not forbid it, and no rule here reaches it: ${who}, ${what}`);
  return full(`It depends on what is still open: ${who}, ${what}. It can be: ${possible.map(statusWords).join(", or ")}`);
}

// All verdicts in one sentence.
export function wholeSentence(model, verdicts) {
  if (verdicts.length === 1) return verdictSentence(model, verdicts[0]);
  const pieces = [];
  for (const status of ORDER) {
    const many = verdicts.filter((one) => one.status === status).length;
    const words = COUNTED[status];
    if (many && words) pieces.push(`${many} ${many === 1 ? "thing" : "things"} ${words[many === 1 ? 0 : 1]}`);
  }
  const free = verdicts.filter(({ status }) => status === "permitted" || status === "not_regulated").length;
  if (!pieces.length) return "These instruments do not forbid any of it.";
  return full(`${pieces.join(", ")}${free ? `; these instruments do not forbid ${free === 1 ? "one more" : `${free} more`}` : ""}`);
}

// An answer as words.
export function answerWords(policy, fact, value) {
  if (value === null) return "Not sure";
  if (value === "any day") return "Any day on which these texts are in force";
  if (value === "already") return "It has happened; the day is not known";
  if (value === "not yet") return "Not yet";
  const found = policy.facts[fact];
  if (value === "yes" || value === true) return "Yes";
  if (value === "no" || value === false) return "No";
  const option = found && found.options.find(({ id }) => id === value);
  return option ? full(option.says) : dayWords(value);
}

// A day as words: 22 October 2018.
export function dayWords(iso) {
  return sayDay(ordinalOf(iso));
}

// A question as words.
export function askWords(policy, model, fact) {
  return model.asks(fact).asks;
}
