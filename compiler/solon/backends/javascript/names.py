"""The names that stay as they are when the runtime is made short: those of the language, of the tables and of the API.

Invariant: whatever is read by name from outside, or seen there, is in this list; the tests run the short script.
"""

from __future__ import annotations

LANGUAGE = """
as async await break case catch class const continue debugger default delete do else enum export extends false finally
for from function get if import in instanceof let new null of return set static super switch this throw true try typeof
undefined var void while with yield constructor arguments
Array BigInt Boolean DataView ArrayBuffer Date Error Infinity Int32Array JSON Map Math Number Object Promise RangeError
Reflect Set String Symbol TextEncoder TypeError WeakMap globalThis
abs add assign byteLength charCodeAt clear create defineProperties defineProperty delete encode endsWith entries every
exec fill filter find findIndex flat flatMap floor forEach freeze fromEntries getInt32 getPrototypeOf has hasOwnProperty
includes indexOf isArray isFrozen isInteger join keys length map match max message min name parse pop prototype push
reduce replace reverse setUint32 setUint8 shift size slice some sort splice split startsWith stack stringify test
toJSON toLowerCase toPrimitive toString toUpperCase padStart trim unshift value values enumerable freeze iterator
"""
TABLES = """
schema revision instruments bearers actions inputs readings former norms counts notes impossibles questions nodes names
order days deeds duties id title kind issuer issued from until authority ask says also_for instead asks help denies
presumed because options judged_by changed_by question chosen bearer modality action instrument citations to lifted_by
node about norm through parts mentions join of
"""
DECISION = """
on verdicts assumptions caveats outside_dates sources status possible by_instrument open_norms defeated missing no_matter
if_not_done whoever near changes rule one_of by note fact wanting better worse in_the_way undecided reading otherwise
before after why faults blocks against
"""
API = """
load Engine Policy CORE TOLD SUM QUICK Decision Verdict Statuses Interview SolonError WrongSituation UnknownFact WrongFact UnknownReading WrongDay UnknownDeed
UnknownQuestion UnknownKey ImpossibleFacts BrokenArtefact OtherVersion TooHard at decide decideSituation statuses resume
verify explain everythingElseNo facts left next answers answer since used setAside back
"""
KEPT = frozenset(" ".join((LANGUAGE, TABLES, DECISION, API)).split())
