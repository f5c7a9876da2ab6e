// The view of the answer: one sentence, then why, what would change it, what is open, whom to ask, what was left out.

import { changesPart } from "./changing.js";
import { deadlinesPart } from "./deadlines.js";
import { bullets, doing, el, full, part } from "./elements.js";
import { fragmentOf } from "./link.js";
import { between } from "./places.js";
import { givenList } from "./reviewing.js";
import { asText, saveAs } from "./saving.js";
import { ORDER, answerWords, statusWords, verdictSentence, wholeSentence } from "./sayings.js";

export function resultView(check, moment) {
  const { interview } = moment;
  const { decision } = interview;
  const verdicts = [...decision.verdicts].sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
  const sentence = wholeSentence(check.model, verdicts);
  const heading = el("h1", { tabindex: -1 }, sentence);
  const single = verdicts.length === 1;
  return {
    heading,
    title: sentence,
    parts: [
      el("p", { class: "count" }, check.page.asks),
      el("div", { class: "answer" }, heading, single ? tag(verdicts[0].status) : null),
      thenAndNow(check, moment, decision),
      interview.question && goOn(check, interview),
      // Where there is much to do, what has days comes first.
      single ? null : deadlinesPart(check, decision),
      single ? verdictParts(check, verdicts[0], 2) : verdicts.map((one) => verdictSection(check, one)),
      single ? deadlinesPart(check, decision) : null,
      part(2, "Questions to take with you", questionsPart(check, verdicts)),
      part(2, "Whom to ask", whomPart(check, verdicts)),
      part(2, "What was not considered", leftOut(check, decision, verdicts)),
      part(2, "What was assumed", assumed(check, interview, decision)),
      part(2, "Your answers", givenList(check, interview)),
      el("section", { class: "keeping" }, part(2, "Keep it or share it", keeping(check, interview, decision, sentence))),
      el("p", { class: "quiet" }, `By the rules of revision ${decision.revision.slice(0, 12)}. General information, not legal advice.`),
    ],
  };
}

function tag(status) {
  return el("p", null, el("span", { class: `tag status-${status.replace(/_/g, "-")}` }, statusWords(status)));
}

function goOn(check, interview) {
  const { left } = interview;
  const go = el("button", { type: "button", class: "go", click: () => check.go({ view: "question", interview }) }, "Go on with the questions");
  return el("div", { class: "note" }, el("p", null, `This is the answer so far. At most ${left} ${left === 1 ? "question is" : "questions are"} left that can change it.`), el("p", null, go));
}

// A link was opened: what it said then, beside what the rules say now.
function thenAndNow(check, { then }, decision) {
  if (!then) return null;
  const now = (key) => decision.verdicts.find(({ bearer, action }) => `${bearer} ${action}` === key);
  if (then.revision === decision.revision) return el("p", { class: "note" }, "This is from a link. The rules are the same as when the link was made.");
  const rows = then.statuses.map(([key, status]) => {
    const found = now(key);
    const what = found ? check.model.sayAct(found.action) : key;
    return `${full(what)} Then: ${statusWords(status)}. Now: ${found ? statusWords(found.status) : "not asked any more"}.`;
  });
  const differs = then.statuses.some(([key, status]) => !now(key) || now(key).status !== status);
  return el(
    "div",
    { class: "note" },
    el("h2", null, differs ? "The rules have changed since this link was made, and so has the answer" : "The rules have changed since this link was made; the answer is the same"),
    el("p", null, `Then revision ${then.revision.slice(0, 12)}, now revision ${decision.revision.slice(0, 12)}. What stands below is by the rules of now. What stood then is what the link says.`),
    bullets(rows),
  );
}

function verdictSection(check, verdict) {
  const title = el("h2", null, verdictSentence(check.model, verdict));
  const parts = verdictParts(check, verdict, 3);
  const seen = el("span", { class: "unseen" }, `: ${check.model.sayAct(verdict.action)}`);
  const inner = parts.length ? el("details", null, el("summary", null, "Why, and what would change it", seen), parts) : null;
  return el("section", { class: "verdict" }, title, tag(verdict.status), inner);
}

