"""Tables of situations into tables of answers: `decide_many` with the extra `batch`, `spark` with that extra."""
