"""The database: the one Django app. Callers see frozen domain objects and refusals, never models or settings.

Importing this package sets nothing up. `open_store` points the process at a database; the repositories (`employers`,
`connections`, `employments`, `payruns`) and the log (`events`) may be imported before or after it. Nothing is written
outside a `transaction`.
"""

from sixpence.store.start import close_store, open_store
from sixpence.store.transactions import transaction

__all__ = ["close_store", "open_store", "transaction"]
