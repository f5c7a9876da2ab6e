"""Syntax trees into the policy: first everything is declared, then everything is bound.

Invariant: each fault is reported once, where it was written; what cannot be bound is left out and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from solon.engine.deontic import Deed, Modality
from solon.model.bind_conditions import (
    Setting,
    bind_conditions,
    bind_day,
    bind_ends,
    bind_reading,
    bind_sentence,
    bind_window,
)
from solon.model.bind_examples import bind_example
from solon.model.bind_norms import EFFECT_MODALITIES, RULE_MODALITIES, bind_citations, bind_deed, bind_norm
from solon.model.blocks import (
    Action,
    Bearer,
    Choice,
    Context,
    Counts,
    DateInput,
    Either,
    Exception_,
    Fact,
    Group,
    Impossible,
    Input,
    Instrument,
    Note,
    Period,
    Question,
    Reading,
    Rule,
    Term,
)
from solon.model.conditions import Bullet, Conditions
from solon.model.days import DayFault, parse_iso
from solon.model.declare import declare
from solon.model.names import Names
from solon.model.policy import Policy
from solon.model.scope import Scope, flatten
from solon.model.sources import Sources
from solon_dsl.diagnostic import Diagnostic, error
from solon_dsl.syntax import Block, Field, File, Phrase


def bind(files: Iterable[File], sources: Sources) -> tuple[Policy, tuple[Diagnostic, ...]]:
    """Bind parsed files into one policy.

    files: the syntax trees, in policy order. sources: the paragraphs that may be cited.
    Returns the policy and the findings; with errors among them the policy is incomplete and must not be used.
    """
    trees = tuple(files)
    names = Names(sources)
    blocks = tuple(declare(names, trees))
    names.check_former()
    scopes = flatten(names, blocks)
    binder = _Binder(names, scopes)
    for scope in scopes:
        binder.bind_block(scope)
    return binder.policy(sources), tuple(dict.fromkeys(names.findings))


class _Binder:
    """Binds one declared block after another into the tables of the policy."""

    def __init__(self, names: Names, scopes: tuple[Scope, ...]) -> None:
        self.names = names
        self.members = {scope.block.id.text: scope.members for scope in scopes}
        self.norms = {scope.block.id.text: scope.block for scope in scopes if scope.block.kind in ("rule", "exception")}
        self.tables: dict[str, dict[str, Any]] = {}

    def keep(self, table: str, found: Any) -> None:
        self.tables.setdefault(table, {})[found.id] = found

    def policy(self, sources: Sources) -> Policy:
        tables = [
            "instruments", "bearers", "actions", "inputs", "periods", "terms", "counts", "impossibles", "rules",
            "exceptions", "eithers", "groups", "readings", "notes", "questions", "examples", "contexts",
        ]  # fmt: skip
        found = {name: MappingProxyType(self.tables.get(name, {})) for name in tables}
        return Policy(sources, **found, former=MappingProxyType(dict(sorted(self.names.former.items()))))

    def bind_block(self, scope: Scope) -> None:
        block = scope.block
        match block.kind:
            case "instrument":
                self.instrument(block)
            case "bearer":
                who = block.first("who")
                also = tuple(found.value.text for found in block.all("also for"))
                self.keep("bearers", Bearer(block.id.text, block.span, block.text("says"), also, self.who(who)))
            case "action":
                self.keep("actions", Action(block.id.text, block.span, block.text("says"), block.text("instead")))
            case "fact" | "choice" | "date":
                self.keep("inputs", self.input(block))
            case "counts":
                self.counts(block)
            case "period":
                self.period(block)
            case "term":
                self.term(block)
            case "impossible":
                when = bind_conditions(self.names, block.first("when"), Setting()) or Conditions("all", ())
                self.keep("impossibles", Impossible(block.id.text, block.span, block.text("because"), when))
            case "rule":
                self.rule(scope)
            case "exception":
                self.exception(scope)
            case "either":
                self.either(scope)
            case "group":
                self.group(scope)
            case "reading":
                self.reading(block)
            case "note":
                self.note(block)
            case "question":
                self.question(block)
            case "example":
                self.keep("examples", bind_example(self.names, block))
            case _:
                cites = bind_citations(self.names, block)
                context = Context(block.id.text, block.span, cites, (), block.text("because"))
                self.keep("contexts", context)

    def cited(self, block: Block) -> dict[str, Any]:
        """What every block that cites has."""
        return {
            "id": block.id.text,
            "span": block.span,
            "cites": bind_citations(self.names, block),
            "outside": tuple(found.value.text for found in block.all("outside")),
        }

    def who(self, found: Field | None) -> Conditions | None:
        if found is None:
            return None
        atom = bind_sentence(self.names, found.value, Setting())
        return None if atom is None else Conditions("all", (Bullet("-", atom, None, found.value.text),))

    def instrument(self, block: Block) -> None:
        days: list[date | None] = []
        for name in ("in force from", "in force until"):
            found = block.first(name)
            try:
                days.append(parse_iso(found.value.text) if found else None)
            except DayFault as fault:
                self.names.bad_day(found.value.span if found else block.span, fault)
                days.append(None)
        start = days[0] or date(1900, 1, 1)
        found_instrument = Instrument(
            block.id.text,
            block.span,
            title=block.text("title"),
            kind=block.text("kind"),
            issuer=block.text("issuer"),
            issued=block.text("issued"),
            in_force_from=start,
            in_force_until=days[1],
            authority=block.text("authority"),
            ask=block.text("ask"),
        )
        self.keep("instruments", found_instrument)

    def input(self, block: Block) -> Input:
        shared: dict[str, Any] = {
            "id": block.id.text,
            "span": block.span,
            "asks": block.text("asks"),
            "help": block.text("help"),
            "changed_by": block.text("changed by"),
            "judged_by": block.text("judged by"),
        }
        if block.kind == "choice":
            listed = block.first("one of")
            options = tuple(
                (item.phrase.text, item.value.text) for item in (listed.items if listed else ()) if item.value
            )
            return Choice(**shared, options=options)
        if block.kind == "date":
            return DateInput(**shared, says=block.text("says"))
        presumed = block.first("presumed")
        value = {"yes": True, "no": False}.get(presumed.value.text.lower()) if presumed else None
        if presumed and value is None:
            message = f'"presumed: {presumed.value.text}" is not understood.'
            self.names.add(error("S319", presumed.value.span, message, 'Write "presumed: no" or "presumed: yes".'))
        if presumed and not block.text("because"):
            message = f'The fact "{block.id.text}" is presumed without a reason.'
            self.names.add(error("S221", presumed.span, message, 'Add a line "because: ...".'))
        return Fact(
            **shared,
            says=block.text("says"),
            denies=block.text("denies"),
            presumed=value,
            because=block.text("because"),
        )

    def when(self, block: Block, setting: Setting = Setting()) -> tuple[Conditions, ...]:
        found = bind_conditions(self.names, block.first("when"), setting)
        return () if found is None else (found,)

    def counts(self, block: Block) -> None:
        ends = [block.first(name) for name in ("doing", "counts as")]
        deeds = [bind_deed(self.names, found.value) if found else None for found in ends]
        reading = bind_reading(self.names, block.first("under reading"))
        cited, when = self.cited(block), self.when(block)
        if deeds[0] is not None and deeds[1] is not None:
            found = Counts(**cited, doing=deeds[0], counts_as=deeds[1], when=when, reading=reading)
            self.keep("counts", found)

    def period(self, block: Block) -> None:
        start = block.first("from")
        day = bind_day(self.names, start.value) if start else None
        ends = bind_ends(self.names, block.first("until"), Setting())
        self.keep("periods", Period(**self.cited(block), says=block.text("says"), start=day, ends=ends))

    def term(self, block: Block) -> None:
        reading = bind_reading(self.names, block.first("under reading"))
        says, denies = block.text("says"), block.text("denies")
        self.keep("terms", Term(**self.cited(block), says=says, denies=denies, when=self.when(block), reading=reading))

    def governed(self, scope: Scope, setting: Setting) -> dict[str, Any]:
        """What rules, exceptions and eithers share; the conditions and windows of their groups come first."""
        cited = self.cited(scope.block)
        blocks = (*scope.groups, scope.block)
        readings = (bind_reading(self.names, block.first("under reading")) for block in blocks)
        return {
            **cited,
            "instrument": cited["cites"][0].instrument if cited["cites"] else "",
            "when": tuple(found for block in blocks for found in self.when(block, setting)),
            "windows": tuple(found for block in blocks for found in bind_window(self.names, block, setting)),
            "readings": tuple(found for found in readings if found is not None),
            "groups": tuple(block.id.text for block in scope.groups),
            "because": scope.block.text("because"),
        }

    def rule(self, scope: Scope) -> None:
        block = scope.block
        norm = bind_norm(self.names, block.norm, RULE_MODALITIES) if block.norm else None
        setting = Setting(norm.bearer, norm.deed, (block.id.text,)) if norm else Setting(lost=True)
        governed = self.governed(scope, setting)
        restates = block.first("restates")
        if restates:
            self.names.expect_id(restates.value, ("rule",), "a rule")
        if norm is not None:
            self.keep("rules", Rule(**governed, norm=norm, restates=restates.value.text if restates else ""))

    def exception(self, scope: Scope) -> None:
        block = scope.block
        to = self.targets(block)
        effect = block.first("effect")
        norm, switched = None, effect is not None and effect.value.text.lower() == "switches off"
        if effect is not None and not switched:
            norm = bind_norm(self.names, effect.value, EFFECT_MODALITIES)
        it = norm or self.only_norm(to)
        setting = Setting(it.bearer, it.deed, to) if it else Setting(self.only_bearer(to), own=to, lost=not switched)
        governed = self.governed(scope, setting)
        if norm is not None or switched:
            self.keep("exceptions", Exception_(**governed, to=to, norm=norm))

    def targets(self, block: Block) -> tuple[str, ...]:
        """The ids in `to:`; a group stands for the rules inside it."""
        found = block.first("to")
        listed: list[Phrase] = []
        if found is not None and found.items:
            listed = [item.phrase for item in found.items]
        elif found is not None:
            listed = [Phrase(part.strip(), found.value.span) for part in found.value.text.split(",")]
        out: list[str] = []
        for words in listed:
            kinds = ("rule", "exception", "either", "group")
            if self.names.expect_id(words, kinds, "a rule, an exception or a group"):
                out += self.members.get(words.text) or (words.text,)
        return tuple(dict.fromkeys(out))

    def only_norm(self, to: tuple[str, ...]) -> Any:
        """The norm of the single rule that an exception switches off, so that "it" is clear."""
        block = self.norms.get(to[0]) if len(to) == 1 else None
        if block is None or block.kind != "rule" or block.norm is None:
            return None
        return bind_norm(self.names.quiet(), block.norm, RULE_MODALITIES)

    def only_bearer(self, to: tuple[str, ...]) -> str:
        """Whom all of some rules bind; nothing where they bind several."""
        blocks = (self.norms[name] for name in to if name in self.norms)
        norms = (bind_norm(self.names.quiet(), one.norm, RULE_MODALITIES) for one in blocks if one.norm)
        found = {norm.bearer for norm in norms if norm is not None}
        return found.pop() if len(found) == 1 else ""

    def either(self, scope: Scope) -> None:
        block = scope.block
        governed = self.governed(scope, Setting())
        if block.norm is None:
            return
        sentence = block.norm.text.removesuffix(" do one of") + " do one of"
        opener = replace(self.names, deeds={"do one of": Deed("")})
        norm = bind_norm(opener, Phrase(sentence, block.norm.span), (Modality.MUST, Modality.SHOULD))
        options = tuple(found for item in block.options if (found := bind_deed(self.names, item.phrase)) is not None)
        if norm is not None:
            self.keep("eithers", Either(**governed, bearer=norm.bearer, modality=norm.modality, options=options))

    def group(self, scope: Scope) -> None:
        block = scope.block
        # Each rule inside binds these conditions for itself; here they are only shown.
        when = bind_conditions(self.names.quiet(), block.first("when"), Setting(self.only_bearer(scope.members)))
        windows = bind_window(self.names.quiet(), block, Setting())
        self.keep("groups", Group(**self.cited(block), when=when, windows=windows, members=scope.members))

    def reading(self, block: Block) -> None:
        options = [(found.key, found.value.text) for name in ("chosen", "other") for found in block.all(name)]
        about = bind_citations(self.names, block, "about")
        texts = (block.text("question"), tuple(options), block.text("because"), block.text("settled by"))
        self.keep("readings", Reading(block.id.text, block.span, about, *texts))

    def note(self, block: Block) -> None:
        kinds = ("instrument", "rule", "exception", "term", "group", "either")
        listed = list(_listed(block.first("travels with")))
        found = tuple(words.text for words in listed if self.names.expect_id(words, kinds, "an instrument or a block"))
        self.keep("notes", Note(**self.cited(block), says=block.text("says"), travels_with=found))

    def question(self, block: Block) -> None:
        about = block.first("about")
        phrases = [item.phrase for item in about.items] if about and about.items else [about.value] if about else []
        deeds = tuple(found for words in phrases if (found := bind_deed(self.names, words)) is not None)
        self.keep("questions", Question(block.id.text, block.span, block.text("asks"), deeds))


def _listed(found: Field | None) -> Iterator[Phrase]:
    """The entries of a line `a, b` or of bullets."""
    if found is None:
        return
    if found.items:
        yield from (item.phrase for item in found.items)
    else:
        yield from (Phrase(part.strip(), found.value.span) for part in found.value.text.split(","))
