"""Made-up sentences for synthetic policies: plain words, drawn from a seed, no sentence twice.

Invariant: words that can stand in the same place share few letters, so that sentences are rarely near twins.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

SUBJECTS = (
    "permit", "applicant", "tender", "vehicle", "building", "lease", "notice", "contractor", "meeting", "record",
    "invoice", "playground", "kennel", "market stall", "sidewalk", "fence", "hydrant", "survey", "appeal", "licence",
    "budget", "ferry", "library card", "tree", "sewer", "grant", "photograph", "petition", "election sign", "festival",
    "taxi", "warehouse", "translation", "audit", "boiler", "parade", "garage", "compost bin", "swimming pool", "ramp",
    "auction", "balcony", "barbecue", "bicycle", "billboard", "campaign", "cemetery", "chimney", "claim", "clinic",
    "concert", "crane", "culvert", "daycare", "debt", "donation", "driveway", "elevator", "employee", "excavation",
    "exhibition", "firework", "food truck", "funeral", "gate", "harbour", "horse", "injury", "jacket", "junction",
    "laboratory", "locker", "lottery", "motion", "mural", "nomination", "office", "orchard", "parcel", "pharmacy",
    "pipeline", "quarry", "railing", "referendum", "roof", "scaffold", "shelter", "snowplow", "statue", "street light",
    "subsidy", "tenant", "theatre", "timetable", "tunnel", "uniform", "veto", "vineyard", "wharf", "workshop",
)  # fmt: skip
VERBS = (
    ("names", "name"), ("shows", "show"), ("requires", "require"), ("blocks", "block"), ("replaces", "replace"),
    ("mentions", "mention"), ("affects", "affect"), ("serves", "serve"), ("delays", "delay"), ("includes", "include"),
    ("damages", "damage"), ("pays for", "pay for"), ("touches", "touch"), ("duplicates", "duplicate"),
    ("opens onto", "open onto"), ("precedes", "precede"), ("identifies", "identify"), ("rests on", "rest on"),
    ("absorbs", "absorb"), ("borders", "border"), ("carries", "carry"), ("depends on", "depend on"),
    ("exceeds", "exceed"), ("follows", "follow"), ("generates", "generate"), ("hides", "hide"), ("lowers", "lower"),
    ("matches", "match"), ("needs", "need"), ("obstructs", "obstruct"), ("qualifies", "qualify"), ("uses", "use"),
)  # fmt: skip
QUALITIES = (
    "private", "listed", "temporary", "second", "broken", "historic", "unpaid", "shared", "vacant", "northern",
    "wooden", "former", "hidden", "yearly", "foreign", "legible", "empty", "municipal", "overdue", "narrow", "joint",
    "elevated", "quiet", "fireproof", "disputed", "paved", "charitable", "movable", "sworn", "leaking",
    "abandoned", "binding", "coloured", "double", "exempt", "flooded", "gravel", "heavy", "illegal", "just", "kosher",
    "late", "mobile", "noisy", "occupied", "perishable", "quarterly", "rural", "steep", "toxic", "unsafe", "visible",
    "windowless", "expired", "youth", "zoned", "brick", "copper", "digital", "fenced",
)  # fmt: skip
OBJECTS = (
    "address", "signature", "owner", "plan", "boundary", "deposit", "schedule", "contract", "sign", "entrance",
    "neighbour", "receipt", "water main", "witness", "insurance policy", "bridge", "title", "committee", "charge",
    "inspection", "electrical panel", "guardian", "footpath", "loan", "exhibit", "quota", "mailbox", "archive",
    "kitchen", "drawing", "volunteer", "stairway", "product", "trademark", "hearing", "zone",
    "alarm", "basement", "bylaw", "cable", "cash register", "certificate", "ditch", "door", "elm", "engine", "fee",
    "flag", "fuse box", "gutter", "hedge", "hoist", "invention", "island", "jury", "key", "ladder", "lawn", "manual",
    "map", "member", "network", "oath", "oven", "pavement", "pension", "pond", "quorum", "radio mast", "ramp", "record",
    "route", "salary", "seal", "shaft", "stage", "sum", "tax roll", "tower", "union", "vault", "vehicle", "wage",
    "wall", "warranty", "waste", "well", "window", "yard", "youth club",
)  # fmt: skip
TAILS = (
    "", "", "", " before the vote", " after dark", " in the same ward", " without consent", " at the counter",
    " on a public holiday", " during repairs", " under the old plan", " near a school", " at its own cost",
    " for the second time", " beyond the limit", " in writing",
)  # fmt: skip
DEEDS = (
    "sign", "publish", "lend", "inspect", "destroy", "announce", "transfer", "rent out", "photograph", "approve",
    "move", "seal", "return", "advertise", "measure", "clean", "register", "divide", "insure", "withhold",
)  # fmt: skip


@dataclass(frozen=True)
class Statement:
    """One question with its two answers in words. id: its words, joined by underscores."""

    id: str
    says: str
    denies: str
    asks: str


class Vocabulary:
    """Draws sentences, each once."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.taken: set[str] = set()

    def statement(self) -> Statement:
        """A sentence about something, such as `the permit names a former owner in writing`."""
        while True:
            subject, (third, verb) = self.draw.choice(SUBJECTS), self.draw.choice(VERBS)
            rest = f"the {self.draw.choice(QUALITIES)} {self.draw.choice(OBJECTS)}{self.draw.choice(TAILS)}"
            says = f"the {subject} {third} {rest}"
            if says not in self.taken:
                break
        self.taken.add(says)
        denies, asks = f"the {subject} does not {verb} {rest}", f"Does the {subject} {verb} {rest}?"
        return Statement(says.replace("the ", "").replace(" ", "_"), says, denies, asks)

    def deed(self) -> str:
        """Something to do, such as `lend the historic drawing`."""
        while True:
            deed = f"{self.draw.choice(DEEDS)} the {self.draw.choice(QUALITIES)} {self.draw.choice(OBJECTS)}"
            if deed not in self.taken:
                self.taken.add(deed)
                return deed
