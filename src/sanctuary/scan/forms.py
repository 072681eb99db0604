"""Fields of forms in HTML and in templates of it: ERB and Rails helpers, JSX and Vue, Jinja and Django, PHP.

A template is no HTML until a program has filled it, and a finding needs its line: tags are read where they stand, and what a program would
fill in is left out but for its texts, which often are the question.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sanctuary.scan.beside import text_beside
from sanctuary.scan.field import Field, Item, Text, plain_label
from sanctuary.scan.lists import codes_in, named_lists

__all__ = ["read_form"]

_TAG = re.compile(
    r"""<([A-Za-z][\w.:-]*+)((?:"[^"]*+"|'[^']*+'|\{\{.*?\}\}|\{%.*?%\}|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+\}|<%.*?%>|<\?.*?\?>|[^>"'{<]++)*+)>""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"""(?<![:@\w.\-\[\]()])([:@\w.\-\[\]()]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|\{\s*["'`]([^"'`]*)["'`]\s*\}|(\{(?:[^{}]|\{[^{}]*\})*\})|([^\s"'>{]+))"""
)
_FILLED = re.compile(r"<%.{0,2000}?%>|\{\{.{0,2000}?\}\}|\{%.{0,2000}?%\}|<\?.{0,2000}?\?>", re.DOTALL)
_QUOTED = re.compile(r""""([^"<>{}]*)"|'([^'<>{}]*)'""")
_CONTROLS = ("input", "select", "textarea", "obs")
_LONGEST_TAG = 6_000
_NO_DATA = ("submit", "button", "image", "reset")
_NAMED = (
    "name",
    "field",
    "fieldname",
    "attribute",
    "formcontrolname",
    "v-model",
    "ng-model",
    "wire:model",
    "[(ngmodel)]",
    "data-field",
    "path",
    "asp-for",
    "th:field",
    "id",
)
_SAID = (
    "label",
    "question",
    "title",
    "legend",
    "aria-label",
    "placeholder",
    "prompt",
    "hint",
    "text",
    "labeltext",
    "helptext",
    "data-label",
    "tooltip",
)
_COMPONENT = re.compile(
    r"(?i)field|input|select|radio|check|textarea|date|picker|control|question|form\.?item|dropdown|combobox|autocomplete|toggle|switch"
)

_HELPER = re.compile(
    r"""\b(?:f|ff|form|builder|\w*form|\w*fields?|\w*_f|g|p|s)\.((?!label|error|submit|fields_for|button\b|object|hidden_tag)\w*(?:field|select|radio|check|input|area|date|text|toggle|money|set|picker|upload|button|attribute|association|control)\w*)\s*\(?\s*:(\w+)"""
)
_TAG_HELPER = re.compile(
    r"""\b((?:text|select|check_box|radio_button|number|date|hidden|telephone|email|password)\w*(?:_field|_area|_tag|_select|_box|_button)\w*|select_tag|render_field|form_input|form_dropdown|form_radio|form_checkbox|Form::\w+)\s*\(?\s*["':](?!\w+\s*=>)([\w\[\]]+)["']?(?:\s*,\s*:(\w+))?"""
)
_DJANGO = re.compile(
    r"""\{[{%][^{}%]*?\b(?:\w*form)\.(?!errors|as_|non_field|hidden|media|is_|save|instance|data|management|visible|csrf|fields\b|helper|name\b|id\b|submit)(\w+)"""
)
_LABEL_HELPER = re.compile(r"""\b(?:\w+(?:\.|::))?label(?:_tag|_for)?\s*\(?\s*[:"']([\w\[\]]+)["']?\s*,\s*(?:"([^"\n]+)"|'([^'\n]+)')""")
_RENDERED = re.compile(r"""<%=?-?\s*render\b[^%]*?\b(?:name|field|attribute|attr|method|key):\s*[:"'](\w+)""")
_CHECKED = ("checkbox", "radio", "check_box", "radio_button")
_UNASKED = ("search", "hidden", "password", "file", "hidden_field", "password_field", "file_field", "search_field")
_REGISTERED = re.compile(r"""\{\s*\.\.\.[\w.]*?(?:register|field|getFieldProps|getInputProps|bind)\w*\(\s*["'`]([\w.\[\]]+)["'`]""")
_ASKED, _QUESTION = ("label", "question", "legend", "aria-label"), 80
_MACRO = re.compile(
    r"""\{\{-?\s*(?:\w+\.)?(\w*(?:field|input|select|radio|check|textarea|question|control|date)\w*)\(\s*(?:name\s*=\s*)?["'](\w+)["']\s*,\s*(?:\w+\s*=\s*)?["'](?=[^"'\n]+["'])"""
)
_FORM_OF = re.compile(r"\b\w*form_(?:for|with)\b\s*\(?\s*(?:model:\s*)?(?:\[[^\]\n]*?,\s*)?[@:]([a-z]\w*)")
_NESTED = re.compile(r"""\bfields_for\s*\(?\s*:(\w+)[^\n|]*\|\s*(\w+)""")
_NO_PARTS = ("attributes", "value", "form", "data", "model", "this", "state", "props", "values", "fields")
_HEADING = re.compile(r"<(?:h1|h2|title)\b[^<>]*>", re.IGNORECASE)
_SCRIPTS = re.compile(r"(?is)<(script|style)\b[^>]*>.*?</\1\s*>")


