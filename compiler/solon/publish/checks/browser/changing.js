// What would change an answer: what was answered first, then what is not known yet, folded where it is long.

import { bullets, el } from "./elements.js";
import { between } from "./places.js";

const INLINE = 2;
const SHOWN = 6;

// The part of a verdict about changes; nothing where nothing changes it.
export function changesPart(check, verdict) {
  const { better, worse, in_the_way, undecided } = verdict.changes();
  if (undecided) return el("p", null, "This takes too many steps to work out.");
  const lines = (lead, ways, whose) => grouped(ways).map((group) => lineOf(check, lead, group, whose));
  return bullets([
    ...lines("It would be better if ", better, false),
    ...lines("It would be worse if ", worse, false),
    ...lines("It would take this: ", in_the_way, true),
  ]);
}

// Ways that change the same answers stand together: [what was known and has to change, what has to turn out so].
function grouped(ways) {
  const found = new Map();
  for (const way of ways) {
    const known = way.filter(({ before }) => before !== null);
    const open = way.filter(({ before }) => before === null);
    const key = JSON.stringify(known.map(({ fact, after }) => [fact, after]));
    if (!found.has(key)) found.set(key, [known, []]);
    found.get(key)[1].push(open);
  }
  return [...found.values()];
}

function lineOf(check, lead, [known, ways], whose) {
  const said = (moves) => between(moves.map((move) => moveOf(check, move, whose)), ", and ").flat();
  const [first] = ways;
  if (ways.length === 1 && first.length <= INLINE) return [lead, said([...known, ...first]), "."];
  const folded = el(
    "details",
    null,
    el("summary", null, ways.length === 1 ? `All of these ${first.length} have to be so` : `There are ${ways.length} ways`),
    ways.slice(0, SHOWN).flatMap((way, at) => [
      ways.length > 1 ? el("p", null, at ? "Or all of these:" : "All of these:") : null,
      bullets(way.map((move) => moveOf(check, move, whose))),
    ]),
    ways.length > SHOWN ? el("p", null, `And ${ways.length - SHOWN} longer ones; the answer saved as data holds them all.`) : null,
  );
  if (known.length) return [lead, said(known), ". What is not known yet has to be so, too:", folded];
  return ["No answer of yours has to change. ", lead, "what is not known yet turns out so:", folded];
}

function moveOf(check, { says, changed_by, citations }, whose) {
  return [
    says,
    whose && changed_by ? ` (${changed_by} can change this)` : "",
    citations.length ? [" (", check.places.paragraphs(citations.slice(0, 2)), ")"] : "",
  ];
}
