"""Grammar that attribution rests on: subjects, cues, noun phrases, in one sentence's parse.

Everything works on token numbers of one spaCy Doc (CLEAR-style labels, as the small English
pipelines give them). Ranges of subtrees are taken as contiguous.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from weighbridge.reading.attribution.words import Words, cue_class, words
from weighbridge.reading.parsing.tree import tree_of

BREAKS = frozenset({",", "–", "—", "--", "-", "”", '"', "''", "(", "’", "'"})
CUE_LEFT = frozenset({"aux", "auxpass", "neg", "advmod"})
SPEAKING = frozenset(
    """saying,saying on,telling,confirming,denying,rejecting,warning,calling,accusing,promising,asking,urging,
    criticizing,quoting""".replace("\n    ", "").split(",")
)
CLAUSE_HEADS = frozenset({"VERB", "AUX"})


@dataclass(slots=True)
class Draft:
    """An attribution in token numbers of its sentence; ``content`` is empty while a quote is awaited."""

    kind: str
    lemma: str
    at: int
    """The cue's main token."""
    cue: set[int]
    source: range | None
    content: set[int]
    quotable: bool = False
    negated: bool = False
    modal: str | None = None
    antecedent: range | None = None
    absorbed: list[int] = field(default_factory=list)
    """Other cue words that this one speaks for ("declined to say")."""


def span(token: Token) -> range:
    """The numbers of a token's subtree."""
    return range(token.left_edge.i, token.right_edge.i + 1)


def noun_span(token: Token, stop: int | None = None) -> range:
    """A noun phrase with its apposition, without a relative clause after a comma.

    ``stop``: a token (the cue) that it must not reach.
    """
    left, right = token.left_edge.i, token.right_edge.i + 1
    doc = token.doc
    for place in range(token.i + 1, right):
        if doc[place - 1].text == "," and (
            doc[place].tag_ in ("WP", "WDT", "WP$", "WRB") or (doc[place].tag_ == "VBG" and doc[place].dep_ == "acl")
        ):
            right = place - 1
            break
    while left < token.i and doc[left].lower_ in ("even", "only", "but", "and"):
        left += 1
    if stop is not None:
        if left <= stop < token.i:
            left = stop + 1
        elif token.i < stop < right:
            right = stop
    return range(left, right)


def is_infinitive(token: Token) -> bool:
    """Whether the verb has "to" before it."""
    return any(child.tag_ == "TO" for child in token.lefts)


def _is_clause(token: Token) -> bool:
    """Whether a token heads a clause (taggers take some participles for adjectives)."""
    return token.pos_ in CLAUSE_HEADS or any(c.dep_ in ("nsubj", "nsubjpass") for c in token.lefts)


def speakers_own(token: Token, reporting: Token) -> bool:
    """Whether a verb in a reported clause is the speaker's: ", adding that ...", ", and accused ..."."""
    left = token.left_edge.i
    before = token.doc[left - 1].text if left else ""
    if cue_class(token.lemma_.lower()) not in SPEAKING:
        return False
    if token.dep_ == "advcl":
        return token.tag_ == "VBG" and before == "," and left + 2 > token.i
    if token.dep_ != "conj" or token.tag_ != reporting.tag_ or any(c.dep_.startswith("nsubj") for c in token.lefts):
        return False
    if token.lemma_ == "add" and before == "and":
        return True
    return before == "but" or (before == "and" and left > 1 and token.doc[left - 2].text == ",")


def _above_speaker(token: Token) -> Token | None:
    """For what hangs in a reported clause but is the speaker's own: the reporting verb's subject."""
    place = token.head
    for _ in range(5):
        if place.dep_ == "ccomp" and place.head.i < place.i and place.head.pos_ == "VERB":
            if not speakers_own(token, place.head):
                return None
            return subject(place.head, 3)[0]
        if place.dep_ not in (
            "xcomp",
            "conj",
            "advcl",
            "relcl",
            "acl",
            "pobj",
            "dobj",
            "prep",
            "attr",
            "ccomp",
        ):
            return None
        place = place.head
    return None


def _after_dateline(verb: Token, first: Token) -> Token:
    """The subject after a dateline that the parser took for one ("CAIRO, Jan. 20 - Egypt rejected ...")."""
    last = [c for c in verb.lefts if c.dep_ == "nsubj"][-1:]
    if not last or last[0].i <= first.i:
        return first
    between = verb.doc[first.i + 1 : last[0].left_edge.i]
    return last[0] if any(t.text in ("-", "–", "—", "--") for t in between) else first


