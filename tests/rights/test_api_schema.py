"""`openapi.json`: valid, true to the answers, and no request of a tester breaks the site."""

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from ntu_site.wsgi import application

# A request over WSGI closes old connections, so it needs leave to touch the database.
pytestmark = [pytest.mark.once, pytest.mark.django_db]
PLAIN = {"Accept-Encoding": "identity"}
# Which answers are valid depends on the facts of the bundle: no fixed schema can say it.
LEFT_OUT = [positive_data_acceptance]
FEW = settings(
    max_examples=8,  # for each operation
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="session")
def raw():
    return Client().get("/api/v1/openapi.json").json()


def test_the_description_is_openapi_3_1(raw):
    schemathesis.openapi.from_dict(raw).validate()
    assert raw["openapi"].startswith("3.1")
    assert len(raw["paths"]) == 13


def test_each_operation_says_what_it_answers(raw):
    for path, operations in raw["paths"].items():
        for operation in operations.values():
            assert operation["summary"], path
            shape = operation["responses"]["200"]["content"]["application/json"]["schema"]
            assert "bundle" in shape["required"], path
            assert "429" in operation["responses"], path


def test_no_request_breaks_the_site_and_no_answer_breaks_its_description(online):
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    for found in described.get_all_operations():
        operation = found.ok()

        @FEW
        @given(case=operation.as_strategy())
        def each(case):
            case.call_and_validate(headers=PLAIN, excluded_checks=LEFT_OUT)

        each()
