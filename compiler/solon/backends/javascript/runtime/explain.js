// A verdict into a few plain sentences: the answer first, then reasons, doubts, and what else matters.

const HEADS = { "prohibited": "must not", "required": "must", "advised_against": "should not", "advised": "should" };

// work: that of the verdict.
export function explained(work) {
  const { model } = work;
  const [norms, because, defeated, missing, readings] = ["norms", "because", "defeated", "missing", "readings"].map((name) =>
    work.part(name),
  );
  const out = [headlineOf(work, norms)];
  const reasons = (found) => found.map(({ says }) => `    - ${says}`);
  for (const norm of norms) {
    const more = norm.because.length ? ". Because:" : ".";
    out.push(`  ${norm.citations.join("; ")} [${norm.rule}]${more}`, ...reasons(norm.because));
  }
  if (because.length) out.push("  These facts settle it:", ...reasons(because));
  for (const { citations, by } of defeated) {
    const lifting = model.norms.filter(({ id }) => by.includes(id)).map((norm) => norm.citations.join("; "));
    out.push(`  ${citations.join("; ")} would apply, but ${lifting.join(" and ")} lifts it.`);
  }
  if (missing.length) out.push("  Still open, and able to change the answer, the most decisive first:");
  for (const { fact, asks, judged_by } of missing) {
    out.push(`    - ${asks}${judged_by ? ` (${judged_by} judges this)` : ""} [${fact}]`);
  }
  for (const { reading, otherwise } of readings) {
    for (const [option, status] of Object.entries(otherwise)) {
      out.push(`  It rests on the reading "${reading}"; under "${option}" it is: ${plainStatus(status)}.`);
    }
  }
  return out.join("\n");
}

function headlineOf({ model, deed, status, possible }, norms) {
  const who = model.words[7][model.bearers.indexOf(deed.bearer)][0];
  const act = model.sayAct(deed.action);
  if (HEADS[status]) return `${who[0].toUpperCase()}${who.slice(1)} ${HEADS[status]} ${act}.`;
  if (status === "permitted") return `These instruments do not forbid it: ${who} may ${act}.`;
  if (status === "not_regulated") {
    const one = norms.some((norm) => norm.one_of);
    return `${one ? "It is one of the ways to meet a duty" : "No rule here reaches it"}: ${who}, ${act}.`;
  }
  const answers = possible.map(plainStatus).join(" or ");
  return `It depends on what is not known yet: ${who}, ${act}. The answer can be: ${answers}.`;
}

function plainStatus(status) {
  return status.replace(/_/g, " ");
}
