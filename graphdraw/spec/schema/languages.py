"""Reads the tag of a language (BCP 47): its form, and hints for the commonest slips."""

# ruff: noqa: ARG002 (every kind has the same methods, and some need the vocabulary)

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from graphdraw.spec.schema.kinds import Json
from graphdraw.spec.yaml.document import Scalar, YamlNode
from graphdraw.spec.yaml.patterns import caseless
from graphdraw.spec.yaml.reading import Reading, Vocabulary

TAG = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*"

_SLIPS = {
    "ja": "jp japanese nihongo 日本語 japan",
    "ko": "kr korean korea 한국어",
    "zh": "cn chinese mandarin china 中文",
    "en": "english",
    "de": "german deutsch",
    "fr": "french français francais",
    "es": "spanish español espanol",
    "it": "italian italiano",
    "pt": "portuguese português",
    "ru": "russian",
    "uk": "ua ukrainian",
    "cs": "cz czech",
    "da": "dk danish",
    "el": "gr greek",
    "sv": "swedish",
    "nl": "dutch",
    "pl": "polish",
    "ar": "arabic",
    "hi": "hindi",
    "vi": "vn vietnamese",
    "tr": "turkish",
}
MEANT: Mapping[str, str] = MappingProxyType({slip: tag for tag, slips in _SLIPS.items() for slip in slips.split()})
"""The tag that is meant by the code of a country or the name of a language."""


class Language(NamedTuple):
    """The kind of a language tag."""

    phrase: str = "a language tag"

    def read(self, node: YamlNode, reading: Reading) -> str | None:
        """The tag as it is typed; None after a problem was noted."""
        text = node.text if isinstance(node, Scalar) else ""
        meant = MEANT.get(text.casefold())
        if re.fullmatch(TAG, text) and meant is None:
            return text
        dashed = text.partition(".")[0].replace("_", "-")
        hint = f"did you mean '{meant}'?" if meant else "as in ja or en-GB"
        if meant is None and dashed != text and re.fullmatch(TAG, dashed):
            hint = f"write {dashed}"
        reading.expected(node, self.phrase, hint)
        return None

    def json(self, vocabulary: Vocabulary) -> Json:
        """A text that has the form of a tag and is no known slip."""
        slips = caseless(slip for slip in MEANT if re.fullmatch(TAG, slip))
        return {"type": "string", "pattern": f"^(?!{slips}$)(?:{TAG})$"}
