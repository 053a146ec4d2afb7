"""Who checks and reviews: looked up among the team, the actors and the publisher."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from sitegen.content.loader.kept_files import ValuePath
from sitegen.content.loader.references import Origin
from sitegen.core import urls
from sitegen.core.model import Site
from sitegen.core.problems import Problems
from sitegen.core.suggestions import Suggestions

_ANYBODY: Final = "anybody"
"""What each name leads to in an archive that lists no team."""


class TeamRegistry:
    """The team, whose members are referred to by id or by name."""

    def __init__(self, site: Site, *, is_complete: bool) -> None:
        """`is_complete`: whether the settings could be read; if not, unknown members are not reported."""
        self.is_complete = is_complete
        self._ids = {urls.id_key(one.id): one.id for one in site.team}
        self._ids |= {urls.id_key(one.name): one.id for one in site.team}
        self._suggestions = Suggestions({one.id: one.name for one in site.team})
        self._known = ", ".join(sorted(one.id for one in site.team))

    def id_of(self, written: str) -> str | None:
        """The id of the member of this id or name."""
        return self._ids.get(urls.id_key(written))

    def find(self, written: str, raw: Origin, path: ValuePath, problems: Problems) -> str | None:
        """The id of a member; None, with a problem if there is no such one. Reports: unknown-id."""
        found = self.id_of(written)
        if found is None and self.is_complete:
            message = f'nobody of the team is called "{written}"'
            hint = f"{self.near(written)} there are: {self._known}".strip() if self._ids else ""
            hint = hint or f"write `team: [{{id: {urls.slug_or_hash(written)}, name: …}}]` into content/site.yaml"
            if raw.is_in_seed(str(path[0])):
                problems.add(raw.place(path), "unread-value", *raw.unread(message, hint))
            else:
                problems.add(raw.place(path), "unknown-id", message, hint)
        return found

    def near(self, written: str) -> str:
        """Which member may be meant, as a hint; may be empty."""
        return self._suggestions.hint(written)


class ReviewerNames:
    """Names of who reviews or writes: of the team, of actors, of the publisher. Any other name stands for itself."""

    def __init__(self, site: Site, team: TeamRegistry, actors: Collection[str]) -> None:
        """`actors` are the names of all actors."""
        self._team, self._actors, self._has_team = team, actors, bool(site.team)
        self._publisher = site.publisher.name if site.publisher else site.title

    def find(self, written: str, raw: Origin, path: ValuePath, problems: Problems) -> str | None:
        """What a name leads to; None, with a problem, if there is a team without it. Reports: unknown-reviewer."""
        if not self._has_team or not self._team.is_complete:
            return _ANYBODY
        member = self._team.id_of(written)
        if member or written == self._publisher or written in self._actors:
            return f"member {member}" if member else "publisher or actor"
        message = f'"{written}" is nobody of the team and no actor, so it is taken for a person of that name'
        hint = (
            f"add `{{id: {urls.slug_or_hash(written)}, name: {written}}}` to `team` in content/site.yaml, "
            "with `kind: organization` for a desk"
        )
        near = self._team.near(written)
        problems.add(raw.place(path), "unknown-reviewer", message, f"{near} Else {hint}" if near else hint)
        return None
