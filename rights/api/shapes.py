"""What goes in and out, as JSON schemas for `openapi.json`; tests hold answers against them."""

from __future__ import annotations

from typing import Any

from eligibility.schema import LANGUAGES

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"type": "array", "items": TEXT}
DAY: Schema = {"type": "string", "format": "date"}
COUNT: Schema = {"type": "integer", "minimum": 0}


def one_of(*values: str) -> Schema:
    return {"type": "string", "enum": list(values)}


def record(**properties: Schema) -> Schema:
    """An object that has all of these; others may be added later."""
    return {"type": "object", "required": list(properties), "properties": properties}


def array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


OUTCOME = one_of("likely", "possible", "unlikely")
CRITERION = record(
    id=TEXT,
    outcome=one_of("met", "not_met", "unknown"),
    decided_by=one_of("here", "office"),
    text=TEXT,
    source=or_null(TEXT),
    facts=TEXTS,
)
NUMBER = or_null({"type": "number"})
RIGHT = record(
    code=TEXT,
    name=TEXT,
    url=TEXT,
    outcome=OUTCOME,
    flags=TEXTS,
    score={"type": "integer", "minimum": 0, "maximum": 100},
    grant_mode=one_of("automatic", "ex_officio", "on_request"),
    amount=or_null(record(min=NUMBER, max=NUMBER, unit=TEXT)),
    routes=array(record(id=TEXT, outcome=OUTCOME, criteria=array(CRITERION))),
    deciding_facts=TEXTS,
    opens=TEXTS,
    documents=TEXTS,
)
EVALUATION = record(
    as_of=DAY, bundle=TEXT, next_question=or_null(TEXT), questions_left=COUNT, rights=array(RIGHT)
)
ERRORS = record(errors=array(record(place=TEXT, reason=TEXT)))
SITUATION: Schema = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "as_of": {**DAY, "description": "The day to judge on; today when absent."},
        "lang": {**one_of(*LANGUAGES), "default": "en"},
        "answers": {
            "type": "object",
            "description": "Values by fact key (GET facts). Absent: not asked. null: don't know.",
        },
    },
}
EXAMPLE = {
    "as_of": "2026-11-22",
    "lang": "fr",
    "answers": {
        "birth_date": "1990-05-01",
        "postcode": "1000",
        "children": [{"birth_date": "2020-03-01"}],
    },
}
REFUSALS = {
    404: "There is no such thing.",
    405: "This address knows another method.",
    413: "The body is too large.",
    415: "The body is not JSON.",
    422: "Something cannot be read: every place, and the reason.",
    429: "Too many requests this minute; see Retry-After.",
}


def described(answer: Schema, *refusals: int) -> dict[str, Any]:
    """The `responses` of one operation for `openapi_extra`."""
    responses: dict[Any, Any] = {200: {"description": "OK", **_json(answer)}}
    for status in (*refusals, 429):
        responses[status] = {"description": REFUSALS[status], **_json(ERRORS)}
    return {"responses": responses}


def _json(schema: Schema) -> Schema:
    return {"content": {"application/json": {"schema": schema}}}


EVALUATE = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": SITUATION, "example": EXAMPLE}},
    },
    **described(EVALUATION, 413, 415, 422),
}
