"""Files of a folder are exchanged for others, however often it is tried and whatever lies beside them."""

from pathlib import Path

import pytest

from project.migration_audit.rebuild.folder_files import FileImage, read_files, write_and_remove


class StoppedError(Exception):
    """A test's own end in the middle."""


def _folder(tmp_path: Path, **files: bytes) -> Path:
    folder = tmp_path / "migrations"
    folder.mkdir()
    for name, content in files.items():
        (folder / f"{name}.py").write_bytes(content)
    return folder


def _stop_at(number: int) -> "list[str]":
    class Heard(list[str]):
        def __call__(self, path: str) -> None:
            if len(self) == number:
                raise StoppedError
            self.append(path)

    return Heard()


NEW = {"c.py": FileImage(content=b"c"), "a.py": FileImage(content=b"other a", mode=0o600)}


def test_new_files_come_and_old_ones_go(tmp_path: Path) -> None:
    folder = _folder(tmp_path, a=b"a", b=b"b", stays=b"s")

    write_and_remove(folder, old=("a.py", "b.py"), new=NEW, on_file=lambda path: None)

    assert {path: image.content for path, image in read_files(folder).items()} == {
        "a.py": b"other a",
        "c.py": b"c",
        "stays.py": b"s",
    }
    assert (folder / "a.py").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("number", range(3))
def test_a_second_call_finishes_a_first_that_was_stopped(tmp_path: Path, number: int) -> None:
    folder = _folder(tmp_path, a=b"a", b=b"b")
    (folder / ".c.py.rebuild-unfinished").write_bytes(b"half")
    with pytest.raises(StoppedError):
        write_and_remove(folder, old=("a.py", "b.py"), new=NEW, on_file=_stop_at(number))

    write_and_remove(folder, old=("a.py", "b.py"), new=NEW, on_file=lambda path: None)

    assert sorted(path.name for path in folder.iterdir()) == ["a.py", "c.py"]


def test_what_is_there_already_is_not_written_again(tmp_path: Path) -> None:
    folder = _folder(tmp_path, a=b"a")
    heard: list[str] = []

    write_and_remove(folder, old=("a.py",), new=read_files(folder), on_file=heard.append)

    assert heard == []


def test_a_link_is_replaced_and_what_it_leads_to_is_not(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (tmp_path / "elsewhere.py").write_bytes(b"c")
    (folder / "c.py").symlink_to(tmp_path / "elsewhere.py")

    write_and_remove(folder, old=(), new={"c.py": FileImage(content=b"new")}, on_file=lambda path: None)

    assert not (folder / "c.py").is_symlink()
    assert (tmp_path / "elsewhere.py").read_bytes() == b"c"


def test_compiled_code_of_what_is_exchanged_is_forgotten(tmp_path: Path) -> None:
    folder = _folder(tmp_path, a=b"a")
    compiled = folder / "__pycache__" / "a.cpython-311.pyc"
    compiled.parent.mkdir()
    compiled.write_bytes(b"compiled")

    write_and_remove(folder, old=("a.py",), new={}, on_file=lambda path: None)

    assert not compiled.exists()
    assert read_files(folder) == {}
