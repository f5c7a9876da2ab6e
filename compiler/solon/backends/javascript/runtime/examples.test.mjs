// The examples of the policy, answered by this package: each was written by hand, with what it must come to.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as engine from "../engine.mjs";
import policy, { SolonError, UnknownFact, load } from "../solon.mjs";

const examples = JSON.parse(readFileSync(new URL("./examples.json", import.meta.url), "utf8"));

for (const { id, situation, expect } of examples) {
  test(`example ${id}`, () => {
    const decision = policy.decideSituation(situation);
    for (const { bearer, action, status, by, wanting } of expect) {
      if (!policy.verdicts.some((pair) => pair.bearer === bearer && pair.action === action)) continue;
      const verdict = decision.get(bearer, action);
      assert.equal(verdict.status, status);
      if (by) assert.deepEqual(verdict.norms.map(({ rule }) => rule).filter((rule) => by.includes(rule)).sort(), by);
      if (wanting) assert.deepEqual(verdict.missing.map(({ fact }) => fact).sort(), wanting);
    }
  });
}

test("the engine alone gives the same statuses", () => {
  for (const { situation } of examples) {
    const { on, facts, readings } = situation;
    const options = { on, readings, everythingElseNo: situation["everything else"] === "no" };
    const whole = policy.decideSituation(situation).verdicts.map(({ status }) => status);
    assert.deepEqual(engine.load().decide(facts, options).verdicts.map(({ status }) => status), whole);
    assert.deepEqual(Object.values(policy.statuses(facts, options).toJSON()), whole);
  }
});

test("the data is as it was made", () => {
  assert.equal(load().verify(), policy);
});

test("a fact that does not exist is refused", () => {
  assert.throws(() => policy.decide({ no_such_fact_at_all: true }), UnknownFact);
  assert.throws(() => policy.statuses({ no_such_fact_at_all: true }), SolonError);
});

test("an answer is neither true nor false", () => {
  const decision = policy.decide({});
  assert.throws(() => decision == true, TypeError);
  assert.throws(() => `${decision}`, TypeError);
});
