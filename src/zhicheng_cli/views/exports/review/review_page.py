"""An import as one HTML page: what stands in the source beside what was read, what is doubtful first."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from zhicheng_cli.notices.import_settled import digest
from zhicheng_cli.notices.importing import Imported
from zhicheng_cli.views.answers.import_answer import changes_table, contacts_table
from zhicheng_cli.views.exports.policy import content_policy
from zhicheng_cli.views.parts.review_cells import review_of


def make_review_page(imported: Imported, sources: Sequence[bytes]) -> bytes:
    """The page, UTF-8; the same for the same input.

    Args:
        sources: the notice's files, by which its answers know what they are to.
    """
    style, script = _part("review.css"), _part("review.js")
    context = {
        "style": style,
        "script": script,
        "policy": content_policy(style, script, images="data:"),
        "head": imported.head,
        "sources": " ".join(map(digest, sources)),
        "review": review_of(imported),
        "changes": changes_table(imported) if imported.changes else None,
        "contacts": contacts_table(imported) if imported.contacts else None,
    }
    made = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["address"] = _address
    return made.from_string(_part("review.html.j2")).render(context).encode("utf-8")


def _address(picture: bytes) -> str:
    return f"data:image/png;base64,{b64encode(picture).decode('ascii')}"


def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
