// A check: one question of a policy, asked step by step. Its state stands in the history of the browser alone, so that
// Back, Forward and a reload work; nothing is stored, and nothing is sent.

import { questionView } from "./asking.js";
import { resultView } from "./concluding.js";
import { bullets, doing, el } from "./elements.js";
import { SolonError, ImpossibleFacts } from "./faults.js";
import { INSIDE } from "./engine.js";
import { MARK, readFragment } from "./link.js";
import { spelled } from "./pieces.js";
import { Places } from "./places.js";
import { Policy } from "./policy.js";
import { answersView } from "./reviewing.js";
import { askWords } from "./sayings.js";

const VIEWS = { question: questionView, answers: answersView, result: resultView };

// core, told: the tables of this question. page: its id, what it asks, the names of norms, the other
// questions, and the pieces of texts.
export function start(core, told, page) {
  new Check(core, told, page).open();
}

class Check {
  constructor(core, told, page) {
    this.page = page;
    this.policy = new Policy(core, spelled(told, page.pieces), "", null);
    this.model = this.policy[INSIDE].model;
    this.places = new Places(this.policy, this.model, core[14], page.names);
    this.deeds = this.policy.questions[page.id].verdicts.map(({ bearer, action }) => this.model.deed(`${bearer} ${action}`));
    this.front = document.getElementById("check-start");
    this.stage = document.getElementById("check");
    this.name = document.title;
    this.moment = { view: "start" };
    this.depth = 0;
  }

  // Begin: from what the history holds, from a link, or afresh.
  open() {
    const begin = document.getElementById("begin");
    begin.hidden = false;
    begin.addEventListener("click", () => this.go({ view: "question", interview: this.fresh() }));
    document.getElementById("no-script").remove();
    addEventListener("popstate", (event) => this.moved(event.state));
    if (history.state && history.state.check) this.moved(history.state);
    else if (location.hash.startsWith(MARK)) this.follow(location.hash);
    else this.save(true);
  }

  fresh() {
    return this.policy.ask(this.page.id);
  }

  // Go on to another moment, which Back undoes.
  go(moment) {
    this.depth += 1;
    this.moment = moment;
    this.save(false);
    this.show(true);
  }

  save(instead) {
    const { interview, ...rest } = this.moment;
    const state = { check: this.page.id, depth: this.depth, ...rest, kept: interview ? JSON.stringify(interview) : "" };
    if (instead) history.replaceState(state, "");
    else history.pushState(state, "", location.href.split("#")[0]);
  }

  // The browser went back or forward, or to a place on this page.
  moved(state) {
    if (!state || state.check !== this.page.id) {
      if (location.hash.startsWith(MARK)) this.follow(location.hash);
      else this.save(true);
      return;
    }
    const { kept, depth, ...rest } = state;
    this.depth = depth;
    try {
      this.moment = { ...rest, ...(kept ? { interview: this.policy.resume(JSON.parse(kept)) } : {}) };
      this.show(true);
    } catch (fault) {
      // The rules can have changed since the page was left.
      this.startOver("These answers do not fit the rules of now.", null, fault);
    }
  }

  // Open what a link holds. A damaged one opens nothing.
  follow(fragment) {
    const found = readFragment(fragment);
    if (!found) {
      this.startOver("This link is damaged, so nothing was opened. Ask for the link again, or start afresh.", null, null);
      return;
    }
    const { kept, revision, statuses } = found;
    try {
      if (kept.question !== this.page.id) throw new SolonError([]);
      const interview = this.policy.resume({ ...kept, asked: [] });
      const { decision } = interview;
      const now = decision.verdicts.map(({ bearer, action, status }) => [`${bearer} ${action}`, status]);
      if (revision === decision.revision && JSON.stringify(now) !== JSON.stringify(statuses)) {
        this.startOver("This link does not agree with itself, so nothing was opened. Start afresh.", null, null);
        return;
      }
      this.moment = { view: "result", interview, then: { revision, statuses } };
      this.save(true);
      this.show(true);
    } catch (fault) {
      const words = "This link was made with other rules, and its answers do not fit the rules of now. Start afresh.";
      this.startOver(words, revision === this.policy.revision ? null : statuses, fault);
    }
  }

  startOver(words, statuses, fault) {
    if (fault && !(fault instanceof SolonError)) throw fault;
    this.moment = { view: "start", note: { words, statuses } };
    this.save(true);
    this.show(true);
  }

  // An answer. refuse: is told what is wrong, and which earlier answers stand against it.
  answer(interview, fact, value, refuse) {
    let after;
    try {
      after = interview.answer(value, fact);
    } catch (fault) {
      if (!(fault instanceof ImpossibleFacts)) throw fault;
      refuse(fault.faults[0].says.replace(/ It stands against what was said of: .*$/, ""), fault.faults[0].against || []);
      return;
    }
    const since = after.since(interview);
    const note = since.setAside.length || since.back.length ? { since } : null;
    this.go({ view: after.question ? "question" : "answers", interview: after, note });
  }

  show(moving) {
    const { view, note } = this.moment;
    const start = view === "start";
    this.front.hidden = !start;
    const notice = note ? this.noticeOf(note) : null;
    if (start) {
      this.stage.replaceChildren(...(notice ? [notice] : []));
      document.title = this.name;
      if (moving) (notice || this.front.querySelector("h1")).focus();
      scrollTo(0, 0);
      return;
    }
    const { heading, title, parts } = VIEWS[view](this, this.moment);
    const back = el("p", { class: "back" }, doing("Back", () => this.back()));
    this.stage.replaceChildren(el("div", null, back, notice, parts));
    this.titled(title);
    heading.focus();
    scrollTo(0, 0);
  }

  // What became of other answers, or why nothing was opened.
  noticeOf({ words, statuses, since }) {
    if (words) {
      const then = statuses && statuses.map(([deed, status]) => `${deed}: ${status}`.replace(/_/g, " "));
      return el("div", { class: "summary", role: "alert", tabindex: -1 }, el("p", null, words), then && [el("p", null, "The link says that this was the answer then:"), bullets(then)]);
    }
    const list = (lead, names) => (names.length ? [el("p", null, lead), bullets(names.map((name) => this.asks(name)))] : null);
    return el("div", { class: "note", role: "status" }, list("Your answers to these questions were set aside, since they do not apply now:", since.setAside), list("Your answers to these questions apply again:", since.back));
  }

  back() {
    if (this.depth > 0) history.back();
    else {
      this.moment = { view: "start" };
      this.save(true);
      this.show(true);
    }
  }

  titled(words) {
    document.title = `${words} – ${this.name}`;
  }

  asks(fact) {
    return askWords(this.policy, this.model, fact);
  }

  says(fact, value) {
    return this.model.says(fact, value);
  }

  // The paragraphs in which the rules on the deeds of this question speak of an input.
  paragraphsOn(fact) {
    if (fact === "on") return [];
    return [...new Set(this.deeds.flatMap((deed) => this.model.mentions(deed, fact) || []))].slice(0, 8);
  }
}
