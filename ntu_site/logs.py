"""Logs as lines of JSON, without anything that tells who asked what.

They go to standard error: the standard output of a command is its answer (`evaluate --json`).
"""

from __future__ import annotations

import re
from typing import Any

import structlog

IPV4 = re.compile(r"\b(\d{1,3}\.\d{1,3})\.\d{1,3}\.\d{1,3}\b")
IPV6 = re.compile(r"\b([0-9a-f]{1,4}:[0-9a-f]{1,4}):[0-9a-f:]{2,}", re.I)
QUERY = re.compile(r"(/\S*)\?\S*")
# Django adds the whole request to its records: cookies, fields and address.
DROPPED = ("request", "server_time", "request_body", "params", "sql")

STEPS = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


def logging_config(level: str) -> dict[str, Any]:
    """Django's LOGGING: one handler, one format, nothing by mail."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": STEPS,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    without_people,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
            }
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "stream": "ext://sys.stderr",
                "formatter": "json",
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Its own handlers mail the site's managers and write to the terminal.
            "django": {"handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
            # Somebody asked for a page that is not there: the path alone could tell too much.
            "django.request": {"level": "ERROR"},
            "axes": {"level": "WARNING"},
        },
    }


def without_people(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    """Drop requests and what came with them; cut queries and shorten addresses in texts."""
    kept = {key: value for key, value in event.items() if key not in DROPPED}
    return {key: _cut(value) if isinstance(value, str) else value for key, value in kept.items()}


def _cut(text: str) -> str:
    text = QUERY.sub(r"\1", text)
    return IPV6.sub(r"\1::", IPV4.sub(r"\1.0.0", text))


def client(username: str, ip_address: str, *rest: Any, **more: Any) -> str:
    """How a failed login is named in the log: not by name, not by full address."""
    return f"an editor's login from {_cut(ip_address or 'nowhere')}"


structlog.configure(
    processors=[*STEPS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)
