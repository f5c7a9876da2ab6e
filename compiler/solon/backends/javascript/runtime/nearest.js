// The nearest known word to a mistyped one, for "did you mean" (Ratcliff and Obershelp's measure).
// A suggestion is only ever shown to a person. Nothing is bound by likeness.

const MISTYPED = 200;

// `Did you mean "…"?`, or nothing when no known text is close.
export function didYouMean(word, known, cutoff) {
  if (word.length > MISTYPED) return "";
  let best = "";
  let most = cutoff;
  for (const one of [...new Set(known)].sort()) {
    const ratio = (2 * matching(one, word)) / (one.length + word.length);
    if (ratio >= most) [best, most] = [one, ratio];
  }
  return best && `Did you mean "${best}"?`;
}

// How many characters two texts share: those of the longest common piece, and of what is before and after it.
function matching(one, other) {
  let [size, start, at] = [0, 0, 0];
  let lengths = [];
  for (let i = 0; i < one.length; i++) {
    const next = [];
    for (let j = 0; j < other.length; j++) {
      if (one[i] !== other[j]) continue;
      next[j] = (lengths[j - 1] || 0) + 1;
      if (next[j] > size) [size, start, at] = [next[j], i - next[j] + 1, j - next[j] + 1];
    }
    lengths = next;
  }
  if (!size) return 0;
  const before = matching(one.slice(0, start), other.slice(0, at));
  return size + before + matching(one.slice(start + size), other.slice(at + size));
}
