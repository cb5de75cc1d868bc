"""Each view on a laptop and on a phone, some in the dark: kept for people to look at, and nothing scrolls sideways."""

from typing import Any

import pytest
import viz_graph

from browser.reader import ARTEFACTS, LAPTOP, PHONE, body_key, tie_key
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


@pytest.mark.parametrize("name", VIEWS)
def test_screenshots(open_page: Any, name: str) -> None:
    reader = open_page(hash_=VIEWS[name])
    ARTEFACTS.mkdir(exist_ok=True)
    for device, size, theme in SEEN if name in DARK else SEEN[1:]:
        reader.page.set_viewport_size(size)
        reader.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        reader.page.screenshot(path=ARTEFACTS / f"{device}-{theme}-{name}.png", full_page=size is PHONE)
        assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (device, theme)
