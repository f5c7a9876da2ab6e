// Texts that were made shorter into whole ones. `pieces.py` makes them so.

// told: tables. first: the number of the letter of the first piece. pieces: each may hold the letters of those before.
export function spelled(told, [first, ...pieces]) {
  const known = [];
  const whole = (text) => Array.from(text, (letter) => known[letter.charCodeAt(0) - first] || letter).join("");
  const all = (part) => (Array.isArray(part) ? part.map(all) : typeof part === "string" ? whole(part) : part);
  for (const piece of pieces) known.push(whole(piece));
  return all(told);
}
