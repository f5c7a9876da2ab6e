"""Which paragraphs of the official texts does no block cite?

Invariant: what is not yet encoded is said, instrument by instrument; nothing is silently left out.
"""

from __future__ import annotations

from solon.model.policy import Policy
from solon_dsl.diagnostic import Diagnostic, remark


def cited(policy: Policy) -> dict[str, dict[str, tuple[str, ...]]]:
    """For each instrument and locator, the ids of the blocks that cite it, in policy order."""
    found: dict[str, dict[str, list[str]]] = {
        name: {locator: [] for locator in policy.sources.locators(name)} for name in policy.instruments
    }
    for block in policy.blocks.values():
        for citation in block.cites:
            entries = found.setdefault(citation.instrument, {}).setdefault(citation.locator, [])
            if block.id not in entries:
                entries.append(block.id)
    return {name: {locator: tuple(ids) for locator, ids in rows.items()} for name, rows in found.items()}


def uncited(policy: Policy) -> list[Diagnostic]:
    """One remark for each instrument with paragraphs that are not yet encoded."""
    out: list[Diagnostic] = []
    for name, rows in cited(policy).items():
        missing = [locator for locator, ids in rows.items() if not ids]
        if missing and name in policy.instruments:
            one = len(missing) == 1
            message = f"{name}: {len(missing)} {'paragraph is' if one else 'paragraphs are'} not yet encoded."
            repair = f"Cite {'it' if one else 'each'} in a block, or in a context block that says why not: "
            out.append(remark("S403", policy.instruments[name].span, message, repair + ", ".join(missing) + "."))
    return out
