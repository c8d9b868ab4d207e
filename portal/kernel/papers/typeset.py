"""Started as a program of its own: sets `look.typ` in the folder it is given. Knows only typst, so it starts fast."""

import sys
from pathlib import Path
from typing import Any

#: Bytes of memory and seconds of processor that one document may cost.
MEMORY = 3 * 1024**3
#: Tagged and archivable for those who listen and for the archive; plainer only when a character has no glyph.
STANDARDS: tuple[list[Any], ...] = (["a-2a", "ua-1"], ["a-2u"], [])


def main(folder: str, fonts: str, seconds: str, made_at: str) -> int:
    import typst

    _restrain(int(seconds))
    faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    failure = ""
    for standards in STANDARDS:
        try:
            typst.compile(
                str(Path(folder, "look.typ")),
                output=str(Path(folder, "paper.pdf")),
                root=folder,
                font_paths=faces,
                ignore_system_fonts=True,
                pdf_standards=standards,
                timestamp=int(made_at),
            )
        except typst.TypstError as error:
            failure = f"{failure}{standards}: {error.message}\n"
        else:
            sys.stderr.write(failure)
            return 0
    sys.stderr.write(failure)
    return 1


def _restrain(seconds: int) -> None:
    """The kernel ends what does not end itself; systems without limits have the caller's clock."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
