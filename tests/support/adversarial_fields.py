"""Every key that an archive can have, found by walking the models that read them, and what each lets through."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Annotated, Final, Union, get_args, get_origin, get_type_hints

from sitegen.content.schema import FrontMatter, Written, WrittenSite, value_types
from sitegen.content.schema.record_models import KINDS
from sitegen.content.schema.yes_no import YesNo

BASE: Final = "https://example.org/archive/2024/"

_REFERENCES: Final = {
    "article": "WrittenClaim.article WrittenNote.article WrittenPassage.article WrittenUtterance.article",
    "person": (
        "FrontMatter.actors WrittenPin.actor WrittenNotMention.actor WrittenNote.actors WrittenClaim.speaker "
        "WrittenUtterance.speaker"
    ),
    "member": "WrittenAssignment.who",
    "organization": "WrittenRole.of WrittenRelation.actor WrittenClaim.reported_by",
    "place": "WrittenClaim.about",
    "lost": "WrittenClaim.repeats WrittenClaim.contradicts WrittenClaim.supports WrittenClaim.answers",
    "verdict": "WrittenClaim.verdict WrittenChange.verdict WrittenChange.was WrittenReview.verdict",
    "seed": "FrontMatter.seed WrittenArticle.seed",
    "picture": "WrittenImage.file WrittenPublisher.logo WrittenSite.media",
}
"""Fields that hold the id of a record or the path of a file, by what that is: no other text gets through them."""
REFERENCES: Final = {place: kind for kind, places in _REFERENCES.items() for place in places.split()}
TOPICS: Final = [
    "FrontMatter.topics",
    "WrittenActor.topics",
    "WrittenClaim.topics",
    "WrittenNote.topics",
    "WrittenTopic.parent",
    "WrittenTopic.related",
]
"""Fields that hold the name of a topic: any text."""
SAID: Final = [
    "WrittenActor.name",
    "WrittenActor.aliases",
    "WrittenNote.terms",
    "WrittenPin.text",
    "WrittenNotMention.text",
    "WrittenSite.not_mentions",
]
"""Fields whose words are looked for in a seed."""
FIXED: Final = (
    (value_types.When, "2024-03-12"),
    (value_types.Day, "2024-12-31"),
    (value_types.Language, "en"),
    (value_types.Code, "unknown-file"),
    (value_types.Zone, "UTC"),
    (value_types.Count, "1"),
    (YesNo, "false"),
    (value_types.PageSize, "10"),
    (value_types.Rating, "2/5"),
    (value_types.BaseUrl, BASE),
    (value_types.Sha256, hashlib.sha256(b"").hexdigest()),
    (value_types.Id, ""),
)
"""Types that let no text through, and a value of each; an id has to be another one each time."""
ADDRESSES: Final = (value_types.Web, value_types.SitePath)

# The keys of a passage exclude each other, so payloads take turns.
TURNS: Final = (
    ["WrittenClaim.where", "WrittenNote.where", "WrittenWords.from", "WrittenWords.to"],
    ["WrittenClaim.article", "WrittenClaim.quote", "WrittenNote.article", "WrittenNote.quote", "WrittenWords.exact"],
)

Place = str
"""A model and a key of it: `WrittenActor.name`."""


def fields_of(model: type[Written]) -> Iterator[tuple[Place, object]]:
    """The fields of a model, each by the class that it is written in, with its type as it is written."""
    hints = get_type_hints(model, include_extras=True)
    for name, info in model.model_fields.items():
        owner = next(one for one in model.__mro__ if name in inspect.get_annotations(one))
        yield f"{owner.__name__}.{info.alias or name}", hints[name]


def peeled(hint: object) -> tuple[object, bool]:
    """The type of one value, and whether a field holds a list of them."""
    if get_origin(hint) is Annotated and get_origin(get_args(hint)[0]) in (Union, UnionType):
        hint = get_args(hint)[0]
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
    if get_origin(hint) is Annotated and get_origin(get_args(hint)[0]) is tuple:
        return get_args(get_args(hint)[0])[0], True
    return hint, False


def model_of(hint: object) -> type[Written] | None:
    """The model that a value has to be, if it is no scalar."""
    plain = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    return plain if isinstance(plain, type) and issubclass(plain, Written) else None


def every_field() -> dict[Place, object]:
    """Every key that any file of an archive can have, and the type of one value."""
    waiting: list[type[Written]] = [*KINDS.values(), WrittenSite, FrontMatter]
    found: dict[Place, object] = {}
    while waiting:
        for place, hint in fields_of(waiting.pop()):
            one, _ = peeled(hint)
            if place not in found and (inner := model_of(one)):
                waiting.append(inner)
            found[place] = one
    return found
