"""What developers embed: an artefact in, exact answers out; the standard library alone.

Invariant: importing it is quick, so what reads the tables is imported when a policy is loaded.
"""
