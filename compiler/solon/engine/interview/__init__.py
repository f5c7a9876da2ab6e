"""A question that a person has into an interview: what to ask next, how much is left, and what a change does."""
