"""What this room hands to the registers of the rooms below it."""

from portal.kernel.attachments.services import extraction
from portal.kernel.audit import verbs
from portal.kernel.publishing import content_version, findable_files
from portal.kernel.publishing.transitions import LIFECYCLE
from portal.kernel.search import sources
from portal.kernel.ui import face

verbs.register(
    {f"publishing.{row.verb}": row.label for row in LIFECYCLE.rows}
    | {
        "publishing.release_bundle": "同步发布",
        "publishing.grant": "调整定向公开范围",
    }
)

extraction.on_extracted(findable_files.arrive)
sources.register(findable_files.SOURCE)
face.counted_by(face.Counter(read=content_version.face, grow=content_version.bump_face))
