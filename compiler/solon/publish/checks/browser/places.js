// Ids and citations into links to the pages of this site.

import { el, visible } from "./elements.js";

export class Places {
  // cited: the rows of citations, [instrument, locator, part]. names: those of norms that are not just their ids.
  constructor(policy, model, cited, names) {
    this.policy = policy;
    this.names = names;
    this.cited = new Map(
      cited.map(([at, locator, piece]) => {
        const instrument = model.instruments[at];
        return [`${instrument} ${locator}${piece ? `, ${piece}` : ""}`, { instrument, locator, piece }];
      }),
    );
  }

  // A paragraph, with a link to where it stands on its page.
  // before: the instrument that was named just before, which is then only heard.
  paragraph(citation, before) {
    const { instrument, locator, piece } = this.cited.get(citation);
    const anchor = locator.replace(/\)\(/g, "-").replace(/\(/g, "-").replace(/\)/g, "").replace(/ /g, "-");
    const where = /^\d/.test(locator) ? `paragraph ${locator}` : locator;
    const { title } = this.policy.instruments[instrument];
    const known = before === instrument;
    const words = `${known ? "" : `${title}, `}${where}${piece ? `, ${piece}` : ""}`;
    const heard = known ? el("span", { class: "unseen" }, ` of ${title}`) : null;
    return el("a", { href: `../instruments/${fileOf(instrument)}.html#${encodeURIComponent(anchor)}` }, words, heard);
  }

  // first: the instrument that was named before all of them.
  paragraphs(citations, first = "") {
    const all = [...new Set(citations)];
    const before = (at) => (at ? this.instrumentOf(all[at - 1]) : first);
    return between(all.map((one, at) => this.paragraph(one, before(at))), "; ");
  }

  instrumentOf(citation) {
    return this.cited.get(citation).instrument;
  }

  rule(id) {
    return el("a", { href: `../rules/${fileOf(id)}.html` }, `Rule: ${this.named(id)}`);
  }

  named(id) {
    return this.names[id] || spacedId(id);
  }

  definition(id) {
    return el("a", { href: `../definitions/${fileOf(id)}.html` }, "What these words mean, and which rules ask it");
  }

  reading(id, words) {
    return el("a", { href: `../readings/${fileOf(id)}.html` }, words);
  }

  instrument(id) {
    return el("a", { href: `../instruments/${fileOf(id)}.html` }, this.policy.instruments[id].title);
  }
}

// An id as words.
export function spacedId(id) {
  const words = visible(id).replace(/_/g, " ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

// Parts with a text between each two.
export function between(parts, text) {
  return parts.flatMap((one, at) => (at ? [text, one] : [one]));
}

function fileOf(id) {
  return id === "index" ? "index_" : encodeURIComponent(id);
}
