// Searches the index above, in this page alone: nothing is sent, and nothing is kept but the words in the address.
(function () {
  "use strict";
  var MOST = 50;

  function plain(words) {
    return words.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
  }

  var entries = SOLON_INDEX.map(function (found) {
    return { name: found[0], kind: found[1], page: found[2], head: " " + plain(found[0]), rest: " " + plain(found[1] + " " + found[3]) };
  });

  // How well an entry fits: every word must begin a word of it. Words of the name count most, then words that are whole
  // and stand together. Examples come after what they are about. 0: it does not fit.
  function fit(entry, asked, whole) {
    var sum = entry.kind === "example" ? 1 : 15;
    for (var i = 0; i < asked.length; i++) {
      if (entry.head.indexOf(" " + asked[i]) >= 0) sum += 10;
      else if (entry.rest.indexOf(" " + asked[i]) >= 0) sum += 1;
      else return 0;
    }
    if ((entry.head + " ").indexOf(" " + whole + " ") >= 0) sum += 15;
    if (entry.head.indexOf(" " + whole) === 0) sum += 10;
    return sum;
  }

  function make(tag, words, attributes) {
    var made = document.createElement(tag);
    if (words) made.textContent = words;
    for (var key in attributes || {}) made.setAttribute(key, attributes[key]);
    return made;
  }

  var place = document.getElementById("search");
  var label = make("label", "What are you looking for?", { for: "search-words" });
  var box = make("input", "", { type: "search", id: "search-words", autocomplete: "off", spellcheck: "false" });
  var status = make("p", "", { role: "status" });
  var list = make("ol", "", { class: "norms", "aria-label": "What was found" });
  [label, box, status, list].forEach(function (part) { place.appendChild(part); });
  document.getElementById("no-search").remove();

  function show() {
    var whole = plain(box.value);
    var asked = whole ? whole.split(" ") : [];
    var found = [];
    list.textContent = "";
    if (asked.length) {
      entries.forEach(function (entry, at) {
        var sum = fit(entry, asked, whole);
        if (sum) found.push([sum, at]);
      });
      found.sort(function (one, other) { return other[0] - one[0] || one[1] - other[1]; });
    }
    found.slice(0, MOST).forEach(function (pair) {
      var entry = entries[pair[1]];
      var item = make("li");
      item.appendChild(make("a", entry.name, { href: entry.page }));
      item.appendChild(make("span", " " + entry.kind, { class: "quiet" }));
      list.appendChild(item);
    });
    var told = found.length === 1 ? "1 page or place was found." : found.length + " pages or places were found.";
    if (found.length > MOST) told += " The best " + MOST + " are listed. Add a word to find fewer.";
    status.textContent = asked.length ? told : "";
  }

  function keep() {
    var words = box.value.trim();
    history.replaceState(null, "", words ? "#q=" + encodeURIComponent(words) : "#");
  }

  function recall() {
    var match = /^#q=(.*)$/.exec(location.hash);
    try {
      box.value = match ? decodeURIComponent(match[1]) : "";
    } catch (fault) {
      box.value = "";
    }
    show();
  }

  box.addEventListener("input", function () { show(); keep(); });
  window.addEventListener("hashchange", recall);
  recall();
})();
