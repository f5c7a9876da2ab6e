"""The reference interpreter: the definition of the meaning, naive and exact."""
