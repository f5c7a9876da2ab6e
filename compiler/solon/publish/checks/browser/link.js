// The state of a check into the part of an address that no server sees, and back. A sum notices damage.

import { sha256 } from "./sha256.js";
import { ORDER } from "./sayings.js";

export const MARK = "#check=";
const LONGEST_CODE = 60_000;

// The fragment of a link. decision: what was answered; it goes along, so that a later reader can compare.
export function fragmentOf(interview, decision) {
  const { asked, ...kept } = interview.toJSON();
  const statuses = decision.verdicts.map(({ bearer, action, status }) => [`${bearer} ${action}`, status]);
  const text = JSON.stringify({ revision: decision.revision, statuses, kept });
  return `${MARK}1.${sha256(text).slice(0, 12)}.${coded(text)}`;
}

// What a fragment holds: revision, statuses and kept answers; null when it is damaged.
export function readFragment(fragment) {
  const [version, sum, code] = fragment.slice(MARK.length).split(".");
  if (version !== "1" || !code || code.length > LONGEST_CODE || !/^[\w-]+$/.test(code)) return null;
  try {
    const text = decoded(code);
    const { revision, statuses, kept } = JSON.parse(text);
    const whole = sha256(text).slice(0, 12) === sum && /^[0-9a-f]{8,64}$/.test(revision) && typeof kept === "object";
    const known = statuses.every(([deed, status]) => typeof deed === "string" && ORDER.includes(status));
    return whole && known ? { revision, statuses, kept } : null;
  } catch (fault) {
    return null;
  }
}

function coded(text) {
  const bytes = new TextEncoder().encode(text);
  const wide = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(wide).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function decoded(code) {
  const wide = atob(code.replace(/-/g, "+").replace(/_/g, "/"));
  return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(wide, (letter) => letter.charCodeAt(0)));
}
