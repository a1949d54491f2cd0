"""Claims by a language model behind an OpenAI-compatible endpoint, each checked against the text.

Nothing here runs, and nothing is sent anywhere, unless a caller makes an `LlmExtractor`.
"""

from dalel.claims.llm.extractor import LlmExtraction, LlmExtractor
from dalel.claims.llm.settings import LlmSettings

__all__ = ["LlmExtraction", "LlmExtractor", "LlmSettings"]