def subject(token: Token, depth: int = 0) -> tuple[Token | None, bool]:
    """Who does what the verb says, and whether that token is the verb's patient (a passive).

    Inherited along conjunction, control and participles; None where nobody is named.
    """
    passive = False
    for child in token.children:
        if child.dep_ in ("nsubj", "csubj"):
            if child.i < token.i and token.doc[token.i - 1].text in BREAKS:
                return next((c for c in token.rights if c.dep_ == "nsubj"), child), False
            return _after_dateline(token, child), False
        if child.dep_ in ("nsubjpass", "csubjpass"):
            return child, True
        if child.dep_ == "auxpass":
            passive = True
    head = token.head
    if depth > 5 or head == token:
        return None, passive
    dep = token.dep_
    if dep in ("conj", "advcl", "xcomp", "ccomp", "dep", "parataxis") and _is_clause(head):
        if dep in ("ccomp", "dep", "parataxis") and token.tag_ != "VBG":
            return None, passive
        if dep == "xcomp" and is_infinitive(token):
            for child in head.children:
                if child.dep_ in ("dobj", "dative") and head.i < child.i < token.i and child.pos_ != "PART":
                    return child, passive
        if dep == "advcl" and not (token.tag_ in ("VBG", "VBN") or is_infinitive(token)):
            return None, passive
        found, was_passive = subject(head, depth + 1)
        if found is not None and found.lower_ == "there":
            found = next((c for c in head.rights if c.dep_ == "attr"), None)
        elif dep in ("advcl", "conj") and token.i > head.i and depth < 3:
            found = _above_speaker(token) or found
        if passive or (token.tag_ == "VBN" and dep == "advcl"):
            return found, True
        return found, was_passive if dep == "conj" and token.tag_ == "VBN" else False
    if dep == "advcl" and token.tag_ == "VBG" and head.pos_ in ("NOUN", "PROPN", "PRON"):
        return head, False
    if dep in ("acl", "relcl") and is_infinitive(token):
        owner = next((c for c in head.lefts if c.dep_ == "poss"), None)
        if owner is None and head.dep_ in ("dobj", "attr") and _is_clause(head.head):
            return subject(head.head, depth + 1)[0], passive
        return owner, passive
    if dep == "acl":
        if token.tag_ == "VBG" and head.dep_ == "dobj" and head.lemma_.lower() in words().utterances:
            found, was_passive = subject(head.head, depth + 1)
            if found is not None and not was_passive:
                return found, False
        finite = token.tag_ in ("VBD", "VBZ", "VBP") or (
            head.dep_ == "ROOT"
            and head.i < token.i
            and agent(token) is None
            and any(c.dep_ in ("ccomp", "oprd") or (c.dep_ == "dobj" and token.tag_ == "VBN") for c in token.rights)
        )
        if finite:
            return head, False
        return (head, False) if token.tag_ == "VBG" else (head, True) if token.tag_ == "VBN" else (None, passive)
    if dep == "pcomp":
        above = head.head
        while above.dep_ in ("prep", "pcomp") and above.head != above:
            above = above.head
        if above.pos_ in CLAUSE_HEADS:
            found, _ = subject(above, depth + 1)
            return found, passive
    if dep == "acomp" or dep == "attr":
        return subject(head, depth + 1)
    return None, passive


def issued_in(noun: Token, lexicon: Words) -> Token | None:
    """The clause that the parser hung on the noun in "said in a statement that ...", though it is the verb's."""
    if noun.dep_ != "pobj" or noun.head.dep_ != "prep" or noun.lemma_.lower() not in lexicon.utterances:
        return None
    verb = noun.head.head
    if verb.pos_ != "VERB" or "clause" not in lexicon.takes.get(verb.lemma_.lower(), ()) or verb.i > noun.i:
        return None
    if any(c.dep_ in ("ccomp", "dobj") and c.i > verb.i for c in verb.rights):
        return None
    return next(
        (c for c in noun.rights if c.dep_ in ("acl", "ccomp") and any(m.lower_ == "that" for m in c.lefts)), None
    )


def noun_from(doc: Doc, place: int, stop: int | None = None) -> Token | None:
    """The head of the noun phrase that begins at a token, as far as the parse shows one there."""
    found: Token | None = None
    token = doc[place] if place < len(doc) else None
    while token is not None and token.left_edge.i == place and (stop is None or token.i < stop):
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            found = token
        if token.head == token or token.head.pos_ in CLAUSE_HEADS:
            break
        token = token.head
    return found


