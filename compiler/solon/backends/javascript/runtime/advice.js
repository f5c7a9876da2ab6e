// What an answer says beside the status and its norms: doubts that do not matter, who decides, what came near, what
// would change it.

import { TooHard } from "./faults.js";
import { STATUSES, agree } from "./atlas.js";
import { changesOf } from "./changes.js";
import { explained } from "./explain.js";
import { nearestNorms } from "./near.js";
import { UNDETERMINED, Work } from "./verdict.js";

export class Advice extends Work {
  // The doubts given that the norms on the deed speak of, and that cannot change its status.
  no_matter() {
    let doubts = this.model.ids.filter((name) => this.scene.situation.unknown.has(name));
    if (this.status === UNDETERMINED && doubts.length) {
      const matter = this.world.matter(this.sheet.agreed(this.diagram), agree);
      doubts = doubts.filter((name) => !matter.includes(name));
    }
    return doubts.map((name) => this.model.asks(name)).filter(({ fact }) => this.model.mentions(this.deed, fact));
  }

  // Those who judge open facts that the norms on a deed speak of, where its status is settled all the same.
  whoever() {
    if (this.status === UNDETERMINED) return [];
    const open = this.model.ids.filter(
      (name) => !this.scene.facts.values.has(name) && this.model.mentions(this.deed, name),
    );
    return [...new Set(open.map((name) => this.model.asks(name).judged_by).filter(Boolean))];
  }

  near() {
    return this.status === UNDETERMINED ? [] : nearestNorms(this.scene, this.deed, STATUSES.indexOf(this.status));
  }

  changes() {
    try {
      return changesOf(this.scene, this.deed);
    } catch (fault) {
      if (!(fault instanceof TooHard)) throw fault;
      return { better: [], worse: [], in_the_way: [], undecided: true };
    }
  }

  explain() {
    return explained(this);
  }
}
Advice.parts = [...Work.parts, "no_matter", "whoever", "near"];
Advice.asked = ["changes", "explain"];
