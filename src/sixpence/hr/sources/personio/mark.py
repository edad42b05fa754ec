"""Where the next reading of changes goes on: when the last one began, and what everybody was paid then."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Self

from sixpence.hr.records import DatedValue

# Our clock and Personio's may differ, and what is updated while it is read shows a little later.
OVERLAP = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Mark:
    """`pay` is a digest by person of what was paid in that `month` ("2026-11")."""

    begun: datetime
    month: str
    pay: Mapping[str, str]

    def written(self) -> str:
        """As text, to be kept."""
        return json.dumps({"begun": self.begun.isoformat(), "month": self.month, "pay": dict(self.pay)})

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The mark again; None where there is none."""
        if not text:
            return None
        kept = json.loads(text)
        return cls(datetime.fromisoformat(kept["begun"]), kept["month"], kept["pay"])


def digests(pay: Mapping[str, tuple[DatedValue, ...]]) -> dict[str, str]:
    """Of everybody's pay, what shows whether it is still the same."""
    return {
        who: sha256(json.dumps([asdict(each) for each in values], default=str).encode()).hexdigest()[:16]
        for who, values in pay.items()
    }
