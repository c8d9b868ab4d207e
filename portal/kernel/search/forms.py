"""The form of the synonyms desk."""

import re
from typing import Any

from django import forms

from portal.kernel.search.models import SynonymGroup
from portal.kernel.search.models.synonyms import LONGEST_WORD, MOST_WORDS
from portal.kernel.search.normalise import clean, normalise

_BETWEEN = re.compile(r"[\s,;=/|，、；＝]+")  # noqa: RUF001 - what people type


class SynonymForm(forms.ModelForm):
    """A group of words as one line or several."""

    words = forms.CharField(
        label="词",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="一行一个，或者用顿号、等号隔开，例如：公租房 = 公共租赁住房。单向时第一个词能找到其余的词。",
    )

    class Meta:
        model = SynonymGroup
        fields = ("words", "direction", "note", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["words"] = "\n".join(self.instance.words)

    def clean_words(self) -> list[str]:
        words = [word for word in _BETWEEN.split(clean(self.cleaned_data["words"])) if word]
        if not 2 <= len(words) <= MOST_WORDS:
            raise forms.ValidationError(f"一组同义词应当有 2 至 {MOST_WORDS} 个词。")
        if any(len(word) > LONGEST_WORD or len(word) < 2 for word in words):
            raise forms.ValidationError(f"每个词 2 至 {LONGEST_WORD} 个字。")
        folded = [normalise(word) for word in words]
        if len(set(folded)) != len(folded):
            raise forms.ValidationError("词不能重复（繁简、大小写、全半角视为相同）。")
        if SynonymGroup.objects.filter(folded=folded).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("已有同样的一组同义词。")
        return words
