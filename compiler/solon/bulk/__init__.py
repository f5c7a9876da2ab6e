"""Tables of situations into tables of answers: `Tables.decide_many`. Needs the extra `batch`."""

from solon.bulk.decide_many import Tables
from solon.bulk.faults import UnknownFact, WrongFact, WrongTable

__all__ = ["Tables", "UnknownFact", "WrongFact", "WrongTable"]
