"""The square code that leads from paper back to the page."""

import io


def png(address: str, *, scale: int = 8) -> bytes:
    """Black on white with the quiet zone the standard asks for (GB/T 18284)."""
    import segno

    target = io.BytesIO()
    segno.make(address, error="m", micro=False).save(target, kind="png", scale=scale, border=4)
    return target.getvalue()


def svg(address: str) -> bytes:
    import segno

    target = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        target, kind="svg", scale=8, border=4, light="#fff", title="本页二维码", svgclass=None, lineclass=None
    )
    return target.getvalue()