def agent(token: Token) -> Token | None:
    """The doer of a passive ("by X")."""
    for child in token.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    return None


def clause_of(token: Token) -> Token:
    """The verb of the clause in which a token stands (the root if there is none)."""
    head = token
    while head.pos_ not in CLAUSE_HEADS or head.dep_ in ("aux", "auxpass"):
        if head.head == head:
            break
        head = head.head
    return head


def cue_tokens(token: Token) -> set[int]:
    """The cue's verb with its auxiliaries, negation, near adverbs and particle."""
    tree, at = tree_of(token.doc), token.i
    kids = tree.kids[at]
    cue = {at, *(kid for kid in kids if kid < at and tree.dep[kid] in CUE_LEFT and not tree.kids[kid])}
    near = at
    while near - 1 in cue:
        near -= 1
    cue = {place for place in cue if place >= near or tree.dep[place] in ("aux", "auxpass", "neg")}
    cue.update(kid for kid in kids if kid > at and tree.dep[kid] in ("prt", "neg"))
    return cue


def polarity(token: Token, who: Token | None) -> tuple[bool, str | None]:
    """Whether the cue is negated ("did not say", "nobody said"), and its modal verb."""
    negated, modal = False, None
    tree, place = tree_of(token.doc), token.i
    for _ in range(3):
        for child in tree.kids[place]:
            if tree.dep[child] == "neg" or tree.lower[child] == "never":
                negated = True
            elif tree.dep[child] == "aux" and tree.tag[child] == "MD" and modal is None:
                modal = tree.lower[child]
        if tree.dep[place] != "xcomp" or tree.pos[tree.head[place]] not in CLAUSE_HEADS:
            break
        place = tree.head[place]
    if who is not None and (
        who.lower_ in ("nobody", "none", "neither") or any(c.dep_ == "det" and c.lower_ == "no" for c in who.children)
    ):
        negated = True
    return negated, modal


def _antecedent(who: Token) -> range | None:
    """What a relative pronoun stands for."""
    if who.tag_ not in ("WP", "WDT", "WP$") and who.lower_ != "that":
        return None
    verb = clause_of(who)
    while verb.dep_ in ("conj", "xcomp", "ccomp") and verb.head != verb:
        verb = verb.head
    if verb.dep_ != "relcl":
        return None
    noun = verb.head
    return range(noun.left_edge.i, max(noun.i + 1, min(noun.right_edge.i + 1, verb.left_edge.i)))


def make(
    kind: str,
    lemma: str,
    token: Token,
    cue: set[int],
    who: Token | None,
    content: Iterable[int],
    quotable: bool = False,
) -> Draft:
    negated, modal = polarity(token, who)
    source = noun_span(who, token.i) if who is not None else None
    if source and who is not None and who.dep_ == "nsubj" and who.i < token.i:
        beside = next((c for c in who.head.lefts if c.dep_ == "nsubj" and c.left_edge.i == source.stop), None)
        if beside is not None and beside.i < token.i and who.pos_ != "PRON":
            source = range(source.start, beside.right_edge.i + 1)
    taken = cue | set(source or ())
    kept = {place for place in content if place not in taken}
    return Draft(
        kind,
        lemma,
        token.i,
        cue,
        source,
        kept,
        quotable,
        negated,
        modal,
        _antecedent(who) if who is not None else None,
    )


def prepositional(token: Token, wanted: frozenset[str], cue: set[int]) -> set[int]:
    """Content after a wanted preposition of a verb, noun or adjective; adds the preposition to the cue."""
    for child in token.rights:
        if child.dep_ in ("prep", "prt", "advmod", "agent") and child.lower_ in wanted:
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp") and c.i > child.i]
            if inner:
                cue.add(child.i)
                end = max(one.right_edge.i for one in inner)
                for other in token.rights:
                    if (
                        other.dep_ in ("xcomp", "advcl", "ccomp")
                        and other.left_edge.i == end + 1
                        and is_infinitive(other)
                    ):
                        end = other.right_edge.i
                return set(range(child.i + 1, end + 1))
            if child.dep_ == "prt":
                for other in token.rights:
                    if other.dep_ == "dobj" and other.i > child.i:
                        cue.add(child.i)
                        return set(span(other))
    return set()
