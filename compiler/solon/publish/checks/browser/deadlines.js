// Duties with days into a dated list, a drawing of time, and a calendar file.

import { isoOf, ordinalOf } from "./calendar.js";
import { bullets, doing, drawn, el, full, part, visible } from "./elements.js";
import { dayWords } from "./sayings.js";
import { saveAs } from "./saving.js";

const LINE = 74;

// The section about days; nothing where no duty has any. possible: duties that only may stand, with what that turns on.
export function deadlinesPart(check, decision, possible = []) {
  const ifSo = possible.map(({ duty, turns_on }) => ({ ...duty, turns_on }));
  const dated = [...decision.duties, ...ifSo].filter(({ state, from, by, until }) => state !== "never" && (from || by || until));
  if (!dated.length) return null;
  const ordered = dated.sort((a, b) => (firstDay(a) < firstDay(b) ? -1 : firstDay(a) > firstDay(b) ? 1 : 0));
  const days = ordered.flatMap(({ from, by, until }) => [from, by, until]).filter(Boolean).map(ordinalOf);
  if (decision.on) days.push(ordinalOf(decision.on));
  const [start, end] = [Math.min(...days), Math.max(...days)];
  const scale = { start, width: Math.max(1, end - start), on: decision.on && ordinalOf(decision.on) };
  const rows = ordered.map((duty) =>
    el("li", null, el("strong", null, daysWords(duty)), " ", full(sentenceOf(check, duty)), " ", check.places.rule(duty.rule), turnsOn(check, duty), bar(duty, scale)),
  );
  const file = () => saveAs(`${check.page.id}.ics`, "text/calendar", calendarFile(check, decision, ordered));
  const legend = `Each line runs from ${dayWords(isoOf(start))} to ${dayWords(isoOf(end))}.${decision.on ? " The thin stroke is the day that you gave." : ""}`;
  return part(2, "What has days", [
    el("p", null, legend),
    el("ol", { class: "dated" }, rows),
    el("p", null, doing("Save a calendar file (.ics)", file)),
  ]);
}

// What it turns on whether a duty stands, folded: it can be much.
function turnsOn(check, { turns_on }) {
  if (!turns_on) return null;
  return el("details", null, el("summary", null, "Whether it stands turns on this"), bullets(turns_on.map((one) => check.asks(one))));
}

function firstDay({ from, by, until }) {
  return [from, by, until].filter(Boolean).sort()[0];
}

function daysWords({ from, by, until, unsettled = [] }) {
  const limit = (name) => (unsettled.includes(name) ? " at the latest" : "");
  const parts = [
    from && `from ${dayWords(from)}${unsettled.includes("from") ? " at the earliest" : ""}`,
    by && `by ${dayWords(by)}${limit("by")}`,
    until && `until ${dayWords(until)}${limit("until")}`,
  ];
  return full(parts.filter(Boolean).join(", "));
}

function sentenceOf({ model }, { bearer, action, modality, one_of }) {
  const ways = one_of && one_of.map((act) => model.sayAct(act)).join("; or ");
  return `${model.sayBearer(bearer)} ${modality} ${one_of ? `do one of these: ${ways}` : model.sayAct(action)}`;
}

// One line of the drawing: a bar for a span, a block for a deadline. The words beside it say the same.
function bar({ from, by, until }, { start, width, on }) {
  const at = (day) => ((ordinalOf(day) - start) / width) * 98 + 1;
  const [first, last] = [from ? at(from) : 1, until ? at(until) : 99];
  const parts = [drawn("line", { x1: 1, x2: 99, y1: 5, y2: 5, class: "axis" })];
  if (from || until) parts.push(drawn("rect", { x: first, y: 3, width: Math.max(0.6, last - first), height: 4, class: "span" }));
  if (by) parts.push(drawn("rect", { x: at(by) - 0.6, y: 0, width: 1.2, height: 10, class: "by" }));
  if (on) parts.push(drawn("rect", { x: ((on - start) / width) * 98 + 0.9, y: 0, width: 0.3, height: 10, class: "on" }));
  return drawn("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", class: "bar", "aria-hidden": "true", focusable: "false" }, ...parts);
}

// A calendar file: a deadline is a day, a window a span of days; no day is made up.
export function calendarFile(check, decision, duties) {
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Solon//Check//EN"];
  for (const duty of duties) {
    const sentence = `${duty.turns_on ? "If it applies: " : ""}${sentenceOf(check, duty)}`;
    const { from, by, until, unsettled = [], state } = duty;
    const open = unsettled.includes("from");
    if (by) lines.push(...eventOf(check, decision, duty, "deadline", `Deadline${unsettled.includes("by") ? " at the latest" : ""}: ${sentence}`, by, by));
    if (from && !open && until) lines.push(...eventOf(check, decision, duty, "window", full(sentence), from, until));
    else if (from && !open) lines.push(...eventOf(check, decision, duty, "start", `From this day on: ${sentence}`, from, from));
    else if (until && (!open || state === "due" || state === "in force")) {
      lines.push(...eventOf(check, decision, duty, "last_day", `Last day: ${sentence}`, until, until));
    }
  }
  return [...lines, "END:VCALENDAR", ""].flatMap(folded).join("\r\n");
}

function eventOf({ model, policy }, { revision, on }, { rule, bearer }, kind, summary, first, last) {
  const { instrument, citations } = model.norms.find(({ id }) => id === rule);
  const stamp = on || isoOf(model.forces[instrument].first);
  const { title } = policy.instruments[model.instruments[instrument]];
  const rests = `It rests on ${citations.join("; ")} (${title}). Revision ${revision}. General information, not legal advice.`;
  const short = (iso) => iso.replace(/-/g, "");
  return [
    "BEGIN:VEVENT",
    `UID:${rule}.${bearer}.${kind}.${short(first)}@solon`,
    `DTSTAMP:${short(stamp)}T000000Z`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(rests)}`,
    `DTSTART;VALUE=DATE:${short(first)}`,
    `DTEND;VALUE=DATE:${short(isoOf(ordinalOf(last) + 1))}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

function escaped(words) {
  return visible(words).replace(/\\/g, "\\\\").replace(/;/g, "\\;").replace(/,/g, "\\,").replace(/\s+/g, " ");
}

// A line is at most 75 octets long; a longer one goes on after a space.
function folded(line) {
  const out = [];
  let row = "";
  let size = 0;
  for (const letter of line) {
    const more = new TextEncoder().encode(letter).length;
    if (size + more > LINE) {
      out.push(row);
      [row, size] = [" ", 1];
    }
    row += letter;
    size += more;
  }
  return [...out, row];
}
