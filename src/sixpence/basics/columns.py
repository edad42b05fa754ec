"""Choosing on columns, without a branch.

What a payroll chooses by (a code, a letter, a plan) is as good as random from one payment to the next, and `np.where`
on such a column costs a processor more than ten additions. A product with the condition costs two, and so does a
look-up by places that are pointer-sized (`places`). A column may stand for many payments by its one value, shape (1,).
"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Int = NDArray[np.int64]
Bool = NDArray[np.bool_]
Whole = TypeVar("Whole", NDArray[np.int8], NDArray[np.int64])


def only_if(condition: Bool, amount: Int) -> Int:
    """`amount` where the condition holds, else 0.

    >>> only_if(np.array([True, False]), np.array([5, 6]))
    array([5, 0])
    """
    if condition.size == 1:
        return amount if condition.item() else np.zeros(1, dtype=np.int64)
    return amount * condition


def either(condition: Bool, one: Whole, other: Whole) -> Whole:
    """`one` where the condition holds, else `other`. Their difference must fit their type.

    >>> either(np.array([True, False]), np.array([5, 6]), np.array([7, 8]))
    array([5, 8])
    """
    if condition.size == 1:
        return one if condition.item() else other
    return other + (one - other) * condition


def places(column: NDArray[np.integer]) -> NDArray[np.intp]:
    """A column of places as what looks values up fastest: `table[places(letters)]`, which refuses a place too high."""
    return column.astype(np.intp, copy=False)
