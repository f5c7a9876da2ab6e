"""The policy: what the files say, resolved, typed and immutable."""
