"""The catalogue in the CMS, one type per file."""

from rights.models.current_bundle import CurrentBundle
from rights.models.document import Document
from rights.models.empty_search import EmptySearch
from rights.models.feedback import AskedCount, Feedback
from rights.models.glossary_term import GlossaryTerm
from rights.models.help_point import HelpPoint
from rights.models.institution import Institution
from rights.models.life_event import LifeEvent
from rights.models.notion import Notion
from rights.models.online_tool import OnlineTool
from rights.models.parameter import Parameter, ParameterValue
from rights.models.question import Question, QuestionOption
from rights.models.right import Right
from rights.models.right_rows import (
    Appeal,
    Channel,
    Criterion,
    Deadline,
    LegalResource,
    NotCoded,
    RightDocument,
    Route,
    Source,
)
from rights.models.theme import Theme
from rights.models.urgent_need import Contact, UrgentNeed

# field of `rights.schema.Catalogue` → model; rights are handled apart (words and cases)
LISTS = {
    "facts": Question,
    "notions": Notion,
    "parameters": Parameter,
    "institutions": Institution,
    "documents": Document,
    "tools": OnlineTool,
    "themes": Theme,
    "life_events": LifeEvent,
    "glossary": GlossaryTerm,
    "urgent_help": UrgentNeed,
    "help_points": HelpPoint,
}

__all__ = [
    "LISTS", "Appeal", "AskedCount", "Channel", "Contact", "Criterion", "CurrentBundle",
    "Deadline", "Document", "EmptySearch", "Feedback", "GlossaryTerm", "HelpPoint", "Institution",
    "LegalResource", "LifeEvent", "NotCoded", "Notion", "OnlineTool", "Parameter",
    "ParameterValue", "Question", "QuestionOption", "Right", "RightDocument", "Route", "Source",
    "Theme", "UrgentNeed",
]  # fmt: skip
