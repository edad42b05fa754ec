"""Whole numbers as columns: in 64 bits, or in 32 where they fit; and choosing on columns, without a branch.

**Widths.** A processor adds, compares and divides twice as many numbers of 32 bits at a time as of 64. So a block of
payments is worked out in 32 bits where it can be, column by column (`narrow`), and NumPy's own rule makes a result as
wide as the wider of what it comes from. What keeps that exact: a narrow amount is at most `MOST_NARROW` either way, so
that sums of ten still fit, and what amounts are multiplied by (`lowest_terms`) has 64 bits wherever 32 might not
hold the product.

**Choosing.** What a payroll chooses by (a code, a letter, a plan) is as good as random from one payment to the next,
and `np.where` on such a column costs a processor more than ten additions. A product with the condition costs two, and
a look-up (`at`) four, by places that are pointer-sized and seen to lie in the table once, not at every look-up
(`places`). A choice is compared as `int(Kind.K)`: NumPy takes a member of an enumeration for a number of 64 bits, and
widens the column for it.

A column may stand for many payments by its one value, shape (1,).
"""

from functools import lru_cache
from math import gcd
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Int = NDArray[np.signedinteger[Any]]
Places = NDArray[np.intp]
Bool = NDArray[np.bool_]

MOST_NARROW = 200_000_000  # two million pounds
_MOST_IN_32_BITS = np.iinfo(np.int32).max
_MILLION = 1_000_000
_WIDTHS: tuple[type[np.int32 | np.int64], ...] = (np.int32, np.int64)
_UNSIGNED = {np.dtype(f"i{width}"): np.dtype(f"u{width}") for width in (1, 2, 4, 8)}
_LOWEST: dict[np.dtype[Any], Int] = {np.dtype(width): np.array([np.iinfo(width).min], width) for width in _WIDTHS}
_HIGHEST: dict[np.dtype[Any], Int] = {np.dtype(width): np.array([np.iinfo(width).max], width) for width in _WIDTHS}


def of_all(value: NDArray[Any], count: int) -> NDArray[Any]:
    """The one value of an array as a column of so many payments. Read-only: it takes no more memory than the value."""
    return np.broadcast_to(value, count)


def told_once(column: NDArray[Any]) -> NDArray[Any]:
    """A column in which all are alike as its one value, shape (1,); any other as it is."""
    first = column[:1]
    if column.strides == (0,):  # as `of_all` makes them
        return first
    # The ends are looked at first: where they differ, as they mostly do, the whole need not be.
    return first if len(column) and column[-1] == first[0] and (column == first).all() else column


def some_of(column: NDArray[Any], rows: slice | NDArray[np.intp]) -> NDArray[Any]:
    """Some of a column's values, in the order asked for."""
    if column.strides == (0,) and not isinstance(rows, slice):
        return of_all(column[:1], len(rows)) if len(column) else column[rows]
    return column[rows]


def narrow(column: Int) -> Int:
    """The column in 32 bits, if none of its numbers is above `MOST_NARROW` either way; else as it is."""
    if column.max(initial=0) > MOST_NARROW or column.min(initial=0) < -MOST_NARROW:
        return column
    return column.astype(np.int32)


class Share(NamedTuple):
    """Rates as parts of a whole: 15% is 3 of 20. `parts` is a column, a table or one value of all, shape (1,)."""

    parts: Int
    whole: int

    def at(self, where: Places) -> "Share":
        """The shares that stand at places of a table, one a payment."""
        return Share(at(self.parts, where), self.whole)


def lowest_terms(millionths: Int, of_at_most: int = MOST_NARROW) -> Share:
    """Rates in the lowest terms they have in common, so that products with amounts stay small.

    Products with amounts up to `of_at_most` do not overflow: where 32 bits might not hold them, the parts have 64.

    >>> lowest_terms(np.array([150_000, 0]))
    Share(parts=array([3, 0], dtype=int32), whole=20)
    """
    in_common = gcd(_MILLION, *millionths.ravel().tolist())
    parts, whole = millionths // in_common, _MILLION // in_common
    fits = (int(parts.max()) + 1) * of_at_most + whole <= _MOST_IN_32_BITS
    return Share(parts.astype(np.int32 if fits else np.int64), whole)


