"""Pictures of a ledger, each with a text equivalent: timeline, likelihood over time, network, map, origin tree.

``picture(look, kind, of, style)`` gives a Vega-Lite specification and its words; ``picture_svg``, ``picture_png`` and
``picture_html`` draw it without a browser or a network. ``picture_script`` says how to embed one in your own page.
Nothing heavy is imported before a picture is asked for.
"""

from weighbridge.pictures.drawing import PictureError, picture_html, picture_png, picture_script, picture_svg
from weighbridge.pictures.picture import KINDS, Picture, picture
from weighbridge.pictures.style import Style
from weighbridge.pictures.told import Told

__all__ = [
    "KINDS",
    "Picture",
    "PictureError",
    "Style",
    "Told",
    "picture",
    "picture_html",
    "picture_png",
    "picture_script",
    "picture_svg",
]
