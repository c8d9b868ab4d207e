"""Colours a bureau may call its own: only those that everybody can read (WCAG 2.2, 1.4.3)."""

from dataclasses import dataclass

#: What the colour is read on, as static/css/tokens.css has it: the paper and the ground of both sets.
LIGHT = (("白色背景", "#ffffff"), ("浅灰背景", "#f5f7fa"))
DARK = (("深色背景", "#14191f"), ("深色衬底", "#1b2129"))
READABLE = 4.5
WHITE, BLACK = "#ffffff", "#000000"


@dataclass(frozen=True, slots=True)
class Palette:
    """The portal's five shades of action; the names are those of the tokens."""

    blue: str
    blue_strong: str
    blue_wash: str
    action: str
    action_strong: str


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def objections(colour: str, *, dark: bool = False) -> list[str]:
    """Why text in this colour could not be read, one sentence for each background."""
    return [
        f"在{name}上的对比度只有 {_floored(found)}:1，低于无障碍要求的 4.5:1，请选{'更浅' if dark else '更深'}的颜色。"
        for name, paper in (DARK if dark else LIGHT)
        if (found := contrast(colour, paper)) < READABLE
    ]


def light_palette(primary: str) -> Palette:
    """Shades on white; the wash is as strong as text on it allows."""
    strong = mix(primary, BLACK, 0.25)
    return Palette(primary, strong, _wash(primary, WHITE), primary, strong)


def dark_palette(primary: str, on_dark: str = "") -> Palette:
    """Shades on the dark paper; without a colour of its own the primary is lightened until it is read with ease."""
    link = on_dark or _lightened(primary, on=DARK[0][1], until=7.0)
    action = _lightest_under_white(primary)
    return Palette(link, mix(link, WHITE, 0.4), _wash(link, DARK[0][1]), action, primary)


def mix(colour: str, other: str, share: float) -> str:
    """The colour with that share of the other one in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(own * (1 - share) + theirs * share):02x}" for own, theirs in pairs)


def _lightened(colour: str, *, on: str, until: float) -> str:
    steps = (mix(colour, WHITE, step / 20) for step in range(21))
    return next(shade for shade in steps if contrast(shade, on) >= until)


def _lightest_under_white(colour: str) -> str:
    """A filled button on dark paper: as light as white words on it allow."""
    shade = colour
    for step in range(1, 20):
        lighter = mix(colour, WHITE, step / 20)
        if contrast(lighter, WHITE) < READABLE:
            break
        shade = lighter
    return shade


def _wash(colour: str, paper: str) -> str:
    steps = (mix(paper, colour, step / 100) for step in range(9, 0, -1))
    return next((wash for wash in steps if contrast(colour, wash) >= READABLE), paper)


def _floored(ratio: float) -> str:
    """4.46 is never shown as 4.5."""
    return f"{int(ratio * 100) / 100:g}"


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
