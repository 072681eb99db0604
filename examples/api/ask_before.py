"""A jail's system asks before it acts: may somebody be held longer on this paper? It needs Python alone.

python examples/api/ask_before.py http://localhost:8021 us-or detainer

Only what the law turns on is sent: no name, no number, no date of birth. The answer says what the encoded law says, which rules decide
and what follows; a person decides what is done. Where the answer is `depends`, `next-question` names what to find out.
"""

import json
import sys
import urllib.error
import urllib.request

SITUATION = {"actor": "sheriff", "action": "hold", "resource": "subject"}


def ask(address: str, path: str, body: object) -> dict[str, object]:
    """The answer, or the problem (RFC 9457) of a refusal, which has a `type`."""
    request = urllib.request.Request(f"{address}/api/v1/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refusal:
        return json.load(refusal)


def main(address: str, place: str, paper: str) -> int:
    """0: the law says the same whatever else is true; 1: it turns on something, or says nothing; 2: it cannot be asked."""
    situation = {**SITUATION, "place": place, "context": {"requester": "immigration-authority", "paper": paper}}
    found = ask(address, "decide", situation)
    if "type" in found:
        print(json.dumps(found, indent=2))
        return 2
    print(f"{found['outcome']} ({found['place']}, {found['on']}; law read through {found['known_through']})")
    for rule in found["rules"]:
        print(f"- {rule['words']} ({rule['cites']})")
    for duty in found["duties"]:
        print(f"- duty: {duty['duty']}, on {duty['on']} {duty['within']} ({duty['cites']})")
    if found["outcome"] != "depends":
        return 0 if found["outcome"] in ("must", "must-not", "may") else 1
    step = ask(address, "next-question", situation)
    if step.get("question"):
        print(f"Ask next: {step['question']['ask']}")
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
