// Why a norm applies: a smallest set of the known facts that makes it apply whatever else is true (a prime implicant).
// Facts are tried for leaving out from the last in policy order to the first: early ones stay.

import { IMPOSSIBLE } from "./atlas.js";
import { plainValue } from "./model.js";
import { YES } from "./store.js";
import { ON } from "./world.js";

// The facts that make a yes/no diagram hold, in policy order. The known facts must settle it so.
export function reasonsFor(scene, diagram) {
  return smallestReason(scene, diagram).map((fact) => {
    const value = fact === ON ? scene.facts.on : scene.facts.values.get(fact);
    return { fact, value: plainValue(value), says: scene.model.says(fact, value) };
  });
}

function smallestReason(scene, diagram) {
  const direct = askedAtAll(scene, diagram);
  // What `impossible` blocks tie to these facts is looked at only where the facts themselves do not settle it.
  let kept = knownOf(scene, direct);
  if (!settles(scene, kept, diagram)) {
    const tied = scene.sheet.possible.flatMap((found) => [...askedAtAll(scene, found)]);
    kept = knownOf(scene, new Set([...direct, ...tied]));
  }
  for (const name of [...kept].reverse()) {
    const fewer = kept.filter((other) => other !== name);
    if (settles(scene, fewer, diagram)) kept = fewer;
  }
  return kept;
}

function knownOf(scene, names) {
  const settled = scene.settled;
  return [...names].filter((name) => settled.has(name)).sort((a, b) => scene.place(a) - scene.place(b));
}

// Whether some of the known facts make a diagram hold in every possible completion.
function settles(scene, names, diagram) {
  const world = scene.knowing(names);
  return world.store.ends(world.within(diagram)).every((end) => end === YES || end === IMPOSSIBLE);
}

// The inputs, and the day of the act, that a diagram asks when nothing is known.
function askedAtAll(scene, diagram) {
  const { store, atlas } = scene.sheet;
  const atoms = new Map(atlas.atoms);
  const found = new Set();
  for (const level of scene.sheet.support(store.putSome(diagram, scene.inForce))) {
    const atom = atoms.get(level);
    if (!atom) found.add(atlas.order[level]);
    else {
      found.add(ON);
      if (atom.date) found.add(atom.date);
    }
  }
  return found;
}