@dataclass
class _Control:
    """A control that stands in a form, before its label is known."""

    offset: int
    name: str
    ids: tuple[str, ...]
    said: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    within: str = ""
    kind: str = "text"
    start: int = -1
    shown: str = ""


@dataclass
class _Page:
    """What is open while tags are read in their order."""

    text: Text
    controls: list[_Control] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    legend: str = ""
    form: str = ""
    selected: _Control | None = None
    labeled: list[_Control] | None = None


def read_form(text: Text) -> Iterator[Item]:
    """The controls of a page or template, each once, with its label and its choices."""
    source = text.text
    if not text.path.endswith((".jsx", ".tsx", ".js", ".ts", ".vue", ".svelte", ".mjs")):
        source = _SCRIPTS.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source)
    page = _Page(text, lists=named_lists(text.text))
    place = source.find("<")
    while place >= 0:
        tag = _TAG.match(source, place, place + _LONGEST_TAG)
        if tag:
            _opened(page, source, tag)
        elif source.startswith("</", place):
            _closed(page, source[place + 2 : place + 12].lower())
        place = source.find("<", (tag.start(2) if tag else place + 1))
    merged: dict[str, _Control] = {}
    for one in (*page.controls, *_helpers(source)):
        held = merged.setdefault(f"{one.within}.{one.name}", one)
        if held is not one:
            held.codes += one.codes or one.said
    heading = _HEADING.search(source)
    about = _words_after(source, heading.end(), "</") if heading else ""
    labels = page.labels | dict(_helped_labels(source))
    for one in merged.values():
        one.codes += _iterated(source, one, page.lists) if one.kind in _CHECKED else []
    for one in sorted(merged.values(), key=lambda control: control.offset):
        label = next((labels[name] for name in (*one.ids, one.name) if labels.get(name)), "")
        said = plain_label(" ".join(dict.fromkeys(part for part in (label, *one.said) if part)))
        answer = one.kind in _CHECKED and bool(one.said) and _ANSWER.match(one.said[0]) is not None
        if (not said or answer) and one.kind not in _UNASKED:  # the label of a radio button is an answer: the question stands before it
            said = text_beside(source, one.offset if one.start < 0 else one.start, checked=one.kind in _CHECKED)
        yield Field(
            text.path,
            text.line_at(one.offset),
            one.within or page.form or text.stem,
            one.name,
            said,
            tuple(dict.fromkeys(one.codes)),
            (),
            about,
            shown=one.shown,
        )


_ANSWER = re.compile(r"(?i)\W*+(?:yes|no|y|n|s[ií]|true|false|not sure|don.?t know|unknown)\W*$")
"""The label of a choice of an answer, which asks nothing."""


def _opened(page: _Page, source: str, tag: re.Match[str]) -> None:
    kind = tag[1].lower()
    held = _attributes(tag[2])
    if kind == "form":
        page.form = held.get("name") or held.get("id") or page.form
    elif kind == "label":
        page.labeled = []
        said = _words_after(source, tag.end(), "</label")
        for key in ("for", "htmlfor"):
            if held.get(key):
                page.labels[held[key]] = said
        if not held.get("for") and not held.get("htmlfor"):
            page.labels["\0open"] = said
    elif kind == "legend":
        page.legend = _words_after(source, tag.end(), "</legend")
    elif kind == "option" and page.selected is not None:
        said = _words_after(source, tag.end(), "<")
        page.selected.codes += [said or held.get("value", "")]
    elif (
        kind in _CONTROLS
        or (_COMPONENT.search(tag[1]) and (tag[1][0].isupper() or "-" in tag[1] or "." in tag[1] or ":" in tag[1]))
        or any(key in held for key in ("formcontrolname", "v-model", "ng-model"))
        or (tag[1][0].isupper() and "name" in held and any(k in held for k in _SAID))
    ):
        _control(page, tag, held, kind)


