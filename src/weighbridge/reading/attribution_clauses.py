"""Cues of attribution in the parse of one sentence: who holds what, by which word.

Everything here works on token numbers of one spaCy Doc (CLEAR-style labels, as the small
English pipelines give them). Ranges of subtrees are taken as contiguous.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from weighbridge.reading.attribution_lexicon import Words, cue_class, words

_FIRST_SECOND = frozenset({"i", "we", "you", "me", "us", "myself", "ourselves"})
_EMPTY_OBJECTS = frozenset({"that", "this", "so", "nothing", "something", "anything", "much", "what", "which"})
_CUE_LEFT = frozenset({"aux", "auxpass", "neg", "advmod"})
_SPEAKING = frozenset(
    """saying,saying on,telling,confirming,denying,rejecting,warning,calling,accusing,promising,asking,urging,
    criticizing,quoting""".replace("\n    ", "").split(",")
)
_BREAKS = frozenset({",", "–", "—", "--", "-", "”", '"', "''", "(", "’", "'"})
_MARKS = frozenset({"“", '"', "''", "``", "‘"})
_CLAUSE_HEADS = frozenset({"VERB", "AUX"})
_INVERTED = frozenset({"nsubj", "dobj", "attr", "oprd", "npadvmod", "dep", "appos", "nsubjpass", "conj"})


@dataclass(slots=True)
class Draft:
    """An attribution in token numbers of its sentence; ``content`` may still be empty (a quote is awaited)."""

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
        if doc[place].tag_ in ("WP", "WDT", "WP$", "WRB") and doc[place - 1].text == ",":
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
    return token.pos_ in _CLAUSE_HEADS or any(c.dep_ in ("nsubj", "nsubjpass") for c in token.lefts)


def _above_speaker(token: Token) -> Token | None:
    """For what hangs in a reported clause but is the speaker's own: the reporting verb's subject."""
    place = token.head
    for _ in range(5):
        if place.dep_ == "ccomp" and place.head.i < place.i and place.head.pos_ == "VERB":
            if not _speakers_own(token, place.head):
                return None
            return subject(place.head, 3)[0]
        if place.dep_ not in ("xcomp", "conj", "advcl", "relcl", "acl", "pobj", "dobj", "prep", "attr", "ccomp"):
            return None
        place = place.head
    return None


def subject(token: Token, depth: int = 0) -> tuple[Token | None, bool]:
    """Who does what the verb says, and whether that token is the verb's patient (a passive).

    Inherited along conjunction, control and participles; None where nobody is named.
    """
    passive = False
    for child in token.children:
        if child.dep_ in ("nsubj", "csubj"):
            return child, False
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
            head.dep_ == "ROOT" and any(c.dep_ == "ccomp" for c in token.rights)
        )
        if finite:
            return head, False
        return (head, False) if token.tag_ == "VBG" else (head, True) if token.tag_ == "VBN" else (None, passive)
    if dep == "pcomp":
        above = head.head
        while above.dep_ in ("prep", "pcomp") and above.head != above:
            above = above.head
        if above.pos_ in _CLAUSE_HEADS:
            found, _ = subject(above, depth + 1)
            return found, passive
    if dep == "acomp" or dep == "attr":
        return subject(head, depth + 1)
    return None, passive


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
    while head.pos_ not in _CLAUSE_HEADS or head.dep_ in ("aux", "auxpass"):
        if head.head == head:
            break
        head = head.head
    return head


def cue_tokens(token: Token) -> set[int]:
    """The cue's verb with its auxiliaries, negation, near adverbs and particle."""
    cue = {token.i}
    for child in token.lefts:
        if child.dep_ in _CUE_LEFT and child.left_edge == child.right_edge:
            cue.add(child.i)
    near = token.i
    for place in range(token.i - 1, -1, -1):
        if place in cue and near - place == 1:
            near = place
    cue = {place for place in cue if place >= near or token.doc[place].dep_ in ("aux", "auxpass", "neg")}
    for child in token.rights:
        if child.dep_ in ("prt", "neg"):
            cue.add(child.i)
    return cue


