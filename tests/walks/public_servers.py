"""The servers of the walk through the law in public: the page to try, the API, an agency's systems, and what asks them."""

import hashlib
import hmac
import http.server
import json
import os
import re
import shutil
import threading
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from public_promises import Walk, asked
from walking import DAY

__all__ = ["api", "clients", "latency", "notebook", "schemathesis", "serve", "systems"]

OPEN = "/api/v1/openapi.json"
HOLD: dict[str, Any] = {
    "place": "us-or", "on": DAY, "actor": "sheriff", "action": "hold", "resource": "subject",
    "context": {"requester": "immigration-authority", "paper": "detainer"},
}  # fmt: skip
FACTS = ("--fact", "requester=immigration-authority", "--fact", "paper=detainer")
DECIDE = (*f"sanctuary decide us-or --on {DAY} --actor sheriff --action hold --resource subject --format json".split(), *FACTS)
DEALING: dict[str, Any] = {
    "event": {"received_at": "2026-11-20T09:30:00-08:00", "requesting_agency": "ice-ero", "request_types": ["hold"]},
    "document": {"paper": "detainer"},
    "action": {"response": "declined"},
}


def told(address: str, path: str, body: object = None, **headers: str) -> tuple[int, Any]:
    """Status and what an address of the API says."""
    plain = {name.replace("_", "-"): value for name, value in headers.items()}
    status, _, raw = asked(f"{address}/api/v1/{path}", None if body is None else json.dumps(body).encode(), plain)
    return status, json.loads(raw)


def small(walk: Walk) -> Path:
    """A site of one place, written once."""
    folder = walk.folder / "public"
    if not folder.exists():
        ran = walk.run("sanctuary", "site", "public", "us-or", "--standard", "technical", "--on", DAY, "--situations", "0")
        if ran.code:
            raise RuntimeError(ran.err)
    return folder


def serve(walk: Walk) -> None:
    """The same pages, the page to try, nothing kept, no fact in an address."""
    folder = small(walk)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with walk.serving("/", "sanctuary", "serve", "--public", str(folder), "--port", "{port}") as address:
        pages = [one.relative_to(folder).as_posix() for one in before if one.suffix in (".html", ".json", ".atom", ".css")]
        unlike = [one for one in pages if asked(f"{address}/{one}")[2] != before[folder / one]]
        walk.promise(f"the same {len(pages)} pages, data and feeds as in the folder", unlike[:5])
        for path, word in (("try", 'lang="en"'), ("es/try", 'lang="es"')):
            status, headers, form = asked(f"{address}/{path}")
            fields = form.count(b"<select")
            walk.promise(
                f"/{path} is a form that posts",
                "" if status == 200 and b'method="post"' in form and word in form.decode() and fields else status,
            )
            walk.promise(
                f"/{path} sets no cookie and is not stored",
                "" if "set-cookie" not in headers and headers.get("cache-control") == "no-store" else headers,
            )
        body = f"place=us-or&on={DAY}&actor=sheriff&action=hold&resource=subject&fact.requester=immigration-authority&fact.paper=detainer"
        page = asked(f"{address}/try", body.encode())[2].decode()
        rules = [one["cites"] for one in json.loads(walk.run(*DECIDE).out)["rules"]]
        walk.promise(
            "the page to try answers as decide does, with its command",
            [one for one in rules if one not in page] or ("" if "sanctuary decide us-or" in page else "none"),
        )
        schema = told(address, "openapi.json")[1]
        names = {one["name"] for path in schema["paths"].values() for way in path.values() for one in way.get("parameters", ())}
        walk.promise("no fact of a situation can stand in an address", names - {"place", "standard", "on", "a", "b", "other_on", "q"})
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    walk.promise("nothing is written beside the site", "" if after == before else set(after) ^ set(before))


