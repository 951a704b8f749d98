"""Content that an image brings reaches the volume, and an admin's change survives every upgrade."""

import os
from pathlib import Path

from bot.content.seeding import seed


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)
    return folder


def test_the_first_start_copies_everything(tmp_path: Path) -> None:
    image = write(tmp_path / "image", a="1", b="2")
    done = seed(image, tmp_path / "volume")
    assert done.copied == ("a.yaml", "b.yaml")
    assert (tmp_path / "volume" / "b.yaml").read_text() == "2"


def test_an_upgrade_follows_the_image_but_keeps_what_an_admin_changed(tmp_path: Path) -> None:
    volume = tmp_path / "volume"
    seed(write(tmp_path / "image", a="1", b="2"), volume)
    write(volume, b="changed by an admin")
    done = seed(write(tmp_path / "image", a="new", b="new", c="new"), volume)
    assert done.copied == ("a.yaml", "c.yaml")
    assert done.differing == ("b.yaml",)
    assert (volume / "a.yaml").read_text() == "new"
    assert (volume / "b.yaml").read_text() == "changed by an admin"


def test_a_file_that_an_admin_removed_stays_removed_and_is_told(tmp_path: Path) -> None:
    volume = tmp_path / "volume"
    image = write(tmp_path / "image", a="1", b="2")
    seed(image, volume)
    (volume / "b.yaml").unlink()
    assert seed(image, volume).differing == ("b.yaml",)
    assert not (volume / "b.yaml").exists()


def test_labelled_questions_are_copied_and_upgraded_like_content(tmp_path: Path) -> None:
    image, volume = write(tmp_path / "image", a="1"), tmp_path / "volume"
    seed(image, volume)  # an image that had none yet
    questions = image / "questions"
    questions.mkdir()
    (questions / "b.jsonl").write_text("1")
    (questions / "c.jsonl").write_text("1")
    assert seed(image, volume).copied == ("questions/b.jsonl", "questions/c.jsonl")
    (volume / "questions" / "c.jsonl").write_text("changed by an admin")
    (questions / "b.jsonl").write_text("2")
    (questions / "c.jsonl").write_text("2")
    done = seed(image, volume)
    assert (done.copied, done.differing) == (("questions/b.jsonl",), ("questions/c.jsonl",))
    assert (volume / "questions" / "b.jsonl").read_text() == "2"
    assert (volume / "questions" / "c.jsonl").read_text() == "changed by an admin"


def test_a_second_start_changes_nothing(tmp_path: Path) -> None:
    image = write(tmp_path / "image", a="1")
    seed(image, tmp_path / "volume")
    again = seed(image, tmp_path / "volume")
    assert (again.copied, again.differing) == ((), ())


def test_an_admins_edit_that_equals_the_new_image_counts_as_unchanged(tmp_path: Path) -> None:
    volume = tmp_path / "volume"
    seed(write(tmp_path / "image", a="1"), volume)
    write(volume, a="2")
    assert seed(write(tmp_path / "image", a="2"), volume).differing == ()
    assert seed(write(tmp_path / "image", a="3"), volume).copied == ("a.yaml",)


def test_pipes_and_links_out_of_the_volume_count_as_an_admins_change_and_are_not_opened(tmp_path: Path) -> None:
    volume = tmp_path / "volume"
    image = write(tmp_path / "image", a="1", b="2", c="3")
    seed(image, volume)
    for name in ("a", "b"):
        (volume / f"{name}.yaml").unlink()
    os.mkfifo(volume / "a.yaml")
    (volume / "b.yaml").symlink_to("/dev/zero")
    assert seed(image, volume).differing == ("a.yaml", "b.yaml")


def test_manifest_that_cannot_be_read_costs_no_admins_change(tmp_path: Path) -> None:
    volume = tmp_path / "volume"
    image = write(tmp_path / "image", a="1")
    seed(image, volume)
    write(volume, a="changed by an admin")
    for spoil in (lambda path: path.write_text("{"), lambda path: path.write_text("[]"), os.mkfifo):
        (volume / ".seeded.json").unlink()
        spoil(volume / ".seeded.json")
        assert seed(image, volume).differing == ("a.yaml",)
    assert (volume / "a.yaml").read_text() == "changed by an admin"