def polarity(token: Token, who: Token | None) -> tuple[bool, str | None]:
    """Whether the cue is negated ("did not say", "nobody said"), and its modal verb."""
    negated, modal = False, None
    place: Token = token
    for _ in range(3):
        for child in place.children:
            if child.dep_ == "neg" or child.lower_ == "never":
                negated = True
            elif child.dep_ == "aux" and child.tag_ == "MD" and modal is None:
                modal = child.lower_
        if place.dep_ in ("conj", "xcomp") and place.head.pos_ in _CLAUSE_HEADS and place.dep_ == "xcomp":
            place = place.head
        else:
            break
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


def _draft(
    kind: str, lemma: str, token: Token, cue: set[int], who: Token | None, content: Iterable[int], quotable: bool = False
) -> Draft:
    negated, modal = polarity(token, who)
    source = noun_span(who, token.i) if who is not None else None
    taken = cue | set(source or ())
    kept = {place for place in content if place not in taken}
    return Draft(
        kind, lemma, token.i, cue, source, kept, quotable, negated, modal, _antecedent(who) if who is not None else None
    )


def _prepositional(token: Token, wanted: frozenset[str], cue: set[int]) -> set[int]:
    """Content after one of the wanted prepositions of a verb, noun or adjective; adds the preposition to the cue."""
    for child in token.rights:
        if child.dep_ in ("prep", "prt", "advmod", "agent") and child.lower_ in wanted:
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp") and c.i > child.i]
            if inner:
                cue.add(child.i)
                end = max(one.right_edge.i for one in inner)
                for other in token.rights:
                    if other.dep_ in ("xcomp", "advcl", "ccomp") and other.left_edge.i == end + 1 and is_infinitive(other):
                        end = other.right_edge.i
                return set(range(child.i + 1, end + 1))
            if child.dep_ == "prt":
                for other in token.rights:
                    if other.dep_ == "dobj" and other.i > child.i:
                        cue.add(child.i)
                        return set(span(other))
    return set()


def _speakers_own(token: Token, reporting: Token) -> bool:
    """Whether a verb inside a reported clause belongs to the speaker: ", adding that ...", ", and accused ..."."""
    left = token.left_edge.i
    before = token.doc[left - 1].text if left else ""
    if cue_class(token.lemma_.lower()) not in _SPEAKING:
        return False
    if token.dep_ == "advcl":
        return token.tag_ == "VBG" and before == "," and left + 2 > token.i
    if token.dep_ != "conj" or token.tag_ != reporting.tag_ or any(c.dep_.startswith("nsubj") for c in token.lefts):
        return False
    return before == "but" or (before == "and" and left > 1 and token.doc[left - 2].text == ",")


def _reported_end(clause: Token, reporting: Token) -> int:
    """The last token of a reported clause: before what is the speaker's own, or a new ", while ..."."""
    end, doc = clause.right_edge.i, clause.doc
    for place in range(clause.i + 1, end + 1):
        token = doc[place]
        if token.pos_ == "VERB" and token.dep_ in ("advcl", "conj") and _speakers_own(token, reporting):
            stop = token.left_edge.i - 1
            while stop > clause.i and (doc[stop].is_punct or doc[stop].dep_ == "cc"):
                stop -= 1
            return stop
        if token.dep_ == "mark" and token.lower_ in ("while", "although", "though") and doc[place - 1].text == ",":
            return place - 2
    return end


