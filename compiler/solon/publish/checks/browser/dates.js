// A day as three fields: day, month and year.

import { HIGH, LOW, isoOf, ordinalOf } from "./calendar.js";
import { el } from "./elements.js";

const NAMES = ["day", "month", "year"];

// box: the fields, whose ids begin with `name`. read: the day as iso; or what is wrong, and the id of the field.
// empty: whether nothing is entered.
export function dateFields(name) {
  const field = (part, words, size) => {
    const input = el("input", { type: "text", inputmode: "numeric", id: `${name}-${part}`, size, maxlength: size, autocomplete: "off" });
    return [el("div", null, el("label", { for: `${name}-${part}` }, words), input), input];
  };
  const fields = [field("day", "Day", 2), field("month", "Month", 2), field("year", "Year", 4)];
  const inputs = fields.map(([, input]) => input);
  const box = el("div", { class: "date", role: "group", "aria-label": "The day" }, fields.map(([whole]) => whole));
  const empty = () => inputs.every((input) => !input.value.trim());
  const read = () => {
    const texts = inputs.map((input) => input.value.trim());
    const missing = texts.findIndex((text) => !/^\d+$/.test(text));
    if (missing >= 0) return { wrong: `Enter the ${NAMES[missing]} as a number, for example 22 10 2018`, field: inputs[missing].id };
    const [day, month, year] = texts;
    const iso = `${year.padStart(4, "0")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    const number = ordinalOf(iso);
    if (number === null) return { wrong: "There is no such day in the calendar", field: inputs[0].id };
    if (number < LOW || number > HIGH) return { wrong: "The year must lie between 1900 and 2199", field: inputs[2].id };
    return { iso: isoOf(number) };
  };
  return { box, read, empty };
}
