"""The names that stay as they are when the runtime is made short: those of the language, of the tables and of the API.

Invariant: whatever is read by name from outside, or seen there, is in this list; the tests run the short script.
"""

from __future__ import annotations

LANGUAGE = """
as async await break case catch class const continue debugger default delete do else enum export extends false finally
for from function get if import in instanceof let new null of return set static super switch this throw true try typeof
undefined var void while with yield constructor arguments
"""
GLOBALS = """
Array ArrayBuffer BigInt Boolean DataView Date Error Infinity Int32Array JSON Map Math Number Object RangeError Set
String Symbol TextEncoder TypeError WeakMap globalThis
"""
MEMBERS = """
abs add assign byteLength clear create defineProperties defineProperty encode entries every fill filter find findIndex
flat flatMap floor forEach freeze fromEntries getInt32 getPrototypeOf has includes indexOf isArray isFrozen join keys
length map max message min name padStart parse pop prototype push reduce replace reverse setUint32 setUint8 size slice
some sort splice split stack stringify test toJSON toLowerCase toPrimitive toString toUpperCase trim value values
"""
DECISION = """
schema revision on verdicts duties assumptions caveats outside_dates sources bearer action status possible by_instrument
norms open_norms defeated missing no_matter readings if_not_done whoever near because changes rule modality citations
instrument authority through one_of by note fact says asks judged_by wanting better worse in_the_way undecided before
after changed_by reading chosen otherwise why until state unsettled varies
"""
DATA = "CORE TOLD SUM QUICK"
API = """
load Engine Policy Decision Statuses Interview SolonError WrongSituation UnknownFact WrongFact
UnknownReading WrongDay UnknownDeed UnknownQuestion UnknownKey ImpossibleFacts BrokenArtefact TooHard
decide decideSituation statuses resume verify ask explain everythingElseNo asked facts bearers actions instruments
questions question order id kind help denies presumed options instead left answers answer questionAbout since setAside
back decision situation possible_duties duty turns_on title also_for faults at against
"""
# The variables that are there without a declaration in the runtime.
FREE = frozenset(" ".join((LANGUAGE, GLOBALS, DATA)).split())
KEPT = FREE.union(" ".join((MEMBERS, DECISION, API)).split())