def _clausal(verb: Token, takes: frozenset[str], first: int) -> set[int]:
    """Clauses and phrases that a verb has as its content; ``first``: where the attribution itself begins."""
    content: set[int] = set()
    objects = [c for c in verb.children if c.dep_ in ("dobj", "dative") and c.i > verb.i]
    for child in verb.children:
        dep = child.dep_
        if dep == "ccomp" and takes & {"clause", "quote"}:
            if child.i < verb.i:
                start = verb.left_edge
                begin = start.i + 1 if start.dep_ == "cc" else start.i
                content.update(range(begin, min(verb.i, first)))
            else:
                content.update(range(child.left_edge.i, _reported_end(child, verb) + 1))
        elif dep == "xcomp":
            infinitive = is_infinitive(child)
            if (infinitive and "infinitive" in takes) or (child.tag_ == "VBG" and takes & {"gerund", "infinitive"}):
                content.update(span(child))
            elif not infinitive and takes & {"clause", "pair"}:
                content.update(range(min([c.left_edge.i for c in objects] + [child.left_edge.i]), child.right_edge.i + 1))
        elif dep == "advcl" and "address" in takes and child.i > verb.i:
            marks = {c.lower_ for c in child.lefts if c.dep_ in ("mark", "advmod")}
            if marks & {"if", "whether"}:
                content.update(span(child))
    return content


def _nominal(verb: Token, takes: frozenset[str]) -> set[int]:
    """A noun phrase that is the content of an active verb, with its complement."""
    for child in verb.children:
        if child.dep_ not in ("dobj", "oprd", "attr") or child.i < verb.i or child.lower_ in _EMPTY_OBJECTS:
            continue
        if "object" in takes and "pair" not in takes and "accuse" not in takes:
            return set(span(child))
        end = child.right_edge.i + 1
        beside = False
        for other in verb.rights:
            if other.i <= child.i:
                continue
            if other.dep_ in ("oprd", "acomp", "attr", "xcomp") or (
                other.dep_ == "prep" and other.lower_ in ("as", "of", "for", "to") and other.left_edge.i == end
            ):
                end, beside = other.right_edge.i + 1, True
        marked = any(child.doc[p].text in _MARKS for p in range(child.left_edge.i, min(end + 1, len(child.doc))))
        wanted = ("of", "for") if "accuse" in takes else ("as",)
        inner = any(c.dep_ == "prep" and c.lower_ in wanted for c in child.children)
        if beside or inner or "object" in takes or (marked and "pair" in takes):
            return set(range(child.left_edge.i, end))
    return set()


def _passive_content(verb: Token, patient: Token | None, takes: frozenset[str], clausal: set[int]) -> set[int]:
    """Content of a passive: "it was reported that", "X is said to have", "X was denied", "X is called Y"."""
    if patient is not None and patient.lower_ == "it" and clausal:
        return clausal
    if "address" in takes or patient is None:
        return clausal
    for child in verb.rights:
        if child.dep_ in ("xcomp", "oprd") or (child.dep_ == "prep" and child.lower_ == "as"):
            if takes & {"raise", "pair", "accuse", "infinitive", "object"}:
                return set(span(patient)) | set(span(child)) if patient.i < verb.i else set(span(child))
    if clausal:
        return clausal
    return set(span(patient)) if "object" in takes or "pair" in takes else set()


def _parenthetical(verb: Token, who: Token | None) -> set[int]:
    """The clause into which "officials said" is put with commas, or to which "as X said" belongs."""
    head = verb.head
    if head == verb or verb.tag_ == "VBG":
        return set()
    as_clause = verb.dep_ == "advcl" and any(c.lower_ == "as" and c.dep_ in ("mark", "advmod") for c in verb.lefts)
    if not as_clause and (who is None or verb.dep_ not in ("parataxis", "ccomp", "dep", "advcl")):
        return set()
    if any(c.dep_ == "mark" and c.lower_ != "as" for c in verb.lefts):
        return set()
    own = span(verb)
    if who is not None and not as_clause:
        own = range(min(who.left_edge.i, verb.i), max(own.stop, verb.i + 1))
        before = verb.doc[own.start - 1].text if own.start else ""
        if before not in _BREAKS:
            return set()
    return {place for place in span(clause_of(head)) if place not in own}