def rate_of(millionths: Int) -> Share:
    """Payments' own rates: in lowest terms if all have the same one, else as they are."""
    return one_rate(millionths.item()) if millionths.size == 1 else Share(millionths, _MILLION)


@lru_cache(maxsize=256)
def one_rate(millionths: int) -> Share:
    """One rate for all, in lowest terms."""
    return lowest_terms(np.array([millionths]))


def only_if(condition: Bool, amount: Int) -> Int:
    """`amount` where the condition holds, else 0.

    >>> only_if(np.array([True, False]), np.array([5, 6]))
    array([5, 0])
    """
    return each_only_if(condition, amount)[0]


def each_only_if(condition: Bool, *amounts: Int) -> tuple[Int, ...]:
    """Each of the amounts where the condition holds, else 0: the condition is made a number once for all of them."""
    if condition.size == 1:
        return amounts if condition.item() else (np.zeros(1, dtype=np.int32),) * len(amounts)
    one_or_nothing = condition.astype(np.int32)
    return tuple(amount * one_or_nothing for amount in amounts)


def either(condition: Bool, one: Int, other: Int) -> Int:
    """`one` where the condition holds, else `other`. Their difference must fit their type.

    >>> either(np.array([True, False]), np.array([5, 6]), np.array([7, 8]))
    array([5, 8])
    """
    if condition.size == 1:
        return one if condition.item() else other
    return other + only_if(condition, one - other)


def either_of(one: Bool, other: Bool) -> Bool:
    """Where one condition holds, or the other, or both."""
    if other.size == 1:  # NumPy is slow where a column of conditions meets one that is of all
        return other if other.item() else one
    return one | other


def between(amount: Int, lower: Int, upper: Int) -> Int:
    """The part of each amount that lies between two limits.

    >>> between(np.array([5, 8, 12]), np.array([6]), np.array([10]))
    array([0, 2, 4])
    """
    part: Int = amount.clip(lower, upper) - lower
    return part


def above(amount: Int, threshold: Int) -> Int:
    """The part of each amount that is above a threshold.

    >>> above(np.array([5, 8]), np.array([6]))
    array([0, 2])
    """
    if threshold.size == 1:
        return between(amount, threshold, _HIGHEST[amount.dtype])
    return np.maximum(amount, threshold) - threshold


def up_to(amount: Int, limit: Int) -> Int:
    """The part of each amount that is not above a limit.

    >>> up_to(np.array([5, 8]), np.array([6]))
    array([5, 6])
    """
    if limit.size == 1:
        part: Int = amount.clip(_LOWEST[amount.dtype], limit)
        return part
    return np.minimum(amount, limit)


def look_up(table: Int, row: NDArray[np.integer], where: Places) -> Int:
    """What stands in a table where a row meets one of the `places` of its columns, for each payment."""
    rows, columns = table.shape
    of_row = places(row, rows)
    if of_row.size == 1:
        return at(table[of_row.item()], where)
    return at(table.ravel(), of_row * columns + where)


def places(column: NDArray[np.integer], length: int) -> Places:
    """A column as places in a table of that length, which `at` looks up. Raises IndexError where one lies outside."""
    if not are_places(column, length):
        raise IndexError(f"a place is outside a table of {length}")
    return column.astype(np.intp, copy=False)


def are_places(column: NDArray[np.integer], length: int) -> bool:
    """Whether all of a column lies in a table of that length."""
    if column.size == 1:
        return 0 <= column.item() < length
    # Read without its sign, a number below nothing is a high one.
    return bool(column.view(_UNSIGNED[column.dtype]).max(initial=0) < length)


def at(table: Int, where: Places) -> Int:
    """What stands at each of the `places` of a table. Only those, for it does not look again whether they lie in it."""
    found: Int = table.take(where, mode="wrap")  # which NumPy does in two thirds of the time that it takes to refuse
    return found
