// The SHA-256 of a text, as hexadecimal: the sum by which an artefact is known (FIPS 180-4).
// Browsers have their own, but only to wait for, and not for a page that is opened from a file.

const PRIMES = [];
for (let number = 2; PRIMES.length < 64; number++) {
  if (PRIMES.every((prime) => number % prime)) PRIMES.push(number);
}
const WHOLE = 2 ** 32;

export function sha256(text) {
  const hash = PRIMES.slice(0, 8).map((prime) => fraction(prime ** (1 / 2)));
  const keys = PRIMES.map((prime) => fraction(prime ** (1 / 3)));
  const bytes = new TextEncoder().encode(text);
  const padded = new DataView(new ArrayBuffer(((bytes.length + 72) >> 6) << 6));
  bytes.forEach((byte, at) => padded.setUint8(at, byte));
  padded.setUint8(bytes.length, 128);
  padded.setUint32(padded.byteLength - 8, Math.floor((bytes.length * 8) / WHOLE));
  padded.setUint32(padded.byteLength - 4, (bytes.length * 8) % WHOLE);
  const words = new Int32Array(64);
  for (let start = 0; start < padded.byteLength; start += 64) {
    for (let at = 0; at < 64; at++) {
      words[at] = at < 16 ? padded.getInt32(start + at * 4) : mixed(words, at);
    }
    let [a, b, c, d, e, f, g, h] = hash;
    for (let at = 0; at < 64; at++) {
      const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + keys[at] + words[at];
      const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      [a, b, c, d, e, f, g, h] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
    }
    [a, b, c, d, e, f, g, h].forEach((part, at) => (hash[at] = (hash[at] + part) | 0));
  }
  return hash.map((part) => (part >>> 0).toString(16).padStart(8, "0")).join("");
}

function mixed(words, at) {
  const [early, late] = [words[at - 15], words[at - 2]];
  const one = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
  return words[at - 16] + one + words[at - 7] + (turn(late, 17) ^ turn(late, 19) ^ (late >>> 10));
}

function turn(word, by) {
  return (word >>> by) | (word << (32 - by));
}

// The first 32 bits of the part of a number after its point.
function fraction(number) {
  return ((number - Math.floor(number)) * WHOLE) | 0;
}
