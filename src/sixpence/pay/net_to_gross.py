"""Net to gross: the gross pay that comes to a wanted net pay, found with the real engine.

Net pay does not rise evenly. A pound more of taxed pay or of a student loan falls due on a single penny of pay; net pay
drops there before it climbs again. So several grosses can give one net pay, and the **smallest** is chosen; halving an
interval would find one of them, not that one. What makes the search exact is that no deduction falls when gross pay
rises: a penny more of gross is at most a penny more of net.

- While net pay is short of what is wanted by d pence, no gross within the next d - 1 pence can reach it. They are
  skipped, and every step leaves a fixed share of the way (for most people less than half).
- It can start above what is wanted: a refund of tax. A stretch is skipped when its first penny's pay, less its last
  penny's deductions, is still more than is wanted; stretches are doubled and halved.

It follows that every net pay from that of no gross pay upwards is met to the penny. No gross gives a net pay below a
refund that is due anyway, nor one that deductions never let through (100% of pay into a pension).
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sixpence.pay.calculate import calculate
from sixpence.pay.inputs import PayInputs, Pence

HIGHEST_GROSS_PENCE = 1_000_000_00
# Enough while half a penny of every further pound reaches net pay.
MOST_STEPS = 10_000
NONE_SEEN = -1


@dataclass(frozen=True, slots=True)
class NetToGross:
    """Shape (n,), whole pence. Where `exact`, both sides are the smallest gross that gives the wanted net pay.

    Else none was found, and the two sides are the nearest net pay met on the way, from below and from above, and its
    gross; a gross of `NONE_SEEN` (-1) says that there was none on that side.
    """

    exact: NDArray[np.bool_]
    gross_below_pence: Pence
    net_below_pence: Pence
    gross_above_pence: Pence
    net_above_pence: Pence


def net_to_gross(
    payments: PayInputs, net_pay_pence: Pence, *, highest_gross_pence: int = HIGHEST_GROSS_PENCE
) -> NetToGross:
    """The smallest gross pay from 0 to the highest that gives each payment the wanted net pay, shape (n,).

    The gross pay that stands in `payments` is not looked at. Raises ValueError where the columns are not equally long,
    and as `calculate` does.
    """
    if net_pay_pence.shape != (len(payments),):
        raise ValueError(f"{len(payments)} payments need as many wanted net pays, not {net_pay_pence.shape}")
    search = _Search(payments, net_pay_pence, highest_gross_pence)
    for _ in range(MOST_STEPS):
        if not len(search.rows):
            break
        search.step()
    return search.found


class _Search:
    """All rows at once. `gross` is a point below which nothing gives the wanted net pay; `net` is its net pay."""

    def __init__(self, payments: PayInputs, wanted: Pence, highest: int) -> None:
        count = len(payments)
        self.payments, self.wanted, self.highest = payments, wanted, highest
        self.gross, self.stretch = np.zeros(count, dtype=np.int64), np.ones(count, dtype=np.int64)
        none, nothing = np.full(count, NONE_SEEN, dtype=np.int64), np.zeros(count, dtype=np.int64)
        self.found = NetToGross(np.zeros(count, dtype=np.bool_), none, nothing, none.copy(), nothing.copy())
        self.rows = np.arange(count)  # those still looked for
        self.net = self._net_pay(self.gross)
        self._see()

    def step(self) -> None:
        """Look at one more gross of every row that is left."""
        rows, gross, net, wanted = self.rows, self.gross[self.rows], self.net[self.rows], self.wanted[self.rows]
        is_short = net < wanted
        stretch = np.where(is_short, wanted - net, self.stretch[rows])
        # The highest gross is looked at before the search ends beyond it.
        ahead = np.minimum(gross + stretch, np.where(gross < self.highest, self.highest, self.highest + 1))
        stretch = ahead - gross
        net_ahead = self._net_pay(ahead)
        # From above, go on only over a stretch in which nothing can have been low enough.
        clear = is_short | (stretch == 1) | (net_ahead - stretch >= wanted)
        self.gross[rows] = np.where(clear, ahead, gross)
        self.net[rows] = np.where(clear, net_ahead, net)
        self.stretch[rows] = np.where(is_short, 1, np.where(clear, 2 * stretch, stretch // 2))
        self._see()

    def _net_pay(self, gross: Pence) -> Pence:
        return calculate(replace(self.payments.rows(self.rows), gross_pay_pence=gross)).net_pay_pence

    def _see(self) -> None:
        """Keep the nearest net pay on either side, and go on with the rows that have not come to an end."""
        self.rows = rows = self.rows[self.gross[self.rows] <= self.highest]
        found, gross, net, wanted = self.found, self.gross[rows], self.net[rows], self.wanted[rows]
        below = (net <= wanted) & ((found.gross_below_pence[rows] == NONE_SEEN) | (net > found.net_below_pence[rows]))
        above = (net >= wanted) & ((found.gross_above_pence[rows] == NONE_SEEN) | (net < found.net_above_pence[rows]))
        for better, side_gross, side_net in (
            (below, found.gross_below_pence, found.net_below_pence),
            (above, found.gross_above_pence, found.net_above_pence),
        ):
            side_gross[rows[better]] = gross[better]
            side_net[rows[better]] = net[better]
        found.exact[rows] = net == wanted
        self.rows = rows[net != wanted]
