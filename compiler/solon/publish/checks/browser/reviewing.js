// The views of what was answered: the list with its links to change each answer.

import { doing, el, part } from "./elements.js";
import { answerWords } from "./sayings.js";

export function answersView(check, { interview }) {
  const heading = el("h1", { tabindex: -1 }, "Check your answers");
  const open = interview.question;
  const next = open
    ? el("button", { type: "button", class: "go", click: () => check.go({ view: "question", interview }) }, "Go on with the questions")
    : el("button", { type: "button", class: "go", click: () => check.go({ view: "result", interview }) }, "See the answer");
  const lead = open
    ? `At most ${interview.left} ${interview.left === 1 ? "question is" : "questions are"} left.`
    : "Nothing more can change the answer.";
  const early = open ? el("p", null, doing("See the answer so far", () => check.go({ view: "result", interview }))) : null;
  return {
    heading,
    title: "Check your answers",
    parts: [el("p", { class: "count" }, check.page.asks), heading, el("p", null, lead), givenList(check, interview), el("p", null, next), early],
  };
}

// The answers in use, each with a way to change it, and those set aside.
export function givenList(check, interview) {
  const row = ({ fact, value }, change) =>
    el(
      "div",
      null,
      el("dt", null, check.asks(fact)),
      el("dd", null, answerWords(check.policy, fact, value)),
      change ? el("dd", { class: "change" }, doing("Change", () => check.go({ view: "question", interview, fact }), check.asks(fact))) : null,
    );
  const used = interview.answers.map((one) => row(one, true));
  const aside = interview.setAside.map((one) => row(one, false));
  return [
    used.length ? el("dl", { class: "given" }, used) : el("p", null, "Nothing is answered yet."),
    ...(part(3, "Set aside for now", aside.length ? [el("p", null, "These answers do not apply now. They come back when they apply again."), el("dl", { class: "given" }, aside)] : []) || []),
  ];
}
