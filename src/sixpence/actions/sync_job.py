"""A sync as durable work: it goes on after a crash at the request it had come to."""

from uuid import UUID

from sixpence.actions.durable import Job, Order, Plain, Steps
from sixpence.actions.syncs import do_sync, hand_over, refuse_sync
from sixpence.actions.today import now
from sixpence.basics.refused import Refused


def _run(steps: Steps, order: Order) -> Plain:
    sync_id = UUID(str(order["sync"]))
    try:
        following = steps.do("read and keep", lambda: do_sync(sync_id, steps.progress))
    except Refused as refusal:
        line = str(refusal)  # the name goes when the block ends
        steps.do("say why not", lambda: refuse_sync(sync_id, line, at=now()))
        raise
    if following:
        hand_over(UUID(str(following)))
    return following


JOB = Job(name="sync", run=_run)
