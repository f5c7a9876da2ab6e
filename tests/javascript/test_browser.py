"""The package in Chromium, on a page that is opened from a file, under the content security policy of the site."""

from __future__ import annotations

import html
import json
import re
import subprocess
from pathlib import Path

import pytest
from tests.conformance_cases import by_name
from tests.conformance_judge import faults
from tests.javascript.node import MODULES
from tests.missing import CHROMIUM, program

from solon.backends.javascript import script

MISSING = "CHROMIUM IS NOT INSTALLED: the JavaScript package was not tried in a browser."
PAGE = """<!doctype html>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; connect-src 'none'">
<title>Conformance</title>
<pre id="answers"></pre>
<script src="solon.js"></script>
<script src="cases.js"></script>
<script src="page.js"></script>
"""
SCRIPT = """
const answers = cases.map((situation) => {
  try {
    return { decision: solon.load().decideSituation(situation) };
  } catch (fault) {
    if (!(fault instanceof solon.ImpossibleFacts)) throw fault;
    return { blocked: fault.faults.map(({ at }) => at) };
  }
});
let code = "";
try { new Function("return 1")(); code = "a text became code"; } catch { code = "no text becomes code"; }
const whole = solon.load().verify() === solon.load();
document.getElementById("answers").textContent = JSON.stringify({ answers, code, whole });
"""


@pytest.mark.parametrize("name", ["instruments", "days", "choices", "readings", "about_rules"])
def test_conformance_in_a_browser(tmp_path: Path, name: str) -> None:
    suite = by_name()[name]
    tables = json.loads(suite.build.artefact)
    situations = json.dumps([case.situation for case in suite.cases]).replace("<", "\\u003c")
    texts = {
        "index.html": PAGE,
        "solon.js": script.whole(tables, MODULES).classic,
        "cases.js": f"const cases = {situations};\n",
        "page.js": SCRIPT,
    }
    for file, text in texts.items():
        (tmp_path / file).write_text(text, "utf-8")
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        f"--user-data-dir={tmp_path}/user",
    ]
    command = [
        program(MISSING, *CHROMIUM),
        *flags,
        "--virtual-time-budget=60000",
        "--dump-dom",
        f"file://{tmp_path}/index.html",
    ]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=120).stdout
    found = re.search(r'<pre id="answers">(.*?)</pre>', shown, re.DOTALL)
    assert found is not None, shown[-2_000:]
    told = json.loads(html.unescape(found.group(1)))
    assert (told["code"], told["whole"]) == ("no text becomes code", True)
    wrong = {
        case.id: faulty
        for case, answer in zip(suite.cases, told["answers"], strict=True)
        if (faulty := faults(case, answer.get("decision"), answer.get("blocked", ())))
    }
    assert not wrong
