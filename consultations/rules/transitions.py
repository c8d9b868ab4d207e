"""The moderation of an opinion. Its lifecycle of publication the consultation has from the kernel."""

from consultations.rules.words import OpinionState, OpinionVerb
from portal.kernel.rules.lifecycle import Lifecycle, Transition

MODERATION = Lifecycle(
    initial=OpinionState.RECEIVED,
    rows=(
        Transition(OpinionVerb.SHOW, (OpinionState.RECEIVED, OpinionState.HIDDEN), OpinionState.SHOWN, "予以公开"),
        Transition(OpinionVerb.HIDE, (OpinionState.RECEIVED, OpinionState.SHOWN), OpinionState.HIDDEN, "不予公开"),
    ),
)