def api(walk: Walk) -> None:
    """Each address of the law, as its command answers; refusals in one shape; the schema."""
    with walk.serving(OPEN, "sanctuary", "serve", "--public", str(small(walk)), "--port", "{port}") as address:
        schema = told(address, "openapi.json")[1]
        walk.promise("the schema is OpenAPI 3.1", "" if str(schema["openapi"]).startswith("3.1") else schema["openapi"])
        walk.promise("its words are enumerations of the vocabulary", "" if '"detainer"' in json.dumps(schema) else "none")
        walk.promise("it has examples of requests", "" if '"examples"' in json.dumps(schema) else "none")
        decided = json.loads(walk.run(*DECIDE).out)
        for name, found, wanted in (
            ("decide", told(address, "decide", HOLD)[1], decided),
            ("decide:batch", told(address, "decide:batch", {"situations": [HOLD]})[1]["answers"][0], decided),
            (
                "assess",
                told(address, f"assess?place=us-or&on={DAY}")[1],
                json.loads(walk.run("sanctuary", "assess", "us-or", "--on", DAY, "--format", "json").out),
            ),
            (
                "compare",
                told(address, f"compare?a=us-or&b=us-tx&on={DAY}")[1],
                json.loads(walk.run("sanctuary", "compare", "us-or", "us-tx", "--on", DAY, "--format", "json").out),
            ),
            (
                "places",
                told(address, "places?q=abilene")[1],
                json.loads(walk.run("sanctuary", "places", "abilene", "--format", "json").out),
            ),
            (
                "readings",
                told(address, f"readings?place=us-ny&on={DAY}")[1],
                json.loads(walk.run("sanctuary", "disputes", "us-ny", "--on", DAY, "--format", "json").out),
            ),
        ):
            unlike = {key: (found.get(key), value) for key, value in wanted.items() if found.get(key) != value and key != "soon"}
            walk.promise(f"{name} answers what its command prints", unlike)
        asks = told(address, "next-question", {**HOLD, "place": "los-angeles"})[1]
        walk.promise("next-question names a fact, or decides", "" if asks.get("question") or asks.get("decision") else asks)
        shapes = [
            told(address, "decide", body)
            for body in ({**HOLD, "actor": "sherif"}, {**HOLD, "place": "nowhere at all"}, {**HOLD, "packs": "0" * 64}, {})
        ]
        shapes += [told(address, path) for path in ("nothing", "decide", "assess?place=us-or&standard=..")]
        bad = [found for status, found in shapes if status < 400 or set(found) != {"type", "title", "status", "detail", "errors"}]
        walk.promise("every refusal has one shape", bad)
        walk.promise(
            "no refusal speaks of a command line",
            [found for _, found in shapes if "--" in json.dumps(found) or "sanctuary " in json.dumps(found)],
        )


def systems(walk: Walk) -> None:
    """Tokens by agency with scopes and rates, entries once, pages by cursor, webhooks."""
    phrase = walk.folder / "phrase"
    phrase.write_text("eleven words that nobody will guess stand on this line\n", encoding="utf-8")
    phrase.chmod(0o600)
    locked = ("--passphrase-file", "phrase")
    walk.run(
        "sanctuary", "record", "init", "log", "--origin", "records.example.gov/jail", "--agency", "sheriff", "--place", "us-ca", *locked
    )
    every = ("--scope", "ask", "--scope", "record:read", "--scope", "record:write")
    tokens = {
        name: json.loads(walk.run("sanctuary", "token", "make", "tokens", *words, "--format", "json").out)["token"]
        for name, words in {
            "jail": ("--agency", "sheriff", *every, "--rate", "10000"),
            "asks": ("--agency", "sheriff", "--rate", "10000"),
            "slow": ("--agency", "sheriff", "--rate", "1"),
            "police": ("--agency", "police", *every, "--rate", "10000"),
        }.items()
    }
    walk.promise(
        "no token is kept in the clear",
        [one for one in tokens.values() if one in (walk.folder / "tokens" / "tokens.json").read_text("utf-8")],
    )
    words = ("sanctuary", "serve", "--systems", "tokens", "--record", "log", *locked, "--port", "{port}")
    with walk.serving(OPEN, *words) as address:
        _asked_with(walk, address, tokens)
        _entries(walk, address, tokens)
    _webhooks(walk, locked)


