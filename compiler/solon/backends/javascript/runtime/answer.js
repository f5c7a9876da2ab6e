// The whole answer with what only the second part of a package tells: the duties with their days, and the notes.

import { Decision, WORKS } from "./decide.js";
import { dutiesOf, possibleDutiesOf } from "./duties.js";
import { frozen, guarded } from "./verdict.js";

export class Answer extends Decision {
  // The duties that stand, with their days.
  get duties() {
    return kept(this, "duties", dutiesOf);
  }

  // The duties with days that stand only if open facts turn out so.
  get possible_duties() {
    return kept(this, "possible_duties", possibleDutiesOf);
  }

  // The notes that travel with what the verdicts mention.
  get caveats() {
    const { works, scene } = WORKS.get(this);
    const touched = new Set();
    for (const work of works) {
      work.part("norms").forEach(({ rule }) => touched.add(rule));
      work.part("open_norms").forEach((name) => touched.add(name));
      work.part("defeated").forEach(({ rule, by }) => [rule, ...by].forEach((name) => touched.add(name)));
    }
    const found = scene.model.notes.filter(({ norms }) => [...touched].some((name) => norms.has(name)));
    return frozen(found.map(({ id, says }) => ({ note: id, says })));
  }

  toJSON() {
    const { duties, caveats } = this;
    return { ...super.toJSON(), duties, caveats };
  }
}

// A part that is worked out once, with a limit of its own.
function kept(answer, name, find) {
  const { memo, scene } = WORKS.get(answer);
  if (!memo[name]) {
    scene.atlas.store.allow();
    memo[name] = frozen(guarded(() => find(scene)));
  }
  return memo[name];
}
