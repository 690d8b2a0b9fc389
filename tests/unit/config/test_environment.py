"""Settings come from the environment; what can't be used is a problem with a hint, and the default is used."""

from pathlib import Path

import pytest

from config.environment import BASE_DIR, Environment


@pytest.fixture
def environment() -> Environment:
    return Environment(files=())


def test_a_number_in_its_bounds_is_used(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUN_LEASE_SECONDS", "90")

    assert environment.whole("RUN_LEASE_SECONDS", 60, least=5, most=3600) == 90
    assert environment.problems == []


@pytest.mark.parametrize("text", ["soon", "4", "3601", "1.5"])
def test_a_number_that_can_not_be_used_is_a_problem(
    environment: Environment, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("RUN_LEASE_SECONDS", text)

    assert environment.whole("RUN_LEASE_SECONDS", 60, least=5, most=3600) == 60
    [problem] = environment.problems
    assert problem.id == "config.E002"
    assert text in problem.message
    assert "from 5 to 3600" in problem.hint


@pytest.mark.parametrize(("text", "value"), [("1", True), ("Yes", True), ("off", False), ("0", False)])
def test_a_switch_is_read(environment: Environment, monkeypatch: pytest.MonkeyPatch, text: str, value: bool) -> None:
    monkeypatch.setenv("DEBUG", text)

    assert environment.switch("DEBUG", default=not value) is value
    assert environment.problems == []


def test_a_switch_with_another_word_is_a_problem(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "perhaps")

    assert environment.switch("DEBUG") is False
    assert [problem.id for problem in environment.problems] == ["config.E001"]


@pytest.mark.parametrize("text", ["localhost", "mysql://host/name", "postgres:///name", "postgres://host:port/name"])
def test_an_address_of_another_kind_is_a_problem(
    environment: Environment, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", text)

    environment.database("DATABASE_URL", "postgres://127.0.0.1:5432/license_manager")

    assert [problem.id for problem in environment.problems] == ["config.E003"]


def test_a_refused_address_is_never_repeated(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://user:s3cret@host/name")

    environment.database("DATABASE_URL", "postgres://127.0.0.1:5432/license_manager")

    assert "s3cret" not in str(environment.problems)


def test_a_good_address_is_used(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://ada:pw@127.0.0.1:6543/licenses")

    database = environment.database("DATABASE_URL", "")

    assert (database["USER"], database["PORT"], database["NAME"]) == ("ada", 6543, "licenses")
    assert environment.problems == []


def test_an_empty_variable_counts_as_unset(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", " ")

    assert environment.text("REDIS_URL", "redis://127.0.0.1:6379/0") == "redis://127.0.0.1:6379/0"


def test_a_file_fills_in_what_the_environment_leaves_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LMS_TEST_OPEN", raising=False)
    monkeypatch.setenv("LMS_TEST_SET", "environment")
    file = tmp_path / "services.env"
    file.write_text("LMS_TEST_OPEN=file\nLMS_TEST_SET=file\n")

    environment = Environment(files=(file, tmp_path / "missing.env"))

    assert environment.text("LMS_TEST_OPEN") == "file"
    assert environment.text("LMS_TEST_SET") == "environment"
    monkeypatch.delenv("LMS_TEST_OPEN")


def test_a_word_of_the_choice_is_used(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "debug")

    assert environment.choice("LOG_LEVEL", "WARNING", of=("DEBUG", "WARNING")) == "DEBUG"
    assert environment.problems == []


def test_another_word_is_a_problem(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "LOUD")

    assert environment.choice("LOG_LEVEL", "WARNING", of=("DEBUG", "WARNING")) == "WARNING"
    assert [problem.id for problem in environment.problems] == ["config.E009"]


def test_a_text_that_fits_is_used(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELEASE", "x" * 128)

    assert environment.short("RELEASE", most=128) == "x" * 128
    assert environment.problems == []


def test_a_longer_text_is_a_problem(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELEASE", "x" * 129)

    environment.short("RELEASE", most=128)

    assert [problem.id for problem in environment.problems] == ["config.E010"]


def test_a_list_of_names_is_read_without_blanks(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", " a.example, ,b.example,")

    assert environment.names("ALLOWED_HOSTS") == ["a.example", "b.example"]
    assert environment.problems == []


def test_a_list_that_names_nothing_is_a_problem(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", ",")

    assert environment.names("ALLOWED_HOSTS") == []
    assert [problem.id for problem in environment.problems] == ["config.E011"]


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("", ""),
        ("/etc/ca.pem", "/etc/ca.pem"),
        ("certificates/ca.pem", str(BASE_DIR / "certificates" / "ca.pem")),
        ("~nobody-has-this-name/ca.pem", str(BASE_DIR / "~nobody-has-this-name" / "ca.pem")),
    ],
)
def test_a_file_is_looked_for_in_the_projects_folder_unless_its_path_says_where(
    environment: Environment, monkeypatch: pytest.MonkeyPatch, given: str, path: str
) -> None:
    monkeypatch.setenv("GE_CA_BUNDLE", given)

    assert environment.file("GE_CA_BUNDLE") == path