def _asked_with(walk: Walk, address: str, tokens: dict[str, str]) -> None:
    def ask(who: str, path: str, body: object = None, **more: str) -> tuple[int, Any]:
        return told(address, path, body, **({"Authorization": f"Bearer {tokens[who]}"} if who else {}), **more)

    walk.promise("without a token nothing is told", "" if ask("", "decide", HOLD)[0] == 401 else "it is")
    walk.promise(
        "with one decide answers as the command does",
        "" if ask("asks", "decide", HOLD)[1] == json.loads(walk.run(*DECIDE).out) else "it differs",
    )
    walk.promise(
        "a scope opens its own addresses alone",
        "" if ask("asks", "record")[0] == 403 and ask("jail", "record")[0] == 200 else ask("asks", "record"),
    )
    seen = [ask("slow", "places?q=abilene") for _ in range(4)]
    walk.promise("a rate is a limit", "" if 429 in [status for status, _ in seen] else seen)


def _entries(walk: Walk, address: str, tokens: dict[str, str]) -> None:
    def add(who: str, key: str, body: object) -> tuple[int, Any]:
        return told(address, "record", {"circumstances": body}, Authorization=f"Bearer {tokens[who]}", Idempotency_Key=key)

    def page(who: str, more: str) -> Any:
        return told(address, f"record?limit=2{more}", Authorization=f"Bearer {tokens[who]}")[1]

    first, again = add("jail", "booking-0001", DEALING), add("jail", "booking-0001", DEALING)
    walk.promise(
        "an entry is added once under its key",
        "" if (first[0], again[0]) == (201, 200) and first[1]["seq"] == again[1]["seq"] else (first, again),
    )
    other = add("jail", "booking-0001", {**DEALING, "action": {"response": "complied"}})
    walk.promise("another entry under the key is refused", "" if other[0] == 409 else other)
    for number in range(2, 6):
        add("jail", f"booking-{number:04}", DEALING)
    numbers, cursor, pages = list[int](), "", 0
    while pages < 20:
        found, pages = page("jail", cursor), pages + 1
        numbers += [one["seq"] for one in found["entries"]]
        if found["next"] is None:
            break
        cursor = f"&cursor={found['next']}"
    walk.promise(
        "pages by cursor tell each entry once, in order",
        "" if numbers == sorted(set(numbers)) and len(numbers) == 5 and pages > 1 else numbers,
    )
    walk.promise("nothing of another agency's entries is told", page("police", "")["entries"])


