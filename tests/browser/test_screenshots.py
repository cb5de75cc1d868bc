"""Each view on a laptop and on a phone, some in the dark: kept for people to look at, and nothing scrolls sideways.

Of the phone's pages the first is shown down to its end: below the panel the others are the same.
"""

import pytest
import viz_graph

from browser.reader import ARTEFACTS, LAPTOP, PHONE, Reader, body_key, tie_key
from viz.links import key

pytestmark = pytest.mark.browser

TIE = f"tie={tie_key(viz_graph.KS, viz_graph.UBN)}"
FOCUS = body_key(viz_graph.KS)
VIEWS = {
    "overview": "",
    "tie": f"#{TIE}",
    "ego": f"#focus={FOCUS}&body={FOCUS}",
    "actions-tie": f"#view=actions&{TIE}",
    "matrix": "#view=matrix",
    "text": f"#text={key('D')}&at=100",
}
SEEN = (("laptop", LAPTOP, "dark"), ("laptop", LAPTOP, "light"), ("phone", PHONE, "light"))
DARK = {"overview", "tie", "matrix"}
"""The views to be looked at in the dark theme, too."""


def test_screenshots(reader: Reader) -> None:
    ARTEFACTS.mkdir(exist_ok=True)
    for name, view in VIEWS.items():
        reader.page.evaluate("hash => (location.hash = hash)", view)
        reader.page.wait_for_function("hash => location.hash === hash", arg=view)
        for device, size, theme in SEEN if name in DARK else SEEN[1:]:
            reader.page.set_viewport_size(size)
            reader.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            reader.page.screenshot(
                path=ARTEFACTS / f"{device}-{theme}-{name}.png", full_page=size is PHONE and not view
            )
            assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (name, device, theme)
