"""Texts of conduct: every language says what English says, and no sentence that nobody may say."""

import re
import shutil
from pathlib import Path

import pytest

from sanctuary.conduct.counters import counters
from sanctuary.conduct.courts import court_words, courts_of, every_court
from sanctuary.conduct.screen import _BY_JUDGE, _BY_PAPER
from sanctuary.conduct.texts import FOLDER, LANGUAGES, NOT_WHERE_LAW_HELPS, texts
from sanctuary.errors import PackError
from sanctuary.law.gazetteer import read_states
from sanctuary.law.packs import Library
from sanctuary.model import Outcome


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_whole(language: str) -> None:
    """Every counter, every thing that is asked for, and every sentence that a screen names has its words."""
    found = texts(language)
    assert set(found.counter) == set(counters())
    assert {name for place in counters().values() for name in (*(one.id for one in place.asks), *place.only_conduct)} <= set(found.asks)
    assert set(NOT_WHERE_LAW_HELPS) | set(_BY_PAPER.values()) | set(_BY_JUDGE.values()) <= set(found.say)
    assert bool(found.draft) == (language != "en")


def test_a_language_that_says_less_or_other_is_refused(tmp_path: Path) -> None:
    """A missing sentence, one that English does not have, and other words in braces."""
    for change, says in (
        (('"s.greet" = ', '"s.gret" = '), "'say s.greet' is missing"),
        (("{role}", "{rol}"), "other words in braces"),
        (("[say]\n", '[say]\n"s.new" = "x"\n'), "English has no text"),
    ):
        folder = tmp_path / says.split()[0].strip("'")
        shutil.copytree(FOLDER, folder)
        path = folder / "es" / "say.toml"
        path.write_text(path.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
        with pytest.raises(PackError, match=says):
            texts("es", folder)


def test_a_language_without_a_folder_is_refused() -> None:
    """With those that have one."""
    with pytest.raises(PackError, match="no texts in the language 'ex'"):
        texts("ex")


def test_no_sentence_blocks_warns_or_decides_what_a_paper_is_worth() -> None:
    """What a person says at a counter: no threat, no word on validity, no untrue errand."""
    said = " ".join(texts("en").say.values()).lower()
    for word in ("invalid", "illegal", "fake", "not valid", "nobody is here", "leave now", "you must", "raid"):
        assert word not in said


def test_counters_ask_for_acts_of_the_vocabulary(library: Library) -> None:
    """Actor, action and resource are words that the law has."""
    vocabulary = library.vocabulary
    for place in counters().values():
        assert place.actor in vocabulary.enums["Actor"]
        for act in place.asks:
            assert act.resource in vocabulary.actions[act.action].by_name["resource"].values


def test_every_outcome_has_its_words() -> None:
    """On screens and on paper, that of a law which was not searched far enough as well."""
    for language in LANGUAGES:
        assert {f"law_{one}" for one in Outcome} <= set(texts(language).guide)
        assert {f"leads_{one}" for one in Outcome if one != Outcome.DEPENDS} <= set(texts(language).guide)


def test_words_of_cards_are_told_apart() -> None:
    """In each language, so that a card in one is found in another; and each is of that language."""
    for language in LANGUAGES:
        held = [word.casefold() for word in texts(language).standard.values()]
        assert len(set(held)) == len(held)
    assert not {name for name, word in texts("es").standard.items() if word == texts("en").standard[name]}


def test_every_state_has_names_of_courts() -> None:
    """Each state and territory of the table, by its id; a place has its state's, and one of another country none."""
    assert set(every_court()) == {one.id for one in read_states()}
    for held in every_court().values():
        assert 1 <= len(held.names) <= 3
        assert all(one.strip() and "United States" not in one for one in held.names)
        assert held.source
    for place, first in (
        ("us-il-cook", "Circuit Court"),
        ("us-ny-nyc", "Supreme Court"),
        ("us-tx-houston", "District Court"),
        ("us-ca", "Superior Court"),
    ):
        assert court_words(place)["court"] == first
    assert courts_of("us") == courts_of("north-harbor") == ()


def test_words_run_together_at_the_beginning_of_a_word_alone() -> None:
    """A preposition and an article are one word, and "Reciba el documento" stays."""
    told = texts("es")
    assert told.filled("Llame a {role}. Reciba el documento.", {"role": "el jefe"}) == "Llame al jefe. Reciba el documento."
    done = [told.filled(one, {"role": "el jefe", "counsel": "el abogado", "unit": "el archivo"}) for one in told.do.values()]
    assert [one for one in done if re.search(r"\b(a|de) el\b", one)] == []
    assert any("Reciba el documento" in one for one in done)
