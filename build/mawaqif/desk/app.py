"""The addresses of the desk: its page, the parts of the page, and what the page asks for."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from mawaqif.coding.wording import LANGUAGES
from mawaqif.desk.adding import add_document, fields_json
from mawaqif.desk.coding import check, propose, shared_words, write
from mawaqif.desk.documents import document_json, documents_json
from mawaqif.desk.errors import Json, RefusedError, language_of, malformed, text_of
from mawaqif.desk.reading import reading_json, seal
from mawaqif.desk.second import blind_json, check_blind, settle_json, write_blind, write_settled
from mawaqif.desk.state import State
from mawaqif.desk.steps import Desk
from mawaqif.editing.entries import UnclearError
from mawaqif.findings import Bilingual, CannotRunError, FindingsError, Language, said, spoken
from mawaqif.reports import line_of

Asked = Mapping[str, Any]
Answer = Callable[[Desk, Asked], Json]
LISTED = Bilingual("nothing was written; mend what is listed first", "لم يُكتب شيء؛ أصلِح أولًا ما في القائمة")


def _seen(view: Callable[[State, Asked], Json]) -> Answer:
    """Make an answer of a view of the package as it is now."""

    def answer(desk: Desk, asked: Asked) -> Json:
        with desk.state() as state:
            return view(state, asked)

    return answer


def _seen_at(view: Callable[[Desk, State, Asked], Json]) -> Answer:
    def answer(desk: Desk, asked: Asked) -> Json:
        with desk.state() as state:
            return view(desk, state, asked)

    return answer


def _start(desk: Desk, asked: Asked) -> Json:
    language = text_of(asked, "language")
    with desk.state() as state:
        fields = {} if desk.coder else fields_json(state, language)
        documents = documents_json(state, language)
        return {"version": state.version, "coder": desk.coder, "documents": documents, "fields": fields, "steps": desk.steps}


def _undo(desk: Desk, asked: Asked) -> Json:
    return desk.undo(text_of(asked, "version"), language_of(asked))


# What the page of the second coder can ask for: nothing of it holds a code of the first one.
BLIND: Mapping[str, Answer] = {
    "start": _start,
    "blind": _seen_at(blind_json),
    "check-blind": _seen_at(check_blind),
    "write-blind": write_blind,
    "undo": _undo,
}
CODING: Mapping[str, Answer] = {
    "start": _start,
    "add-document": add_document,
    "text": _seen(lambda state, asked: {"text": state.copies.text(text_of(asked, "document")) or ""}),
    "document": _seen(lambda state, asked: document_json(state, text_of(asked, "document"), text_of(asked, "language"))),
    "propose": _seen(propose),
    "shared": _seen(shared_words),
    "check": _seen(check),
    "write": write,
    "undo": _undo,
    "settle": _seen(settle_json),
    "check-settled": lambda desk, asked: write_settled(desk, asked, really=False),
    "write-settled": write_settled,
    "reading": _seen(reading_json),
    "seal": seal,
}


def desk_app(desk: Desk, scripts: Path, token: str, language: str) -> Starlette:
    """Return the application of a desk, to be guarded.

    Args:
        desk: the desk; that of a second coder answers nothing else than a second coder may know.
        scripts: folder of the bundled parts of the page.
        token: the secret part of the address.
        language: language of the page where its address names none.
    """
    answers = BLIND if desk.coder else CODING

    def page(request: Request) -> Response:
        asked = request.query_params.get("lang", language)
        return HTMLResponse(_page(asked if asked in LANGUAGES else language, "second" if desk.coder else "code"))

    async def api(request: Request) -> Response:
        answer = answers.get(request.path_params["name"])
        if answer is None:
            return JSONResponse({"error": "there is nothing of that name"}, 404)
        body = await request.body()
        return await run_in_threadpool(_answered, desk, answer, body)

    routes = [
        Route("/", page),
        Route("/api/{name}", api, methods=["POST"]),
        Mount("/", StaticFiles(directory=scripts, check_dir=False, follow_symlink=False)),
    ]
    return Starlette(routes=[Mount(f"/{token}", routes=routes)])


def _answered(desk: Desk, answer: Answer, body: bytes) -> Response:
    language = Language.ENGLISH
    try:
        asked = _asked(body)
        language = language_of(asked)
        return JSONResponse(answer(desk, asked))
    except RefusedError as error:
        told = error.answer.get("error", "")
        return JSONResponse({**error.answer, "error": spoken(told, language)}, error.status)
    except FindingsError as error:
        lines = [line_of(item, error.root, language=language) for item in error.report.findings]
        return JSONResponse({"error": spoken(LISTED, language), "others": lines}, 422)
    except (CannotRunError, UnclearError) as error:
        told = error.args[0] if error.args and isinstance(error.args[0], str) else str(error)
        return JSONResponse({"error": spoken(told, language)}, 422)
    except OSError as error:
        problem = f"{error.filename}: {error.strerror or error}" if error.filename else str(error.strerror or error)
        told = said("{problem}; nothing was written", "{problem}؛ لم يُكتب شيء", problem=problem)
        return JSONResponse({"error": spoken(told, language)}, 422)


def _asked(body: bytes) -> Asked:
    try:
        asked = json.loads(body)
        # A lone half of a character is no text, and could be written nowhere.
        json.dumps(asked, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise malformed("it is no JSON of Unicode texts") from error
    if not isinstance(asked, dict):
        raise malformed("it is no object")
    return asked


def _page(language: str, mode: str) -> str:
    title = html.escape({"en": "Mawaqif: the desk", "ar": "مواقف: المكتب"}[language])
    script = {"en": "The desk needs JavaScript.", "ar": "يحتاج المكتب إلى جافاسكربت."}[language]
    return f"""<!doctype html>
<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="desk.css">
<script type="module" src="desk.js"></script>
</head>
<body>
<div id="desk" data-mode="{mode}"></div>
<noscript>{script}</noscript>
</body>
</html>
"""
