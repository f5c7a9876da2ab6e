// A verdict into plain sentences: the answer first, then reasons, what is open, and what would change it; a line each.

const HEADS = { "prohibited": "must not", "required": "must", "advised_against": "should not", "advised": "should" };

// work: that of the verdict.
export function explained(work) {
  const { model, deed } = work;
  const out = [headOf(work)];
  const who = model.sayBearer(deed.bearer);
  for (const { modality, citations, because, one_of } of work.part("norms")) {
    const cited = cites(citations);
    const ways = one_of && one_of.map((act) => model.sayAct(act)).join(" or ");
    const own = sentence(`${who} ${modality} ${model.sayAct(deed.action)} (${cited})`);
    out.push(`- ${one_of ? `One of these ${modality} be done: ${ways} (${cited}).` : own}`);
    out.push(...because.map(({ says }) => `  because ${says}`));
  }
  out.push(...work.part("because").map(({ says }) => `- because ${says}`));
  for (const { citations, by } of work.part("defeated")) {
    const lifting = by.map((name) => cites(model.norms.find(({ id }) => id === name).citations));
    out.push(`- ${cites(citations)} would apply, but ${lifting.join(" and ")} lifts it.`);
  }
  for (const { fact, asks, judged_by } of work.part("missing")) {
    out.push(`- Still open: ${asks}${judged_by ? ` (${judged_by} judges this)` : ""} [${fact}]`);
  }
  out.push(...work.part("no_matter").map(({ fact, asks }) => `- This doubt does not matter: ${asks} [${fact}]`));
  const { better, worse, in_the_way } = work.part("changes");
  out.push(...better.map((way) => `- It would be better if ${wayOf(way)}.`));
  out.push(...worse.map((way) => `- It would be worse if ${wayOf(way)}.`));
  out.push(...in_the_way.map((way) => `- It would take this: ${wayOf(way)}.`));
  for (const { reading, otherwise } of work.part("readings")) {
    for (const [option, status] of Object.entries(otherwise)) {
      out.push(`- Under another reading (${reading}: ${option}) it is: ${spaced(status)}.`);
    }
  }
  return `${out.join("\n")}\n`;
}

function headOf({ model, deed, status, possible }) {
  const who = model.sayBearer(deed.bearer);
  const what = model.sayAct(deed.action);
  if (HEADS[status]) return sentence(`${who} ${HEADS[status]} ${what}`);
  if (status === "permitted") return `These instruments do not forbid it: ${who} may ${what}.`;
  if (status === "not_regulated") return `No rule here reaches it: ${who}, ${what}.`;
  return `It depends on what is not known yet: ${who}, ${what}. It can be: ${possible.map(spaced).join(" or ")}.`;
}

function wayOf(way) {
  return way.map(({ says, citations }) => (citations.length ? `${says} (${cites(citations)})` : says)).join(", and ");
}

function cites(citations) {
  return [...new Set(citations)].join("; ");
}

function sentence(words) {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}

function spaced(status) {
  return status.replace(/_/g, " ");
}
