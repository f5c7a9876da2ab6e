// Words into elements. Every text becomes a text node, so no text of a policy is ever read as HTML.

const HIDDEN = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g;

// Words without characters that nobody could see, and that could mislead.
export function visible(words) {
  return String(words).replace(HIDDEN, "");
}

// An element. attributes: by name; a function listens to the event of that name; null and false are left out.
// parts: texts, elements and lists of them; what is empty is left out.
export function el(name, attributes, ...parts) {
  const made = document.createElement(name);
  setAll(made, attributes);
  for (const part of parts.flat(4)) {
    if (part !== null && part !== undefined && part !== "") made.append(typeof part === "object" ? part : visible(part));
  }
  return made;
}

// An element of a drawing.
export function drawn(name, attributes, ...parts) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  setAll(made, attributes);
  made.append(...parts);
  return made;
}

function setAll(made, attributes) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : visible(value));
  }
}

// A heading with what stands under it; nothing when nothing does.
export function part(level, title, ...parts) {
  const kept = parts.flat().filter(Boolean);
  return kept.length ? [el(`h${level}`, null, title), ...kept] : null;
}

// A bulleted list; nothing when it is empty.
export function bullets(entries, look) {
  const kept = entries.filter(Boolean);
  return kept.length ? el("ul", { class: look || null }, kept.map((entry) => el("li", null, entry))) : null;
}

// What looks like a link and does something on this page.
export function doing(words, act, unseen) {
  const more = unseen ? el("span", { class: "unseen" }, ` ${unseen}`) : null;
  return el("button", { type: "button", class: "as-link", click: act }, words, more);
}

// Words with a capital first and a full stop last.
export function full(words) {
  const kept = visible(words).trim();
  return kept && kept[0].toUpperCase() + kept.slice(1) + (/[.?!]$/.test(kept) ? "" : ".");
}

// A link to a field of this page, which takes the focus there.
export function toField(words, id) {
  const go = (event) => {
    event.preventDefault();
    document.getElementById(id).focus();
  };
  return el("a", { href: `#${id}`, click: go }, words);
}
