"""The names that browsers give, which stay as they are when modules for the browser are made short.

Invariant: what a browser, the history or a link reads by name is in this list; the tests run the short script.
"""

from __future__ import annotations

VARIABLES = """
document history location navigator addEventListener scrollTo print setTimeout performance Blob URL TextDecoder
Uint8Array btoa atob encodeURIComponent CORE TOLD PAGE start
"""
MEMBERS = """
addEventListener append body charCodeAt checked classList click clipboard createElement createElementNS
createObjectURL decode download focus from fromCharCode getElementById hash hidden href parentNode preventDefault
pushState querySelector querySelectorAll remove removeAttribute replaceChildren replaceState revokeObjectURL select
now setAttribute startsWith state textContent title type value writeText padEnd disabled
"""
ATTRIBUTES = """
autocomplete class click fatal focusable for height hidden href id inputmode maxlength name novalidate
preserveAspectRatio readonly role size submit tabindex type value viewBox width x x1 x2 y y1 y2
"""
KEPT_DATA = """
applies open due only_missing sum
asks check depth fact interview kept names note others pieces revision since statuses then view words
counts cases dates
"""
FREE = frozenset(VARIABLES.split())
BROWSER = FREE.union(" ".join((MEMBERS, ATTRIBUTES, KEPT_DATA)).split())
