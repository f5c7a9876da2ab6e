"""The tables of an artefact into straight code for the statuses of all deeds: no loop, no table, no diagram.

Invariant: sound. A value is two bits, "can be true" and "can be false" (Kleene's logic), so the code gives a status
only where it is settled whatever is open. Where it is not, or where anything about the facts is unusual, the diagrams
answer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from solon.backends.javascript.minify import short_names

Row = Mapping[str, Any]
RUNG = {"must not": 0, "must": 1, "should not": 2, "should": 3, "may": 4, "need not": 4}
NOTHING = 5
YES, NO = "1", "2"
# Beyond this many gates the code would be too long to be quick.
MOST = 3_000
# 8 marks what was left out, 16 what has to be looked at with care.
HEAD = """\
const own=Object.getPrototypeOf,plain=x=>typeof x==="object"&&x!==null&&(own(x)===Object.prototype||own(x)===null);
let y=0;
const day=x=>{if(x===undefined||x===null)return-1;
if(typeof x!=="string"||x.length!==10)return-9;
const a=x.charCodeAt(0)-48,b=x.charCodeAt(1)-48,c=x.charCodeAt(2)-48,d=x.charCodeAt(3)-48,e=x.charCodeAt(5)-48,
g=x.charCodeAt(6)-48,h=x.charCodeAt(8)-48,i=x.charCodeAt(9)-48;
if((a+6|b+6|c+6|d+6|e+6|g+6|h+6|i+6)&-16||x.charCodeAt(4)!==45||x.charCodeAt(7)!==45)return-9;
const m=e*10+g,n=h*10+i;
y=a*1000+b*100+c*10+d;
if(y<1900||y>2199||m<1||m>12||n<1||n>31)return-9;
const r=number(y,m,n);return n<29||r<(m===12?number(y+1,1,1):number(y,m+1,1))?r:-9};
const number=(y,m,n)=>{if(m<3){y--;m+=12}return y*365+(y>>2)-(y/100|0)+(y/400|0)+((153*m-457)/5|0)+n-306|0};
"""
OPTIONS = """\
let x,u=false,on=-1,all=true,e=11;
if(!plain(f))return null;
if(o!==undefined&&o!==null){if(!plain(o))return null;
for(const k in o){const v=o[k];
if(k==="on"){if(v==="unknown")all=false;else if(v!==undefined&&v!==null){all=false;if((on=day(v))<0)return null}}
else if(k==="everythingElseNo"&&(v===true||v===false))e=v?10:11;
else return null}}
"""


def quick(tables: Row) -> str:
    """The text of a function of facts and options; `null` when it would be too long.

    It gives a number for each deed, the place of its status; null when it does not settle them all, or when it is no
    case for it.
    """
    writer = _Writer(tables)
    if len(writer.counted) > MOST:
        return "null"
    return writer.text()


class _Writer:
    """Writes the code for one artefact."""

    def __init__(self, tables: Row) -> None:
        self.tables = tables
        self.nodes: list[list[Any]] = tables["nodes"]
        self.inputs = {row["id"]: row for row in tables["inputs"]}
        self.chosen = {row["id"]: row["chosen"] for row in tables["readings"]}
        self.instruments = {row["id"]: row for row in tables["instruments"]}
        self.lines: list[str] = []
        self.done: dict[int, str] = {}
        self.ladders: dict[str, str] = {}
        self.impossibles = [tables["names"][f"impossible {row['id']}"] for row in tables["impossibles"]]
        roots = [norm["node"] for deed in tables["deeds"] for norm in deed["norms"]]
        self.roots = [*roots, *self.impossibles]
        self.counted = self._below()
        self.free = short_names({"f", "o", "x", "u", "e", "on", "all", "own", "plain", "day", "number", "y"})
        self.variable = {name: next(self.free) for name in self.inputs}

    def _below(self) -> set[int]:
        """The nodes that the deeds rest on."""
        seen: set[int] = set()
        waiting = list(self.roots)
        while waiting:
            number = waiting.pop()
            if number not in seen:
                seen.add(number)
                kind, *rest = self.nodes[number]
                waiting += rest if kind in ("all", "any", "not") else []
        return seen

    def text(self) -> str:
        for number in sorted(self.counted):
            self.done[number] = self.node(number)
        gates = len(self.lines)
        deeds = ",".join(self.deed(row) for row in self.tables["deeds"])
        impossible = "|".join(self.done[number] for number in self.impossibles)
        return "".join((
            "(()=>{\n", HEAD, "return(f,o)=>{\n", OPTIONS, *self.reads(),
            *(f"const {line};\n" for line in self.lines[:gates]),
            f"if(({impossible})&1)return null;\n" if impossible else "",
            *(f"const {line};\n" for line in self.lines[gates:]),
            f"return u?null:[{deeds}]}}}})()",
        ))  # fmt: skip

    def reads(self) -> Iterator[str]:
        """Every input into a variable; facts that are missing or unusual are counted."""
        care: list[str] = []
        left_out: list[str] = []
        for name, row in self.inputs.items():
            own = self.variable[name]
            if row["kind"] == "fact":
                rest = {None: "e", True: "9", False: "10"}[row.get("presumed")]
                # Written out: engines make calls into code only up to a limit.
                yield f"const {own}=(x=f.{name})===true?1:x===false?2:x===undefined?{rest}:x===null?3:16;\n"
                care.append(own)
                left_out.append(f"({own}&8)")
                continue
            cases = [
                f"{own}==={json.dumps(option)}?{place}" for place, (option, _) in enumerate(row.get("options", ()))
            ]
            found = f"day({own})" if row["kind"] == "date" else ":".join((*cases, f"{own}==null?-1:-9"))
            yield f"let {own}=f.{name};const {own}_={own}===undefined?8:0;if(({own}={found})<-1)return null;\n"
            if row["kind"] == "date":
                # Nothing is known of a date while the day of the act is open.
                yield f"const {own}$=y;if(on<0){own}=-1;\n"
            left_out.append(f"{own}_")
        if care:
            yield f"if(({'|'.join(care)})&16)return null;\n"
        if left_out:
            yield f"if(Object.keys(f).length*8!=={8 * len(left_out)}-({'+'.join(left_out)}))return null;\n"

    def node(self, number: int) -> str:
        """The variable or the constant that holds what a node comes to."""
        kind, *rest = self.nodes[number]
        match kind:
            case "yes" | "no":
                return YES if kind == "yes" else NO
            case "reading":
                return YES if self.chosen[rest[0]] == rest[1] else NO
            case "is" if rest[1] is True:
                return self.variable[rest[0]]
            case "is":
                own = self.variable[rest[0]]
                place = [option for option, _ in self.inputs[rest[0]]["options"]].index(rest[1])
                return self.let(f"{own}<0?3:{own}==={place}?1:2")
            case "day":
                return self.day(*rest)
            case "force":
                return self.force(self.instruments[rest[0]])
            case "not":
                return self.deny(self.done[rest[0]])
            case _:
                return self.gate(kind == "all", dict.fromkeys(self.done[source] for source in rest))

    def let(self, value: str) -> str:
        own = next(self.free)
        self.lines.append(f"{own}={value}")
        return own

    def deny(self, part: str) -> str:
        return {YES: NO, NO: YES}.get(part) or self.let(f"{part}>>1&1|{part}<<1&2")

    def gate(self, every: bool, parts: Iterable[str]) -> str:
        idle, deciding = (YES, NO) if every else (NO, YES)
        kept = [part for part in parts if part != idle]
        if deciding in kept:
            return deciding
        if len(kept) < 2:
            return kept[0] if kept else idle
        some, each = (NO, YES) if every else (YES, NO)
        return self.let(f"({'|'.join(kept)})&{some}|{'&'.join(kept)}&{each}")

    def day(self, name: str, month: int, day: int, fixed: str, shift: int) -> str:
        if not name:
            return self.let(f"on<0?3:on>={date.fromisoformat(fixed).toordinal() + shift}?1:2")
        own = self.variable[name]
        reached = f"number({own}$,{month},{day})" if month else own
        return self.let(f"{own}<0?3:on>={reached}{f'+{shift}' if shift > 0 else shift or ''}?1:2")

    def force(self, row: Row) -> str:
        first = date.fromisoformat(row["from"]).toordinal()
        last = f"&&on<={date.fromisoformat(row['until']).toordinal()}" if row["until"] else ""
        return self.let(f"all?1:on<0?3:on>={first}{last}?1:2")

    def deed(self, row: Row) -> str:
        """The number of the status of a deed; many deeds have the same, which is worked out once."""
        rungs: dict[int, list[str]] = {}
        for norm in row["norms"]:
            rungs.setdefault(RUNG[norm["modality"]], []).append(self.done[norm["node"]])
        text = str(NOTHING)
        for rung in sorted(rungs, reverse=True):
            own = [part for part in dict.fromkeys(rungs[rung]) if part != NO]
            if YES in own:
                text = str(rung)
            elif own:
                value = f"({'|'.join(own)})&1|{'&'.join(own)}&2" if len(own) > 1 else f"{own[0]}&3"
                text = f"(x={value})===2?{text}:x===1?{rung}:(u=true)"
        if text not in self.ladders:
            self.ladders[text] = self.let(text) if "?" in text else text
        return self.ladders[text]
