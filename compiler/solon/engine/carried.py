"""An artefact that a program carries in itself, packed as text, into a policy to ask.

Invariant: what was damaged or changed, or is not the revision that the program names, is refused.
"""

from __future__ import annotations

from base64 import b85decode
from bz2 import decompress

from solon.engine.artefact import AGAIN, read
from solon.engine.faults import BrokenArtefact, Fault
from solon.engine.policy import Policy


def carried_policy(packed: str, revision: str) -> Policy:
    """The policy in a program. packed: its artefact, packed by bz2, in base 85. revision: the sum that it must have.

    Raises BrokenArtefact or OtherVersion.
    """
    try:
        data = decompress(b85decode("".join(packed.split())))
    except (ValueError, OSError):
        raise BrokenArtefact([Fault("", "The rules in this file are damaged: they cannot be read.", AGAIN)]) from None
    policy = Policy(read(data))
    if policy.revision != revision:
        says = f"The rules in this file have the revision {policy.revision[:12]}, not {revision[:12]}."
        raise BrokenArtefact([Fault("", says, AGAIN)])
    return policy
