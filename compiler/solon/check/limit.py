"""How many cases a check may need before it says that it did not decide.

Invariant: a check that stops here reports so, or stays silent where silence claims nothing.
"""

CASE_LIMIT = 20_000