def _control(page: _Page, tag: re.Match[str], held: dict[str, str], kind: str) -> None:
    if held.get("type", "").lower() in _NO_DATA:
        return
    registered = _REGISTERED.search(tag[2])
    name = next((held[key] for key in _NAMED if held.get(key)), registered[1] if registered else "")
    within, name = _named(name)
    said = [held[key] for key in _SAID if held.get(key)]
    shape, shown = held.get("type", "text").lower() if kind == "input" else kind, ""
    if not name and shape not in _UNASKED:  # a question is a name where there is no other; an example in a box is none
        shown = next((key for key in _ASKED if held.get(key)), "")
        name = plain_label(held.get(shown, ""))[:_QUESTION]
    if not name:
        return
    control = _Control(tag.start(), name, (held.get("id", ""),), said, within=within, kind=shape, shown=shown)
    if page.labeled is not None and page.labels.get("\0open"):
        control.said.append(page.labels["\0open"])
    if page.legend:
        control.said.append(page.legend)
    if held.get("type", "").lower() in ("radio", "checkbox") and held.get("value"):
        control.codes.append(held["value"])
    for given in _GIVEN.finditer(tag[2]):
        control.codes += codes_in(tag[2], given.end(), page.lists)
    if kind == "select":
        filled = page.text.text[tag.end() : tag.end() + _SELECT].partition("</select")[0]
        control.codes += next((page.lists[word] for word in _FILLS.findall(filled) if word in page.lists), ())
    page.controls.append(control)
    page.selected = control if kind == "select" else page.selected


_GIVEN = re.compile(r"""[:\[]?\b(?:options|choices|items|values|data|list|radios|enum)\]?\s*=\s*["']?\{?(?=[\[A-Za-z])""", re.IGNORECASE)
_FILLS = re.compile(r"""\b(?:in|of|as)?\s*\$?(?:\w+::)*([A-Za-z_]\w*)(?:\.(?:map|each|collect|keys|values|items)\b|\s*["')}%])""")
_SELECT = 1_500
"""Characters of a choice whose options a program fills in."""


_EACH = re.compile(
    r"(\[[^\[\]]*\]|%[wi][\[(][^\])]*[\])]|\b[A-Za-z_]\w*)\s*\.(?:each|map|forEach)\w*\b|\{%\s*for\s+[\w, ]+\s+in\s+(\[[^\[\]]*\]|\w+)"
)


