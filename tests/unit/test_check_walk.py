"""What the guide for policy staff says about `solon check`, done as written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from click.testing import CliRunner, Result

from solon.cli.main import main

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "site" / "pages" / "policy-staff.md").read_text("utf-8")


def check(policies: Path) -> Result:
    return CliRunner().invoke(main, ["--policies", str(policies), "check"])


def test_the_guide_adds_a_bullet_that_can_never_matter(tmp_path: Path) -> None:
    policies = tmp_path / "policies"
    shutil.copytree(ROOT / "policies", policies)
    bullet, command, shown = re.findall(r"```\n(.*?)```", GUIDE[GUIDE.index("## What check proves") :], flags=re.S)
    assert command == "solon check\n"
    path = policies / "social_media" / "gifts.solon"
    text = path.read_text("utf-8")
    head, name, rest = text.partition("rule no_post_for_benefit\n")
    last = "    - somebody offers the member a benefit for the post\n"
    path.write_text(head + name + rest.replace(last, last + bullet, 1), "utf-8")

    done = check(policies)
    assert done.exit_code == 1
    assert done.output.startswith(shown) or f"\n{shown}" in done.output
    assert "1 error," in done.output

    path.write_text(text, "utf-8")
    assert check(policies).exit_code == 0


def test_the_guide_names_the_pages_of_the_findings_of_meaning() -> None:
    section = GUIDE[GUIDE.index("## What check proves") :]
    for code in re.findall(r"errors/(S\d+)\.md", section):
        assert (ROOT / "site" / "pages" / "errors" / f"{code}.md").is_file()
