// The view of one question: radio buttons, nothing chosen before, "Not sure" always among them.

import { dateFields } from "./dates.js";
import { bullets, doing, el, full, toField } from "./elements.js";
import { answerWords } from "./sayings.js";

// check: the running check. moment: interview, and the fact when an earlier answer is changed.
export function questionView(check, { interview, fact }) {
  const asked = interview.questionAbout(fact || interview.question.fact);
  const old = fact && interview.answers.find((one) => one.fact === fact);
  const days = asked.kind === "day" || asked.kind === "date";
  const choices = days ? dayChoices(asked.kind) : valueChoices(check, asked, Boolean(fact));
  const dates = days ? dateFields("date") : null;
  const heading = el("h1", { tabindex: -1 }, asked.asks);
  const hints = [asked.help && full(asked.help), asked.judged_by && full(`Judged by: ${asked.judged_by}`)].filter(Boolean);
  const hint = hints.length ? el("div", { id: "hint", class: "hint" }, hints.map((words) => el("p", null, words))) : null;
  const group = el("fieldset", { "aria-describedby": hint ? "hint" : null }, el("legend", null, heading), hint);
  const error = el("p", { id: "error", class: "error", hidden: true });
  group.append(error);
  choices.forEach(({ words }, at) => {
    const radio = el("input", { type: "radio", name: "answer", id: `answer-${at}`, value: at });
    group.append(el("div", { class: "radio" }, radio, el("label", { for: `answer-${at}` }, words)));
    if (dates && at === 0) {
      dates.box.addEventListener("input", () => (radio.checked = true));
      group.append(dates.box);
    }
  });
  const summary = el("div", { class: "summary", tabindex: -1, hidden: true, role: "alert" });
  const refuse = (words, field, more) => {
    summary.replaceChildren(
      el("h2", null, "There is a problem"),
      bullets([toField(words, field), ...more]),
    );
    error.replaceChildren(el("span", { class: "unseen" }, "Error: "), words);
    error.hidden = summary.hidden = false;
    group.setAttribute("aria-describedby", hint ? "hint error" : "error");
    group.parentNode.classList.add("wrong");
    check.titled(`Error: ${asked.asks}`);
    summary.focus();
  };
  const form = el("form", { novalidate: true, autocomplete: "off" }, group, el("p", null, el("button", { class: "go" }, "Continue")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const picked = form.querySelector("input[type=radio]:checked");
    if (!picked) return refuse(days ? "Choose one, or enter a day" : "Choose one of the answers; “Not sure” is one of them", "answer-0", []);
    let { value } = choices[Number(picked.value)];
    if (dates && picked.id === "answer-0") {
      const { iso, wrong, field } = dates.read();
      if (wrong) return refuse(wrong, field, []);
      value = iso;
    }
    return check.answer(interview, asked.fact, value, (words, against) => {
      const other = against.filter((name) => name !== asked.fact);
      const more = other.map((name) => doing(`Change: ${check.asks(name)}`, () => check.go({ view: "question", interview, fact: name })));
      refuse(words, picked.id, more);
    });
  });
  const { left } = interview;
  const count = fact ? "Change an answer" : `Question ${interview.answers.length + 1}. At most ${left} ${left === 1 ? "question" : "questions"} left.`;
  const soFar = old && el("p", { class: "quiet" }, `Your answer so far: ${answerWords(check.policy, fact, old.value)}`);
  return {
    heading,
    title: asked.asks,
    parts: [
      summary,
      el("p", { class: "count" }, count),
      soFar,
      form,
      sourceOf(check, asked),
      el("p", { class: "aside" }, doing("See the answer so far", () => check.go({ view: "result", interview }))),
    ],
  };
}

function valueChoices(check, { fact, values }, changing) {
  const found = check.policy.facts[fact];
  // While an answer is changed, all are offered: what stands against one is said when it is chosen.
  const all = found.kind === "fact" ? [true, false] : found.options.map(({ id }) => id);
  const offered = changing ? all : values.map(({ value }) => value);
  const rows = offered.map((value) => ({ value, words: answerWords(check.policy, fact, value) }));
  return [...rows, { value: null, words: "Not sure" }];
}

function dayChoices(kind) {
  const other = kind === "day" ? [["any day", "Any day on which these texts are in force"]] : [
    ["not yet", "Not yet, or never"],
    ["already", "It has happened, but I do not know the day"],
  ];
  return [{ value: "", words: "On this day" }, ...other.map(([value, words]) => ({ value, words })), { value: null, words: "Not sure" }];
}

// Where a question comes from: the paragraphs that speak of it, and its definition; one tap away.
function sourceOf(check, { fact }) {
  const found = check.paragraphsOn(fact);
  if (!found.length && fact === "on") return null;
  const links = found.map((one) => check.places.paragraph(one, ""));
  const definition = fact === "on" ? null : check.places.definition(fact);
  return el("details", { class: "source" }, el("summary", null, "What this means, and where it comes from"), bullets([definition, ...links]));
}
