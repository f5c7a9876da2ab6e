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
  const [first] = ways;
  const short = ways.length === 1 && first.length <= INLINE;
  const said = between(movesOf(check, short ? [...known, ...first] : known, whose), ", and ").flat();
  if (short) return [lead, said, "."];
  const folded = el(
    "details",
    null,
    el("summary", null, ways.length === 1 ? `All of these ${first.length} have to be so` : `There are ${ways.length} ways`),
    ways.slice(0, SHOWN).map((way, at) => {
      const words = ways.length > 1 ? el("p", null, at ? "Or all of these:" : "All of these:") : null;
      // On paper one way is enough.
      return el("div", { class: at ? "on-screen" : null }, words, bullets(movesOf(check, way, whose)));
    }),
    ways.length > SHOWN ? el("p", null, `And ${ways.length - SHOWN} longer ones; the answer saved as data holds them all.`) : null,
  );
  if (known.length) return [lead, said, ". What is not known yet has to be so, too:", folded];
  return ["No answer of yours has to change. ", lead, "what is not known yet turns out so:", folded];
}

// Each move in words; an instrument that was just named is not named again.
function movesOf({ places }, moves, whose) {
  let before = "";
  return moves.map(({ says, changed_by, citations }) => {
    const cited = citations.slice(0, 2);
    const links = places.paragraphs(cited, before);
    if (cited.length) before = places.instrumentOf(cited[cited.length - 1]);
    return [says, whose && changed_by ? ` (${changed_by} can change this)` : "", cited.length ? [" (", links, ")"] : ""];
  });
}
