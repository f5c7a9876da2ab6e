// Why not: the stronger norms that come closest to applying, and which of their own conditions fail.
// A condition counts as failing only when no completion meets it.

// The norms that would have given a stronger status and fail in the fewest of their conditions. rung: of the status.
export function nearestNorms(scene, deed, rung) {
  const { sheet, world } = scene;
  const found = new Map();
  for (const { norm, modality, node, parts, rung: own } of deed.norms) {
    if (own >= rung || !world.never(sheet.node(node))) continue;
    const failing = parts.filter(([, part]) => world.never(sheet.node(part)));
    const wanting = [...new Set(failing.map(([words]) => sayPart(sheet, words)))];
    const old = found.get(norm);
    if (wanting.length && (!old || wanting.length < old.wanting.length)) {
      found.set(norm, { rule: norm, modality, citations: scene.model.norms.get(norm).citations, wanting });
    }
  }
  const fewest = Math.min(...[...found.values()].map((one) => one.wanting.length));
  return [...found.values()].filter((one) => one.wanting.length === fewest);
}

// A condition in words: a list inside it joined by "and" or "or", those of other readings left out.
function sayPart(sheet, words) {
  if (typeof words === "string") return words;
  return words.of
    .filter(([, reading, option]) => !reading || sheet.selects(reading, option))
    .map(([one]) => sayPart(sheet, one))
    .join(words.join);
}