function verdictParts(check, verdict, level) {
  const { places } = check;
  const { norms, defeated, near, readings, no_matter } = verdict;
  const why = norms.map(({ rule, modality, citations, because, one_of }) => [
    el("span", { class: `force ${modality.replace(/ /g, "-")}` }, modality),
    " ",
    one_of ? `This is one of several ways to do what must be done: ${one_of.map((act) => check.model.sayAct(act)).join("; or ")}. ` : "",
    places.paragraphs(citations),
    ". ",
    places.rule(rule),
    because.length ? bullets(because.map(({ says }) => full(says)), "because") : null,
  ]);
  const lifted = defeated.map(({ rule, by, citations }) => [
    places.paragraphs(citations), " would apply (", places.rule(rule), "), but this lifts it: ", between(by.map((one) => places.rule(one)), ", "), ".",
  ]);
  const others = readings.map(({ reading, chosen, otherwise }) => {
    const { question, options } = check.policy.readings[reading];
    const said = (id) => options.find((one) => one.id === id).says;
    const rows = Object.entries(otherwise).map(([option, status]) => `Read as “${said(option)}” it is: ${statusWords(status)}.`);
    return [places.reading(reading, question), ` Read here as: ${full(said(chosen))}`, bullets(rows)];
  });
  const close = near.map(({ modality, rule, citations, wanting }) => [
    places.rule(rule), ` (${modality}; `, places.paragraphs(citations), ") does not apply. It would need: ", bullets(wanting.map(full)),
  ]);
  return [
    part(level, "Why", bullets([...why, verdict.because.length ? bullets(verdict.because.map(({ says }) => full(says))) : null], "reasons")),
    part(level, "What would apply, and what lifts it", bullets(lifted)),
    part(level, "What would change it", changesPart(check, verdict)),
    part(level, "Doubts that do not matter", bullets(no_matter.map(({ asks }) => asks))),
    part(level, "Where the text can be read otherwise", bullets(others)),
    part(level, "What came near", bullets(close)),
  ].filter(Boolean);
}

// The doubts that matter, as questions for those who judge them.
function questionsPart(check, verdicts) {
  const found = new Map();
  for (const { missing } of verdicts) for (const one of missing) found.set(one.fact, one);
  const rows = [...found.values()].map(({ asks, judged_by }) => [asks, " ", el("span", { class: "quiet" }, judged_by ? full(`For ${judged_by}`) : "A fact to find out.")]);
  return rows.length ? [el("p", null, "These doubts can still change the answer, the most decisive first."), bullets(rows)] : null;
}

function instrumentsOf(verdicts) {
  return new Set(verdicts.flatMap(({ by_instrument }) => Object.keys(by_instrument)));
}

function whomPart(check, verdicts) {
  const used = instrumentsOf(verdicts);
  const all = Object.values(check.policy.instruments).filter(({ id }) => used.has(id));
  const rows = all.map(({ id, ask }) => [check.places.instrument(id), ": ", ask ? full(ask) : "it names no office of its own to ask."]);
  const judges = [...new Set(verdicts.flatMap(({ whoever }) => whoever))];
  const open = judges.length ? el("p", null, full(`What was left open here is judged by: ${judges.join("; ")}`)) : null;
  return [bullets(rows), open];
}

function leftOut(check, decision, verdicts) {
  const used = instrumentsOf(verdicts);
  const silent = Object.values(check.policy.instruments).filter(({ id }) => !used.has(id));
  const other = check.page.others.map(([id, asks]) => el("a", { href: `${encodeURIComponent(id)}.html` }, asks));
  return [
    bullets([
      "Only the instruments on this site were looked at. Other law may forbid it, or ask for more.",
      silent.length ? ["No rule about this stands in: ", between(silent.map(({ id }) => check.places.instrument(id)), "; "), "."] : null,
      ...decision.outside_dates.map((id) => ["Not in force on the day: ", check.places.instrument(id), "."]),
      ...decision.caveats.map(({ says }) => full(says)),
    ]),
    other.length ? el("div", { class: "on-screen" }, el("p", null, "Other deeds have questions of their own:"), bullets(other)) : null,
  ];
}

function assumed(check, interview, { assumptions }) {
  const known = new Set(interview.answers.map(({ fact }) => fact));
  return bullets(
    assumptions.filter(({ fact }) => !known.has(fact)).map(({ fact, value, why }) => [
      full(check.says(fact, value)), " ", full(why), " ", doing("Change", () => check.go({ view: "question", interview, fact }), check.asks(fact)),
    ]),
  );
}

function keeping(check, interview, decision, sentence) {
  const address = location.href.split("#")[0] + fragmentOf(interview, decision);
  const field = el("input", { type: "text", id: "link", readonly: true, value: address });
  const told = el("p", { role: "status" });
  const copy = async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(address);
      told.textContent = "The link is copied.";
    } catch (fault) {
      told.textContent = "The link is marked. Copy it with your keyboard or menu.";
    }
  };
  const given = interview.answers.map(({ fact, value }) => [check.asks(fact), full(answerWords(check.policy, fact, value))]);
  const notes = ["Only these instruments were looked at. Other law may apply. General information, not legal advice.", ...decision.caveats.map(({ says }) => says)];
  const text = () => saveAs(`${check.page.id}.txt`, "text/plain", asText({ asks: check.page.asks, sentence, decision, given, notes, link: address }));
  const data = () => saveAs(`${check.page.id}.json`, "application/json", `${JSON.stringify(decision, null, 2)}\n`);
  return el(
    "div",
    null,
    el("p", null, "Nothing leaves your browser. The link holds your answers: who has it can read them."),
    el("p", { class: "buttons" }, [["Print", () => print()], ["Save as text", text], ["Save as data (JSON)", data], ["Copy link", copy]].map(([words, act]) => el("button", { type: "button", click: act }, words))),
    el("p", null, el("label", { for: "link" }, "A link to this answer"), field),
    told,
    el("p", null, doing("Start again", () => check.go({ view: "start" }))),
  );
}
