"""A circuit into a drawing, in SVG: the picture of the nested list, which stays the content.

Invariant: the structure of the drawing is that of the circuit: groups of the classes `series` and `parallel` around
links to what each box is about. It has no colours of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from solon.publish.circuit import Circuit, Contact, Parallel, Series
from solon.publish.html import Html, Part, el, join, plain, text
from solon.publish.ladder_layout import GAP, LINE, PAD, WIDTH, Box, box, lay_out

_TOP = 22
_CAPTION = (
    "The same as a drawing. Read it from the top: it applies where an unbroken line leads to the last box. Boxes below "
    "one another must all hold; of boxes between two rails, one is enough."
)
_CLOSED = " A box with a stroke breaks the line where it applies."
_UNUSED = " A box with a broken edge stands only under another reading."


def ladder(found: Series, result: str) -> Html:
    """The drawing. result: what comes of it where all of it holds, in words."""
    placed = lay_out(found, _TOP)
    end = box(Contact(result, ""), 0, placed.bottom + GAP, WIDTH)
    middle = WIDTH // 2
    wires = f"M{middle} 10V{_TOP}{''.join(placed.wires)}M{middle} {placed.bottom}v{GAP}"
    boxes = iter(placed.boxes)
    contacts = list(_contacts(found))
    caption = _CAPTION + _CLOSED * any(one.closed for one in contacts) + _UNUSED * any(one.unused for one in contacts)
    drawing = el(
        "svg",
        el("title", f"Drawing of when this applies: {result}", id="ladder-title"),
        el("path", class_="wire", d=wires),
        el("circle", cx=str(middle), cy="6", r="5"),
        _drawn(found, boxes),
        el("g", _shape(end, "14"), _words(end), class_="result"),
        viewBox=f"0 0 {WIDTH} {end.y + end.height + 2}",
        role="group",
        aria_labelledby="ladder-title",
    )
    return el("figure", drawing, el("figcaption", caption), class_="ladder")


def _contacts(part: Circuit) -> Iterator[Contact]:
    match part:
        case Contact():
            yield part
        case Series(parts) | Parallel(parts):
            for one in parts:
                yield from _contacts(one)


def _drawn(part: Circuit, boxes: Iterator[Box]) -> Html:
    """A part with the boxes that are its own, which come in its order."""
    match part:
        case Contact():
            made = next(boxes)
            unseen = el("title", "Breaks the line") if part.closed else None
            classes = " ".join(["contact", *(["closed"] if part.closed else []), *(["unused"] if part.unused else [])])
            inside = join([unseen, _shape(made), _bars(made), _words(made)])
            return el("a", inside, class_=classes, href=part.href) if part.href else el("g", inside, class_=classes)
        case Series(parts):
            return el("g", *(_drawn(one, boxes) for one in parts), class_="series")
        case Parallel(parts):
            return el("g", *(_drawn(one, boxes) for one in parts), class_="parallel")


def _shape(made: Box, round: str | None = None) -> Html:
    x, y, width, height = str(made.x + 1), str(made.y), str(made.width - 2), str(made.height)
    return el("rect", x=x, y=y, width=width, height=height, rx=round)


def _bars(made: Box) -> Html:
    """The two bars of a contact, and the stroke through a closed one."""
    stroke = f"M{made.x + 8} {made.y + made.height - 6}L{made.x + 26} {made.y + 6}" if made.contact.closed else ""
    sides = "".join(f"M{x} {made.y}v{made.height}" for x in (made.x + 2, made.x + made.width - 2))
    return el("path", class_="bars", d=sides + stroke)


def _words(made: Box) -> Html:
    x = str(made.x + made.indent)
    first, *rest = made.lines or ("",)
    # A space at the end of each line keeps words apart for those who hear or copy them.
    lines: list[Part] = [Html(f"{text(plain(first))} ") if rest else plain(first)]
    for index, line in enumerate(rest):
        last = index == len(rest) - 1
        lines.append(el("tspan", Html(text(plain(line)) + ("" if last else " ")), x=x, dy=str(LINE)))
    return el("text", *lines, x=x, y=str(made.y + PAD + 16))
