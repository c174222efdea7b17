"""The views that rules of every nation share. A bundle adds views of its own in its `views` package."""

from __future__ import annotations

from complianced.rules.view import View
from complianced.rules.views import arrangements, carers, events, evidence, homes, organisation, people, workers

SHARED_VIEWS: tuple[View, ...] = tuple(
    thing
    for module in (organisation, carers, homes, people, arrangements, workers, events, evidence)
    for thing in vars(module).values()
    if isinstance(thing, View)
)