def _iterated(source: str, control: _Control, lists: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The choices of a control that a loop makes once for each: those of the list that the loop goes through."""
    place = control.offset if control.start < 0 else control.start
    before = source[max(0, place - _LOOP) : place]
    loops = list(_EACH.finditer(before))
    if not loops or re.search(r"<%-?\s*end\b|\{%-?\s*endfor|\)\s*\)\s*\}|</form", before[loops[-1].end() :]):
        return []
    listed = loops[-1][1] or loops[-1][2]
    return list(codes_in(listed, 0, lists))


_LOOP = 500
"""Characters before a control in which its loop begins."""


def _closed(page: _Page, name: str) -> None:
    if name.startswith("select"):
        page.selected = None
    elif name.startswith("label"):
        page.labeled = None
        page.labels.pop("\0open", None)
    elif name.startswith("fieldset"):
        page.legend = ""


def _attributes(text: str) -> dict[str, str]:
    """The attributes of a tag that hold a text, by their names in small letters."""
    found = {}
    for one in _ATTRIBUTE.finditer(text):
        value = next((part for part in one.groups()[1:] if part is not None), "")
        found[one[1].lower()] = _texts(value) if _FILLED.search(value) or value.startswith("{") else value
    return found


def _texts(filled: str) -> str:
    """The texts within what a program fills in: the key of a translation is often the question."""
    kept = (
        _FILLED.sub(lambda one: " " + _texts(one[0][2:-2]) + " ", filled)
        if _FILLED.search(filled)
        else " ".join(a or b for a, b in _QUOTED.findall(filled))
    )
    return " ".join(kept.split())


def _named(name: str) -> tuple[str, str]:
    """The last part of a name that says something, and the one before it: `person[immigration][status]`, `form.ssn`, `races[]`."""
    plain = re.split(r"[\[\].:]+|->|__", name.strip().strip("{}$*"))
    parts = [part.strip() for part in plain if part and not part.isdigit() and part not in _NO_PARTS]
    if not parts or not re.fullmatch(r"[\w \-]+", parts[-1]):
        return "", ""
    within = parts[-2].removesuffix("_attributes") if len(parts) > 1 and re.fullmatch(r"\w+", parts[-2]) else ""
    return within, parts[-1]


def _words_after(source: str, start: int, end: str) -> str:
    """The text of an element, without its tags, with the texts that a program fills in."""
    stop = source.find(end, start, start + 2_000)
    held = source[start : stop if stop >= 0 else start + 300]
    held = _FILLED.sub(lambda one: " " + _texts(one[0][2:-2]) + " ", held)
    held = re.sub(r"\{([^{}]*)\}", lambda one: " " + _texts(one[1]) + " ", held)
    return plain_label(re.sub(r"<[^<>]*>", " ", held))


def _helpers(source: str) -> Iterator[_Control]:
    """Controls that a call makes: Rails' form builders and tags, Django's and Jinja's fields."""
    nested = [(found.start(), found[2], found[1]) for found in _NESTED.finditer(source)]
    forms = [(found.start(), found[1]) for found in _FORM_OF.finditer(source)]
    for found in _HELPER.finditer(source):
        builder = found[0].partition(".")[0]
        within = next((name for place, variable, name in reversed(nested) if place < found.start() and variable == builder), "")
        within = within or next((name for place, name in reversed(forms) if place < found.start()), "")
        yield _Control(
            found.start(), found[2], (), _beside(source, found.end()), within=within, kind=found[1], start=_opening(source, found)
        )
    called = {found.start(2) for found in _HELPER.finditer(source)}
    for found in _TAG_HELPER.finditer(source):
        within, name = _named(found[3] or found[2])
        builder = source[max(0, found.start() - 24) : found.start()].removesuffix(".")
        if source[found.start() - 1] == ".":  # `doc.text_field :number` within `fields_for :passport do |doc|`
            held = re.search(r"\w+$", builder)
            within = within or next(
                (one for place, variable, one in reversed(nested) if place < found.start() and held and variable == held[0]), ""
            )
        if name and found.start(2) not in called:
            yield _Control(
                found.start(), name, (), _beside(source, found.end()), within=within, kind=found[1], start=_opening(source, found)
            )
    for found in _RENDERED.finditer(source):
        yield _Control(found.start(1), found[1], (), _beside(source, found.end()), start=found.start())
    for found in _MACRO.finditer(source):
        yield _Control(found.start(2), found[2], (), _beside(source, found.end() - 1), kind=found[1], start=found.start())
    for found in _DJANGO.finditer(source):
        yield _Control(found.start(1), found[1], (f"id_{found[1]}",))


def _opening(source: str, found: re.Match[str]) -> int:
    """Where the part of a template begins that a call stands in."""
    return max(source.rfind(mark, max(0, found.start() - 120), found.start()) for mark in ("<%", "{{", "<?", "{%"))


def _helped_labels(source: str) -> Iterator[tuple[str, str]]:
    """The labels that a call makes, by the names of their controls."""
    for found in _LABEL_HELPER.finditer(source):
        yield _named(found[1])[1] or found[1], plain_label(found[2] or found[3])


_NEXT_LINE = re.compile(r"\n[ \t]*(?:[=%&!]|- |[.#][\w.-]+[ \t]*\n)")
"""Where the next element of Haml or Slim begins, whose texts are none of the call before it."""


def _beside(source: str, start: int) -> list[str]:
    """The texts that stand in the rest of a call."""
    rest = _NEXT_LINE.split(source[start : start + 400], maxsplit=1)[0]
    stop = min((place for place in (rest.find("%>"), rest.find("}}"), rest.find("\n\n"), rest.find("?>")) if place >= 0), default=len(rest))
    return [plain_label(a or b) for a, b in _QUOTED.findall(rest[:stop])][:6]
