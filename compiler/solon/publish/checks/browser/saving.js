// Texts into files that the browser keeps, without any request.

import { visible } from "./elements.js";

export function saveAs(name, kind, text) {
  const address = URL.createObjectURL(new Blob([text], { type: `${kind};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

// A whole answer as text for a file.
export function asText({ asks, sentence, decision, given, notes, link }) {
  const lines = [asks, "", sentence, "", `Rules: revision ${decision.revision}`, `Day: ${decision.on || "not given"}`, ""];
  for (const verdict of decision.verdicts) lines.push(verdict.explain());
  lines.push("Answers", ...given.map(([question, answer]) => `- ${question} ${answer}`), "");
  if (decision.assumptions.length) {
    lines.push("Assumed", ...decision.assumptions.map(({ fact, value, why }) => `- ${fact}: ${value ? "yes" : "no"}. ${why}`), "");
  }
  lines.push("To be read with it", ...notes.map((note) => `- ${note}`), "", "This answer as a link:", link, "");
  return visible(lines.join("\n"));
}
