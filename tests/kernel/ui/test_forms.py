"""Forms: label, hint, error, summary, and the key against double submits."""

import uuid

import pytest
from django import forms

from portal.kernel.ui.forms import OnceForm, PortalRenderer


class SampleForm(OnceForm):
    default_renderer = PortalRenderer
    title = forms.CharField(label="标题", max_length=10, help_text="不超过十个字")
    way = forms.ChoiceField(label="方式", choices=[("a", "甲"), ("b", "乙")], widget=forms.RadioSelect)
    note = forms.CharField(label="备注", required=False)


def test_each_rendering_has_a_key_of_its_own() -> None:
    assert SampleForm()["once"].value() != SampleForm()["once"].value()


def test_a_form_shown_again_keeps_its_key_and_what_was_typed() -> None:
    key = str(uuid.uuid4())

    html = str(SampleForm({"once": key, "title": "一二三四五六七八九十十一"}))

    assert key in html
    assert "一二三四五六七八九十十一" in html


def test_a_form_without_a_valid_key_is_refused_with_a_sentence() -> None:
    form = SampleForm({"once": "x", "title": "甲", "way": "a"})

    assert not form.is_valid()
    assert "请再次提交" in form.errors["once"][0]


def test_the_same_content_has_the_same_digest_whatever_the_key() -> None:
    one, other = (SampleForm({"once": str(uuid.uuid4()), "title": "甲", "way": "a"}) for _ in range(2))
    changed = SampleForm({"once": str(uuid.uuid4()), "title": "乙", "way": "a"})
    for form in (one, other, changed):
        assert form.is_valid()

    assert one.once_key != other.once_key
    assert one.content_digest() == other.content_digest()
    assert one.content_digest() != changed.content_digest()


def test_errors_stand_in_a_summary_and_beside_their_field() -> None:
    html = str(SampleForm({"once": str(uuid.uuid4()), "title": "", "way": "a"}))

    assert 'role="alert"' in html
    assert '<a href="#id_title">标题：' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html


def test_choices_are_grouped_under_their_question_and_optional_is_said() -> None:
    html = str(SampleForm())

    assert "<legend>方式</legend>" in html
    assert '备注 <span class="field-optional">（选填）</span>' in html


@pytest.mark.parametrize("sent", ["nope", "", "\x00"])
def test_a_broken_key_is_shown_anew_so_that_sending_again_succeeds(sent):
    form = OnceForm({"once": sent})

    assert not form.is_valid()
    shown = form["once"].value()
    assert OnceForm({"once": str(shown)}).is_valid()