def _inverted(verb: Token) -> Token | None:
    """The speaker after the verb: "said John Kirby, a spokesman"."""
    for child in verb.rights:
        if child.dep_ in _INVERTED and child.pos_ in ("NOUN", "PROPN", "PRON") and child.tag_ != "WDT":
            if not child.ent_type_ and child.lower_ in ("monday", "tuesday", "wednesday", "thursday", "friday"):
                continue
            return child
        if child.dep_ == "ccomp" or child.i > verb.i + 12:
            break
    return None


def _misread_subject(verb: Token) -> Token | None:
    """The subject of a finite verb that the parser gave to a participle ("activists trying to ... say") or a name."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    for child in verb.lefts:
        if child.dep_ in ("advcl", "ccomp", "csubj") and child.tag_ in ("VBG", "VBN") and child.right_edge.i == verb.i - 1:
            return next((c for c in child.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
        if child.dep_ == "prep" and child.right_edge.i >= verb.i - 2:
            named = next((c for c in child.children if c.dep_ == "pobj"), None)
            found = None if named is None else next((c for c in named.rights if c.dep_ == "appos"), None)
            if found is not None:
                return found
        if child.dep_ in ("compound", "nmod", "npadvmod", "dep") and child.pos_ in ("PROPN", "NOUN") and child.i == verb.i - 1:
            return child
    return None


def _said_between(verb: Token, who: Token | None) -> tuple[Token | None, set[int]]:
    """ "The ship, said X, has sailed": read as speaker and content where the parser took "The ship" for the speaker."""
    doc = verb.doc
    if who is None or verb.i < 2 or verb.i + 2 >= len(doc) or doc[verb.i - 1].text != "," or who.right_edge.i != verb.i - 2:
        return None, set()
    clause = next((c for c in verb.rights if c.dep_ == "ccomp" and c.left_edge.i == verb.i + 1), None)
    speaker = None if clause is None else next((c for c in clause.lefts if c.dep_ == "nsubj"), None)
    if speaker is None or clause is None or speaker.left_edge.i != verb.i + 1 or doc[speaker.right_edge.i + 1].text != ",":
        return None, set()
    return speaker, set(span(who)) | set(range(speaker.right_edge.i + 2, clause.right_edge.i + 1))


def verb_draft(verb: Token, lexicon: Words) -> Draft | None:
    """The attribution that a verb makes, if it is one of saying, thinking or judging."""
    lemma = verb.lemma_.lower()
    particle = next((c.lower_ for c in verb.rights if c.dep_ in ("prt", "prep") and c.i == verb.i + 1), None)
    key = f"{lemma}_{particle}" if particle and f"{lemma}_{particle}" in lexicon.takes else lemma
    takes = lexicon.takes.get(key)
    prepositions = lexicon.prepositional.get(lemma)
    if takes is None and prepositions is None:
        return None
    takes = takes or frozenset()
    who, passive = subject(verb)
    if verb.tag_ == "VBN" and not passive and not any(c.dep_ == "aux" for c in verb.lefts) and verb.dep_ in ("ROOT", "advcl"):
        passive = who is None or verb.dep_ == "advcl"
    if who is not None and lemma in ("show", "reveal", "indicate") and who.lemma_.lower() in lexicon.evidence:
        takes |= {"object", "pair"}
    cue = cue_tokens(verb)
    if key != lemma:
        cue.add(verb.i + 1)
    first = min(min(cue), who.left_edge.i) if who is not None and who.head == verb else min(cue)
    if who is not None and who.left_edge.i < verb.left_edge.i:
        first = min(cue)
    clausal = _clausal(verb, takes, first)
    quotable = bool(takes & {"quote"})
    if passive:
        by = agent(verb)
        content = _passive_content(verb, who, takes, clausal)
        if not content and prepositions:
            content = _prepositional(verb, prepositions, cue)
        if by is None and verb.dep_ == "acl" and not clausal and who is not None and content == set(span(who)) - {verb.i}:
            return None
        if by is not None:
            content -= set(span(by.head))
        elif not clausal and "raise" not in takes and who is not None and "address" not in takes:
            return None
        draft = _draft("verb", key, verb, cue, by, content, quotable and "address" not in takes)
        return draft
    speaker, between = _said_between(verb, who)
    if speaker is not None:
        return _draft("verb", key, verb, cue, speaker, between, quotable)
    content = clausal
    if not content and "accuse" in takes:
        content = _nominal(verb, takes)
    if prepositions and not content:
        content = _prepositional(verb, prepositions, cue)
    if not content and takes & {"object", "pair", "accuse"}:
        if who is not None or verb.dep_ != "ROOT":
            content = _nominal(verb, takes)
    if who is None:
        who = _misread_subject(verb)
    if who is None and quotable:
        who = _inverted(verb)
        if who is not None and set(span(who)) & content == set(span(who)) and content:
            content = content - set(span(who)) if any(p < verb.i for p in content) else content
            who = who if any(p < verb.i for p in content) else None
        elif who is not None and not content and any(c.dep_ in ("ccomp",) for c in verb.lefts):
            content = clausal
    if (not content or (who is not None and who.i > verb.i and content == set(span(who)))) and takes & {"clause", "quote"}:
        content = _parenthetical(verb, who)
    if not content and not quotable:
        return None
    if who is not None and who.lower_ == "it" and who.dep_ == "expl":
        who = None
    return _draft("verb", key, verb, cue, who, content, quotable)


def quoting_draft(verb: Token, lexicon: Words) -> Draft | None:
    """ "X was quoted as saying that ...": the cue is the whole phrase, the source the passive's subject."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as" or verb.head.head.lemma_.lower() not in lexicon.quoting:
        return None
    upper = verb.head.head
    who, _ = subject(upper)
    first = next((c for c in upper.rights if c.dep_ == "dobj"), None)
    draft = verb_draft(verb, lexicon)
    if draft is None:
        return None
    cue = cue_tokens(upper) | {verb.head.i} | draft.cue
    made = _draft("verb", draft.lemma, verb, cue, first or who, draft.content, True)
    made.absorbed.append(upper.i)
    return made


