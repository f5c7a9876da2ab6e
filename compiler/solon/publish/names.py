"""Ids into names that people read.

Invariant: capitals come from the sentences of the policy, never from a list kept here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from solon.engine.wording import MONTHS
from solon.model.policy import Policy

_MONTHS = {month.lower(): month for month in MONTHS if month not in ("March", "May")}
# "may" and "march" are verbs as well; after these words they are months.
_BEFORE_MAY = re.compile(r"(?<=\b(?:of|in)\s)may\b|(?<=\bbefore\s)may\b|(?<=\bafter\s)may\b")


def id_words(large: Mapping[str, str], name: str) -> str:
    """An id as a name: `remove_title` is `Remove title`. large: words that keep a capital."""
    words = _BEFORE_MAY.sub("May", " ".join(large.get(word, _MONTHS.get(word, word)) for word in name.split("_")))
    return words[:1].upper() + words[1:]


def proper_words(policy: Policy) -> Mapping[str, str]:
    """Words that the sentences of a policy never write small, such as `City`, by their small form."""
    found: dict[str, set[str]] = {}
    for words in _sentences(policy):
        for word in re.findall(r"[^\W\d_]+", words.partition(" ")[2]):
            found.setdefault(word.lower(), set()).add(word)
    return {small: next(iter(forms)) for small, forms in found.items() if len(forms) == 1 and small not in forms}


def _sentences(policy: Policy) -> Iterator[str]:
    for action in policy.actions.values():
        yield from (action.says, action.instead)
    for fact in policy.facts.values():
        yield from (fact.says, fact.denies)
    for choice in policy.choices.values():
        yield from (says for _, says in choice.options)
    for term in policy.terms.values():
        yield from (term.says, term.denies)
