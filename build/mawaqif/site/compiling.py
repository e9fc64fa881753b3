"""Compiling the templates: once for all pages of a language that link alike, and without the signs that HTML can do without.

A site has tens of thousands of pages, so what a template writes on each of them is worked out before it is compiled, and
pages cost no time for it. Source: WHATWG, "HTML Living Standard", sections "Optional tags" and "Unquoted attribute value
syntax".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from jinja2.ext import Extension
from jinja2.runtime import Context
from markupsafe import Markup, escape

# The next element, or the end of the one above, ends these.
_OPTIONAL_END = re.compile(r"</(?:li|dt|dd|tr|td|th|thead|tbody|head|body|html)>")
# What is the same on all these pages: a word of the interface, or a name that stands for one text.
_WORD = re.compile(r"\{\{ word\('([\w-]+)'\) \}\}")
_CONSTANT = re.compile(r"\{\{ (\w+) \}\}")
# What a template itself writes without a sign that would end the value.
_QUOTED = re.compile(r"""(?<=\s)([a-z][\w:-]*)="([\w./:#-]*[\w.:#-])"(?=[\s>])""")
# Blanks between blocks are not shown.
_BETWEEN_BLOCKS = re.compile(
    r"\n(?=</?(?:article|body|dd|details|div|dl|dt|footer|h[1-6]|head|header|li|link|main|meta|nav|ol|p|script|section|summary"
    r"|table|tbody|td|th|thead|title|tr|ul)\b)"
)


class _CompiledOnce(BytecodeCache):
    """Keeps the compiled templates; to compile one takes as long as to fill it many times."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code, where it was compiled from the same text."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self._code[bucket.key, bucket.checksum] = bucket.code


@cache
def _compiled(words: tuple[tuple[str, str], ...], constants: tuple[tuple[str, str], ...]) -> _CompiledOnce:
    """Return where the templates are kept that are compiled with these texts."""
    del words, constants
    return _CompiledOnce()


class _Compact(Extension):
    """Leaves out of a template what the pages do not need, and writes into it what is the same on all of them."""

    words: Mapping[str, str] = {}
    constants: Mapping[str, str] = {}

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the text of a template as it is compiled."""
        del name, filename
        said = _WORD.sub(lambda found: str(escape(self.words[found[1]])) if self.words else found[0], source)
        return compact(_CONSTANT.sub(lambda found: str(escape(self.constants.get(found[1], found[0]))), said))


def _shown(value: object) -> object:
    """Return a value as it stands in HTML; most are escaped already, and are not copied for it."""
    return value if type(value) is Markup else escape(value)


class _Template(Template):
    """A template that asks only once whether a text is escaped."""

    @classmethod
    def from_code(cls, environment: Environment, code: CodeType, globals: Any, uptodate: Any = None) -> Template:  # noqa: A002
        """Load a compiled template, in whose code `escape` is what writes each value."""
        made = super().from_code(environment, code, globals, uptodate)
        made.root_render_func.__globals__["escape"] = _shown
        return made


class _Context(Context):
    """What the names in a template stand for; no function there asks for more than what the template gives it."""

    def call(self, function: Any, /, *args: Any, _block_vars: Any = None, _loop_vars: Any = None, **kwargs: Any) -> Any:
        """Call a function or a macro."""
        del _block_vars, _loop_vars
        return function(*args, **kwargs)


class _Environment(Environment):
    """An environment whose templates look up the cell of a row first where other templates look up a method."""

    context_class = _Context
    template_class = _Template

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return the cell of a row, or the attribute of anything else."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)


def templates(words: Mapping[str, str] | None = None, constants: Mapping[str, str] | None = None) -> Environment:
    """Return an environment in which every cell is text and never HTML.

    Args:
        words: the words of the interface in the language of the pages.
        constants: what some names stand for on all of them.
    """
    made = _Environment(
        loader=PackageLoader("mawaqif", "site/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_compiled(tuple((words or {}).items()), tuple((constants or {}).items())),
        extensions=(_Compact,),
        # No template changes while a site is written.
        auto_reload=False,
        # Nothing is worked out while a template is compiled: a filter may answer otherwise in the other language.
        optimized=False,
    )
    (extension,) = (one for one in made.extensions.values() if isinstance(one, _Compact))
    extension.words, extension.constants = words or {}, constants or {}
    return made


def compact(source: str) -> str:
    """Return the text of a template that fills to the same elements in fewer bytes."""
    return _QUOTED.sub(r"\1=\2", _BETWEEN_BLOCKS.sub("", _OPTIONAL_END.sub("", source)))