def _webhooks(walk: Walk, locked: tuple[str, ...]) -> None:
    """A receiver of this machine is told of what is due, in codes alone, signed as Standard Webhooks says."""
    got = list[tuple[dict[str, str], bytes]]()

    class Receiver(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        where = f"http://127.0.0.1:{server.server_address[1]}/"
        made = json.loads(
            walk.run("sanctuary", "hook", "make", "tokens", where, "--agency", "sheriff", "--private", "--format", "json").out
        )
        ran = walk.run("sanctuary", "hook", "send", "tokens", "log", *locked, "--format", "json")
        server.shutdown()
    walk.promise("a webhook tells what is due", "" if got else ran)
    signed = []
    for headers, body in got:
        low = {name.lower(): value for name, value in headers.items()}
        said = f"{low['webhook-id']}.{low['webhook-timestamp']}.".encode() + body
        mac = hmac.new(b64decode(made["secret"].removeprefix("whsec_")), said, hashlib.sha256).digest()
        signed.append(f"v1,{b64encode(mac).decode()}" in low["webhook-signature"].split())
    walk.promise("each message is signed under the secret", "" if signed and all(signed) else signed or "none came")
    fields = {name for _, body in got for name in json.loads(body)["data"]}
    walk.promise("a message holds codes alone", fields - {"item", "duty", "agency", "by", "certain"})


def clients(walk: Walk) -> None:
    """The sample clients: the same words, the same exit codes; what the vocabulary lacks does not compile."""
    samples, modules = walk.clone / "examples" / "api", walk.clone / ".venv" / "typescript" / "node_modules"
    asks = (("us-or", "detainer"), ("los-angeles", "detainer"), ("nowhere at all", "detainer"))
    with walk.serving(OPEN, "sanctuary", "serve", "--public", str(small(walk)), "--port", "{port}") as address:
        plain = [walk.run("python", str(samples / "ask_before.py"), address, *words) for words in asks]
        walk.promise(
            "the client in Python asks before it acts",
            "" if [one.code for one in plain] == [0, 1, 2] else [one.err or one.out for one in plain],
        )
        if not (shutil.which("node") and shutil.which("npm") and modules.is_dir()):
            walk.skips("the client in TypeScript", "node or its packages are not installed (.ci/run: npm ci)")
            return
        folder = walk.folder / "typescript"
        folder.mkdir()
        for name in ("ask_before.ts", "package.json", "tsconfig.json"):
            shutil.copy(samples / name, folder)
        (folder / "node_modules").symlink_to(modules)
        (folder / "openapi.json").write_bytes(asked(address + OPEN)[2])
        steps = [walk.run("npm", "run", "--silent", step, cwd=folder) for step in ("types", "build")]
        walk.promise("the client in TypeScript is made from the schema", [one.out + one.err for one in steps if one.code])
        typed = [walk.run("node", "ask_before.js", address, *words, cwd=folder) for words in asks]
        walk.promise(
            "it says what the one in Python says",
            "" if [(one.code, one.out) for one in typed] == [(one.code, one.out) for one in plain] else [one.err for one in typed],
        )
        source = (folder / "ask_before.ts").read_text("utf-8")
        (folder / "ask_before.ts").write_text(source.replace('action: "hold"', 'action: "grab"'), encoding="utf-8")
        walk.promise(
            "a word that the vocabulary lacks does not compile",
            "" if walk.run("npm", "run", "--silent", "build", cwd=folder).code else "it does",
        )


def notebook(walk: Walk) -> None:
    """The notebook for researchers, of two places."""
    ran = walk.run("python", str(walk.clone / "examples" / "research" / "places_over_time.py"), "us-or", "us-tx", "--save")
    walk.promise("the notebook runs", ran.err if ran.code else "")
    walk.promise("it prints how to cite", "" if re.search(r"[0-9a-f]{64}", ran.out) else ran.out[-300:])
    made = {one.suffix for one in walk.folder.glob("place*")}
    walk.promise("a frame and a figure are saved", {".parquet", ".csv", ".svg"} - made)


def schemathesis(walk: Walk) -> None:
    """Requests made up from the schema by another program; CASES is how many of each, 20 where nothing is said."""
    with walk.serving(OPEN, "sanctuary", "serve", "--public", str(small(walk)), "--port", "{port}") as address:
        words = (
            "--max-examples",
            os.environ.get("CASES", "20"),
            "--request-timeout",
            "1000000",
            "--phases",
            "examples,fuzzing",
            "--seed",
            "7",
        )
        ran = walk.run("schemathesis", "run", address + OPEN, *words)
    walk.promise("schemathesis finds nothing", ran.out[-400:] if ran.code else "")


def latency(walk: Walk) -> None:
    """`decide` beside a bare Django view in the same run."""
    ran = walk.run("python", str(walk.clone / "bench" / "decide_http.py"), "2")
    rows = re.findall(r"^(.*): decide takes ([\d.]+) times as long.*?([\d.]+) times$", ran.out, re.MULTILINE)
    for kind, clock, cpu in rows:
        walk.promise(
            f"decide at most twice a bare view: {kind} ({cpu} of the processor, {clock} by the clock)", cpu if float(cpu) > 2 else ""
        )
    walk.promise("all four kinds are measured", "" if len(rows) == 4 else ran.err[-300:] or rows)
