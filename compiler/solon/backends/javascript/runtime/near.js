// Why not: the stronger norms that come closest to applying, and which of their own conditions fail.
// A condition counts as failing only when no completion meets it.

import { MODALITIES, RUNGS } from "./model.js";

// The norms that would have given a stronger status and fail in the fewest of their conditions. rung: of the status.
export function nearestNorms(scene, deed, rung) {
  const { model, sheet, world } = scene;
  const found = new Map();
  deed.norms.forEach(({ norm: { id, citations }, modality, node }, place) => {
    if (RUNGS[modality] >= rung || !world.never(sheet.node(node))) return;
    const failing = model.parts(deed, place).filter(([, part]) => world.never(sheet.node(part)));
    const wanting = [...new Set(failing.map(([words]) => sayPart(sheet, words)))];
    const old = found.get(id);
    if (wanting.length && (!old || wanting.length < old.wanting.length)) {
      found.set(id, { rule: id, modality: MODALITIES[modality], citations, wanting });
    }
  });
  const fewest = Math.min(...[...found.values()].map((one) => one.wanting.length));
  return [...found.values()].filter((one) => one.wanting.length === fewest);
}

// A condition in words: a list inside it joined by "and" or "or", those of other readings left out.
// words: the number of a text, or [that of the joint, then for each: words, reading, option].
function sayPart(sheet, words) {
  const { model } = sheet;
  if (!Array.isArray(words)) return model.words[6][words];
  const out = [];
  for (let at = 1; at < words.length; at += 3) {
    const [inner, reading, option] = words.slice(at, at + 3);
    const found = reading < 0 || model.readings.get(model.readingIds[reading]);
    if (reading < 0 || sheet.selects(found.id, found.options[option])) out.push(sayPart(sheet, inner));
  }
  return out.join(model.words[6][words[0]]);
}
