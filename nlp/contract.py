"""A response as the JSON object of the contract, and back."""

from dataclasses import fields, is_dataclass
from typing import Any

from pydantic import TypeAdapter

from nlp.response import Response

LISTS = (
    "questions",
    "exemptions",
    "procedural",
    "other_acts",
    "positions",
    "sections",
    "personal_data",
)
_RECORD = TypeAdapter(Response)


def contract(response: Response) -> dict[str, Any]:
    """The fields of the gold letters, with ``spans`` beside them.

    ``spans`` maps ``field.index`` (``exemptions.0``) or a single-valued field's name to a list of
    ``[start, end]``. ``round_robin`` is null: a letter alone does not show it.
    """
    out: dict[str, Any] = {
        "forces": list(response.forces),
        "regimes": list(response.regimes),
        "reference": response.reference,
        "received": response.received,
        "responded": response.responded,
        "outcome": response.outcome,
        "topics": list(response.topics),
        "round_robin": None,
        "notes": "; ".join(response.flags) or None,
    }
    spans: dict[str, list[list[int]]] = {
        name: [list(span) for span in found] for name, found in response.field_spans
    }
    for name in LISTS:
        out[name] = []
        for index, item in enumerate(getattr(response, name)):
            spans[f"{name}.{index}"] = [list(span) for span in item.spans]
            out[name].append(_plain(item))
    out["spans"] = {name: found for name, found in spans.items() if found}
    return out


def _plain(item: Any) -> Any:
    """One entry of a list field without its spans; a bare string where the contract has one."""
    assert is_dataclass(item)
    values = {field.name: getattr(item, field.name) for field in fields(item)}
    del values["spans"]
    if "exemptions" in values:
        values["exemptions"] = list(values["exemptions"])
    return next(iter(values.values())) if len(values) == 1 else values


def dump(response: Response) -> dict[str, Any]:
    """The whole record as JSON values, for the catalogue."""
    value: dict[str, Any] = _RECORD.dump_python(response, mode="json")
    return value


def load(value: dict[str, Any]) -> Response:
    """The record that :func:`dump` wrote.

    Raises:
        pydantic.ValidationError: It is not such a record.
    """
    return _RECORD.validate_python(value)
