"""Tables of situations into tables of answers: `decide_many.Tables`, with the extra `batch`; `spark`, with that extra."""
