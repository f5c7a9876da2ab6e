// Which open facts can still change a status, the most decisive first.

import { agree } from "./atlas.js";

// The facts that matter: first the one whose answer leaves, on average over its values, the fewest statuses open, each
// value weighing as much as the completions that it leaves; ties in policy order. diagram: of a status, see `agreed`.
export function mostDecisive(scene, diagram) {
  const { world } = scene;
  const matter = world.matter(diagram, agree);
  const weights = new Map(matter.length < 2 ? [] : matter.map((name) => [name, leftOpen(world, diagram, name)]));
  return matter.sort((a, b) => compare(weights.get(a), weights.get(b)) || scene.place(a) - scene.place(b));
}

// The statuses left open, on average over the values of a fact, as a fraction of two whole numbers.
export function leftOpen(world, diagram, name) {
  let total = 0n;
  let whole = 0n;
  for (const [weight, ends] of world.branches(diagram, name)) {
    total += weight * BigInt(statusesIn(ends));
    whole += weight;
  }
  return whole ? [total, whole] : [0n, 1n];
}

// How many statuses there are among some ends; those that do not disagree are one.
export function statusesIn(ends) {
  return new Set(ends.map(agree)).size;
}

// Less than, equal to or more than zero, as one fraction is to another.
export function compare([a, b], [c, d]) {
  const difference = a * d - c * b;
  return difference < 0n ? -1 : Number(difference > 0n);
}