def noun_draft(noun: Token, lexicon: Words) -> Draft | None:
    """ "the claim by X that ...", "X's plan to ...", "criticism of Y", "X's view is that ..."."""
    lemma = noun.lemma_.lower()
    if lemma not in lexicon.nouns:
        return None
    cue = {noun.i}
    content: set[int] = set()
    strong = False
    for child in noun.rights:
        if child.dep_ in ("acl", "ccomp", "relcl"):
            marked = any(c.lower_ in ("that", "whether") and c.dep_ == "mark" for c in child.lefts)
            if marked or (child.dep_ == "acl" and is_infinitive(child)):
                content, strong = set(span(child)), True
                break
    if not content and noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        clause = next((c for c in noun.head.rights if c.dep_ == "ccomp"), None)
        if clause is not None:
            content, strong = set(span(clause)), True
    wanted = lexicon.noun_prepositions.get(lemma)
    if not content and wanted:
        content = _prepositional(noun, wanted, cue)
    if not content:
        return None
    who = next((c for c in noun.lefts if c.dep_ == "poss"), None)
    if who is None:
        for child in noun.rights:
            if child.dep_ in ("prep", "agent") and (
                child.lower_ in ("by", "from", "among") or (child.lower_ == "of" and child.i not in cue)
            ):
                who = next((c for c in child.children if c.dep_ == "pobj"), None)
                content -= set(range(child.i, (who.i if who is not None else child.i) + 1))
                break
    if who is None:
        who = next((c for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod") and c.text[:1].isupper()), None)
    if who is None and noun.dep_ in ("dobj", "attr") and noun.head.pos_ in _CLAUSE_HEADS:
        if lexicon.takes.get(noun.head.lemma_.lower()) is None or noun.head.lemma_ in ("repeat", "voice", "express"):
            who, passive = subject(noun.head)
            if passive or (who is not None and who.i == noun.i):
                who = None
            else:
                cue |= {noun.head.i}
    if who is None and not strong:
        return None
    return _draft("noun", lemma, noun, cue, who, content)


def adjective_draft(word: Token, lexicon: Words) -> Draft | None:
    """ "X is confident that ...", "X was critical of ..."."""
    impersonal = word.lower_ in lexicon.impersonal
    if not (impersonal or word.lower_ in lexicon.adjectives) or word.dep_ not in ("acomp", "ROOT", "conj", "oprd", "amod", "advcl", "acl"):
        return None
    cue = {word.i}
    content: set[int] = set()
    for child in word.rights:
        if child.dep_ in ("ccomp", "xcomp", "acl"):
            content = set(span(child))
            break
    if not content:
        content = _prepositional(word, lexicon.adjective_prepositions, cue)
    if not content and word.dep_ == "acomp":
        child_ = next((c for c in word.head.rights if c.dep_ == "ccomp" and c.i > word.i), None)
        content = set(span(child_)) if child_ is not None else set()
    if not content:
        return None
    if word.dep_ == "amod":
        who: Token | None = word.head
    else:
        who, _ = subject(word.head if word.dep_ == "acomp" else word)
        if word.dep_ == "acomp":
            cue |= cue_tokens(word.head)
    if impersonal and (who is None or who.lower_ == "it"):
        return _draft("adjective", word.lower_, word, cue, None, content)
    if who is None or who.lower_ in ("it", "there"):
        return None
    return _draft("adjective", word.lower_, word, cue, who, content)


def seeming_draft(verb: Token, lexicon: Words) -> Draft | None:
    """ "X seems to have ...", "it appears that ...": an observer who is not named."""
    if verb.lemma_ not in lexicon.seeming:
        return None
    who, _ = subject(verb)
    child = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp", "oprd", "acomp")), None)
    if child is None or who is None:
        return None
    content = set(span(child)) | (set(span(who)) if who.lower_ != "it" else set())
    return _draft("seeming", verb.lemma_, verb, cue_tokens(verb), None, content)


def hedge_draft(word: Token, lexicon: Words) -> Draft | None:
    """ "reportedly", "allegedly" over their clause; "alleged", "reported" over their noun."""
    lower = word.lower_
    if lower in lexicon.adverbs and word.pos_ == "ADV":
        head = word.head
        area = span(clause_of(head)) if head.pos_ in _CLAUSE_HEADS else span(head.head if head.dep_ == "amod" else head)
        return _draft("adverb", lower, word, {word.i}, None, (p for p in area if p != word.i))
    if lower in lexicon.hedging and word.dep_ == "amod" and word.head.i > word.i:
        return _draft("hedge", lower, word, {word.i}, None, range(word.i + 1, word.head.right_edge.i + 1))
    return None


def according_draft(word: Token) -> Draft | None:
    """ "according to X" over the sentence, or over its clause where it stands inside one."""
    doc: Doc = word.doc
    if word.lower_ != "according" or word.i + 2 >= len(doc) or doc[word.i + 1].lower_ != "to":
        return None
    to = doc[word.i + 1]
    who = next((c for c in to.children if c.dep_ == "pobj"), None) or next(
        (c for c in word.children if c.dep_ == "pobj"), None
    )
    if who is None:
        return None
    source = noun_span(who, word.i + 1)
    phrase = set(range(word.i, source.stop))
    last = next((t.i for t in reversed(doc) if not t.is_punct and not t.is_space), word.i)
    head = clause_of(word.head)
    if word.i == 0 or (source.stop > last and word.i and doc[word.i - 1].text in (",", "”", '"', "''")):
        while head.head != head:
            head = head.head
    area = span(head)
    draft = _draft("according_to", "according to", word, {word.i, word.i + 1}, who, (p for p in area if p not in phrase))
    return draft


def words_of_draft(word: Token) -> Draft | None:
    """ "in X's words", "in the words of X", "in X's view" over the sentence's main clause."""
    if word.lower_ not in ("words", "view", "opinion", "assessment", "judgment", "judgement", "telling"):
        return None
    if word.dep_ != "pobj" or word.head.lower_ != "in":
        return None
    who = next((c for c in word.lefts if c.dep_ == "poss"), None)
    if who is None:
        of = next((c for c in word.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
        who = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if who is None:
        return None
    phrase = set(span(word.head))
    area = span(clause_of(word.head))
    return _draft(
        "according_to", word.lower_, word, {word.head.i, word.i}, who, (p for p in area if p not in phrase), quotable=True
    )


def cites(verb: Token, drafts: dict[int, Draft]) -> Draft | None:
    """ "CNN reported, citing unnamed officials, that ...": the officials are a further source of that content."""
    if verb.lower_ not in ("citing", "quoting") or verb.pos_ != "VERB":
        return None
    who = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if who is None:
        return None
    upper = drafts.get(clause_of(verb.head).i)
    own = set(span(verb))
    content = upper.content if upper is not None else set(span(clause_of(verb.head)))
    return _draft("citing", verb.lemma_, verb, {verb.i}, who, (p for p in content if p not in own))


def sentence_drafts(doc: Doc, lexicon: Words) -> Iterator[Draft]:
    """All attributions that the parse of one sentence shows, in the order of their cues."""
    drafts: dict[int, Draft] = {}
    absorbed: set[int] = set()
    for token in doc:
        pos = token.pos_
        made: Draft | None = None
        if pos == "VERB":
            made = quoting_draft(token, lexicon) or seeming_draft(token, lexicon)
            if made is None and token.lower_ == "according":
                made = according_draft(token)
            if made is None and token.lower_ not in ("citing", "quoting") and token.dep_ != "amod":
                made = verb_draft(token, lexicon)
        elif pos == "NOUN":
            made = words_of_draft(token) or noun_draft(token, lexicon)
        elif pos in ("ADJ", "ADV"):
            made = hedge_draft(token, lexicon) or adjective_draft(token, lexicon)
        if made is None and token.lower_ == "according":
            made = according_draft(token)
        if made is None and pos in ("VERB", "ADJ"):
            made = hedge_draft(token, lexicon)
        if made is not None:
            drafts[token.i] = made
            absorbed.update(made.absorbed)
    for place, draft in list(drafts.items()):
        token = doc[place]
        upper = drafts.get(token.head.i)
        if token.dep_ == "xcomp" and is_infinitive(token) and upper is not None and upper.kind == "verb" and draft.content:
            absorbed.add(place)
            if cue_class(draft.lemma) not in _SPEAKING:
                continue
            upper.cue |= {p for p in range(token.left_edge.i, place + 1) if doc[p].tag_ == "TO"} | draft.cue
            upper.content = draft.content - upper.cue
            upper.quotable = draft.quotable
    for token in doc:
        if token.lower_ in ("citing", "quoting"):
            made = cites(token, drafts)
            if made is not None:
                drafts[token.i] = made
    for place in sorted(drafts):
        if place not in absorbed:
            yield drafts[place]


def first_or_second(doc: Doc, draft: Draft) -> bool:
    """Whether the source is "I", "we" or "you": inside speech that is the speaker again."""
    return draft.source is not None and len(draft.source) == 1 and doc[draft.source.start].lower_ in _FIRST_SECOND
