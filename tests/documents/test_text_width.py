"""How wide text is, by estimate."""

from generator.documents.text_width import width, wrapped


def test_widths_add_up_alike_on_every_version_of_python():
    """Added as floats, ten letters of 0.575 are 5.750000000000001 before Python 3.12."""
    assert width("aaaaaaaaaa", 1) == 5.75


def test_a_word_that_is_wider_than_the_room_is_broken():
    assert wrapped("aaaa bb", 2, 1) == ("aaa", "a", "bb")


def test_no_text_is_one_empty_line():
    assert wrapped("", 10, 1) == ("",)
