// Days as numbers, and the days that an unknown date can be told apart by.
// Day 1 is 1 January of the year 1 (proleptic Gregorian calendar). No clock and no time zone is ever asked.

export const LOW = toOrdinal(1900, 1, 1);
export const HIGH = toOrdinal(2199, 12, 31);
export const NEVER = HIGH + 400_000;
const LAST_OF_ALL = toOrdinal(9999, 12, 31);
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

// The number of a day. The year is counted from March, so that a leap day comes last.
export function toOrdinal(year, month, day) {
  const early = month <= 2;
  const y = early ? year - 1 : year;
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return y * 365 + leaps + Math.floor((153 * (early ? month + 9 : month - 3) + 2) / 5) + day - 306;
}

// The year, month and day of a number.
export function fromOrdinal(number) {
  const z = number + 305;
  const era = Math.floor(z / 146097);
  const inEra = z - era * 146097;
  const leaps = Math.floor(inEra / 1460) - Math.floor(inEra / 36524) + Math.floor(inEra / 146096);
  const y = Math.floor((inEra - leaps) / 365);
  const inYear = inEra - (365 * y + Math.floor(y / 4) - Math.floor(y / 100));
  const m = Math.floor((5 * inYear + 2) / 153);
  const day = inYear - Math.floor((153 * m + 2) / 5) + 1;
  return [y + era * 400 + (m < 10 ? 0 : 1), m < 10 ? m + 3 : m - 9, day];
}

// A day as `2018-05-01`.
export function isoOf(number) {
  const [year, month, day] = fromOrdinal(number);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

// The number of a day written `2018-05-01`; null when there is no such day.
export function ordinalOf(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const number = toOrdinal(+text.slice(0, 4), +text.slice(5, 7), +text.slice(8));
  return isoOf(number) === text ? number : null;
}

// A day in words: `1 May 2018`.
export function sayDay(number) {
  const [year, month, day] = fromOrdinal(number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

// A span is a day as: a fixed day, a date, or a day and month in its year (month 0: the date itself); then so many
// days later.
export function spanOf(date, month, day, fixed, shift) {
  return { date, month, day, fixed: fixed ? ordinalOf(fixed) : 0, shift };
}

// The number of the day that a span comes to, from that of its date.
export function dayNumber(span, base) {
  if (!span.date) return span.fixed + span.shift;
  if (base >= NEVER) return NEVER + HIGH;
  if (!span.month) return base + span.shift;
  return toOrdinal(fromOrdinal(base)[0], span.month, span.day) + span.shift;
}

// The last day that a date may be, for a span to be reached on the day `on`.
function threshold(span, on) {
  const latest = on - span.shift;
  if (!span.month) return latest;
  if (latest < 401) return 0;
  let year = fromOrdinal(Math.min(latest, LAST_OF_ALL))[0];
  if (toOrdinal(year, span.month, span.day) > latest) year -= 1;
  return toOrdinal(year, 12, 31);
}

// One day for each interval of a date that spans can tell apart, seen from the day `on`.
// word: `already`, `not yet`, or anything else for a date of which nothing is known.
export function daysOf(spans, on, word) {
  const low = word === "not yet" ? on + 1 : LOW;
  const high = word === "already" ? Math.min(on, HIGH) : NEVER;
  const starts = new Set([low]);
  for (const span of spans) {
    const cut = threshold(span, on);
    if (low <= cut && cut < high) starts.add(cut + 1);
  }
  // The last interval of an open date reaches to "never"; its first day stands for it while there is one.
  return sortedNumbers(starts).map((start) => (start <= HIGH ? start : NEVER));
}

// The first and the last day of each class of days of the act that the rules can tell apart.
// fixed: the day numbers that are settled. spans: those of each date that is not known, with the words said of dates.
export function daysOfAct(fixed, spans, words, low, high) {
  const cuts = sortedNumbers(new Set(fixed)).filter((cut) => low < cut && cut <= high);
  const edges = [low, ...cuts, high + 1];
  const seen = new Map();
  for (let place = 0; place + 1 < edges.length; place++) {
    for (const on of turns(edges[place], edges[place + 1], [...spans.values()])) {
      const shape = [...spans].map(([date, found]) => shapeOf(found, on, words.get(date))).join(";");
      const key = `${place} ${shape}`;
      const old = seen.get(key);
      if (old) old[1] = on;
      else seen.set(key, [on, on]);
    }
  }
  return [...seen.values()].sort((one, other) => one[0] - other[0] || one[1] - other[1]);
}

// The days from `start` on, before `stop`, on which the spans of a date can change their order: the ends of the
// calendar, and, where a year counts, a day or a new year in leap and other years.
function turns(start, stop, dates) {
  const found = new Set([start, stop - 1]);
  const years = yearsOf(start, stop);
  for (const spans of dates) {
    for (const span of spans) {
      // Before a day has been reached by the first date that there is, no date can reach it.
      for (const base of [LOW, HIGH]) for (const step of [0, 1]) found.add(dayNumber(span, base) + step);
    }
    if (!spans.some((span) => span.month)) continue;
    for (const { month, day, shift } of spans) {
      for (const year of years) {
        for (const step of [-1, 0, 1]) {
          const base = year - Math.floor(shift / 365) + step;
          if (base < 1 || base > 9999) continue;
          found.add(toOrdinal(base, month || 1, day || 1) + shift);
          found.add(toOrdinal(base, 1, 1) + shift);
        }
      }
    }
  }
  return sortedNumbers(found).filter((day) => start <= day && day < stop);
}

// The years of a stretch of days; of a long one, its ends and two turns of leap years in its middle.
function yearsOf(start, stop) {
  const first = fromOrdinal(start)[0];
  const last = fromOrdinal(stop - 1)[0];
  const middle = Math.floor((first + last) / 2);
  const found = [];
  for (let year = first; year <= last; year++) {
    if (Math.min(year - first, last - year, Math.abs(year - middle)) <= 4) found.push(year);
  }
  return found;
}

// Which spans are reached together on the day `on`, over all days of the date, as a text.
function shapeOf(spans, on, word) {
  const rows = daysOf(spans, on, word).map((day) => spans.map((span) => +(on >= dayNumber(span, day))).join(""));
  return [...new Set(rows)].sort().join(",");
}

export function sortedNumbers(found) {
  return [...found].sort((one, other) => one - other);
}
