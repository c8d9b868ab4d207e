"""The vocabulary of the index."""

import time

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.kernel.search.lexemes import cover, document_vector, sampled_vector, text_lexemes, tokens
from portal.kernel.search.normalise import clean, fold, normalise, searchable

TEXT = (
    "为了规范住宅物业管理活动，维护业主和物业服务企业的合法权益，根据国务院《物业管理条例》（国务院令第504号）制定。"
    "业主委员会应当自选举产生之日起三十日内备案，参见建房〔2009〕274号和GB50016-2014。城市轨道交通、历史风貌保护区。"
)


def split(together: str) -> set[str]:
    return set(together.split("' '"))


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("物業管理條例", "物业管理条例"),
        ("\uff27\uff22\uff15\uff10\uff10\uff11\uff16", "gb50016"),
        ("沪房〔2024〕66号", "沪房(2024)66号"),
        ("沪房【2024】66号", "沪房(2024)66号"),
        ("建筑面积90㎡", "建筑面积90m2"),
        ("二○二四年", "二〇二四年"),
        ("物\u200b业", "物业"),
        ("“物业”", '"物业"'),
        ("[a^b-c]\\d", "(a^b-c)\\d"),
        ("物\x07业", "物 业"),
        # Beyond the basic plane: an ideograph kept for old standards, letters of mathematics, a name's rare character.
        ("\U0002f801\U0001d400\U00020bb7", "丸a\U00020bb7"),
    ],
)
def test_different_ways_of_writing_become_one(written: str, canonical: str) -> None:
    assert normalise(written) == canonical


def test_a_folded_text_keeps_every_position() -> None:
    text = "《物業管理條例》（國務院令第504號）\uff19\uff10㎡\n第二行"

    folded = fold(text)

    assert len(folded) == len(text)
    assert folded.index("条例") == text.index("條例")


def test_clean_leaves_nothing_invisible() -> None:
    assert clean("  物\u200b业\x00 管理\n\n规定\x07 ") == "物业 管理 规定"


@pytest.mark.parametrize(
    ("text", "expected"), [("物", True), ("a", True), ("！？…", False), ("😀", False), ("", False)]
)
def test_only_letters_digits_and_ideographs_can_be_looked_for(text: str, expected: bool) -> None:
    assert searchable(text) is expected


def test_a_run_gives_its_end_its_pairs_and_its_words() -> None:
    assert split(text_lexemes("业主委员会")) == {"会", "业主", "主委", "委员", "员会", "委员会"}


def test_rare_ideographs_pair_like_all_others() -> None:
    assert split(text_lexemes("与\U00020bb7野家，吉")) == {"与\U00020bb7", "\U00020bb7野", "野家", "家", "吉"}


def test_titles_and_rows_of_the_sample_have_each_character() -> None:
    vector = document_vector(title="房屋租赁", body="停车场", number="", facets=[])
    sampled = sampled_vector(vector, text="房屋租赁停车场", marks=["%16"])

    assert {"^房", "^屋", "^租", "^赁"} <= split(vector[1:-1])
    assert sampled == f"{vector} '%16' '·停' '·场' '·屋' '·房' '·租' '·赁' '·车'"


def test_letters_and_digits_part_at_their_boundary() -> None:
    assert split(text_lexemes("GB50016-2014")) == {"gb", "50016", "2014"}


@pytest.mark.parametrize(
    "number", ["沪房〔2024〕66号", "沪房[2024]66号", "沪房(2024)第66号", "沪房【2024】 66 号", "沪房 （2024）66号"]
)
def test_a_number_is_one_lexeme_in_any_brackets(number: str) -> None:
    assert {"#2024-66", "#沪房2024-66"} <= split(text_lexemes(number))


@pytest.mark.parametrize("number", ["国务院令第504号", "国务院第504号令", "国务院令504号"])
def test_an_order_is_known_by_its_number(number: str) -> None:
    assert "#令504" in split(text_lexemes(number))


def test_marks_tell_title_number_and_facets_apart() -> None:
    vector = document_vector(title="物业", body="停车", number="沪房〔2024〕66号", facets=["@y2024"])
    found = split(vector[1:-1])

    assert {"^物业", "物业", "停车", "##沪房2024-66", "#沪房2024-66", "@y2024"} <= found
    assert "^停车" not in found


def test_title_and_text_never_run_together() -> None:
    assert "业停" not in document_vector(title="物业", body="停车", number="", facets=())


@given(st.data())
def test_whatever_stands_in_a_text_is_covered_by_its_lexemes(data: st.DataObject) -> None:
    runs = [run for run, han in tokens(normalise(TEXT)) if han]
    run = data.draw(st.sampled_from(runs))
    start = data.draw(st.integers(0, len(run) - 1))
    end = data.draw(st.integers(start + 1, len(run)))
    piece = run[start:end]

    lexemes = split(text_lexemes(TEXT))
    if len(piece) == 1:
        assert any(lexeme.startswith(piece) for lexeme in lexemes)
    else:
        assert set(cover(piece)) <= lexemes


def test_a_cover_is_short_and_leaves_no_pair_out() -> None:
    assert cover("物业管理条例") == ["物业管理", "管理条例"]
    assert cover("业委") == ["业委"]


@pytest.mark.django_db
@settings(deadline=None)  # the first text waits for the dictionary
@given(
    title=st.text(), body=st.text(), facet=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
)
def test_postgresql_takes_the_vector_of_any_text(title: str, body: str, facet: str) -> None:
    vector = document_vector(title=title, body=body, number=body, facets=[f"@{facet}"])

    assert f"@{facet}" in taken(vector)


@pytest.mark.django_db
def test_a_text_of_garbage_still_becomes_a_vector() -> None:
    characters = [chr(code) for code in range(0x4E00, 0x4E00 + 460)]
    garbage = "".join(first + second for first in characters for second in characters)[:200_000]

    assert {"a", "@y2024"} <= taken(document_vector(title="a", body=garbage, number="", facets=["@y2024"]))


def taken(vector: str) -> set[str]:
    """What PostgreSQL made of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tsvector_to_array(%s::tsvector)", [vector])
        return set(cursor.fetchone()[0])


@pytest.mark.parametrize("filler", ["物业", " ", "(", "第", "2024"])
def test_no_text_is_slow_to_take_apart(filler: str) -> None:
    started = time.process_time()

    text_lexemes(filler * (200_000 // len(filler)))

    assert time.process_time() - started < 5
