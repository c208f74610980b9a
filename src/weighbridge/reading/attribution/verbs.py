"""Attribution by verbs: "X said that ...", "..., said X", "accused X of ...", "X is said to have ..."."""

from __future__ import annotations

from spacy.tokens import Token

from weighbridge.reading.attribution.asides import between, parenthetical, speaker_from
from weighbridge.reading.attribution.grammar import (
    BREAKS,
    Draft,
    agent,
    cue_tokens,
    is_infinitive,
    issued_in,
    make,
    polarity,
    prepositional,
    span,
    speakers_own,
    subject,
)
from weighbridge.reading.attribution.reach import far_clause, relative_object, said_before
from weighbridge.reading.attribution.words import Words, cue_class, words
from weighbridge.reading.dating.names import WEEKDAYS
from weighbridge.reading.parsing.tree import tree_of

EMPTY_OBJECTS = frozenset({"that", "this", "so", "nothing", "something", "anything", "much", "what", "which"})
PARTICLES = frozenset({"prt", "prep", "advmod", "oprd", "acomp", "dobj"})
"""Also of "made public that", "made clear that"."""
MARKS = frozenset({"“", '"', "''", "``", "‘"})
_HELD = frozenset({"thinking", "denying", "rejecting", "doubting"})
INVERTED = frozenset({"nsubj", "dobj", "attr", "oprd", "npadvmod", "dep", "appos", "nsubjpass", "conj"})


def reported_start(clause: Token) -> int:
    """The first token of a reported clause: after the day of speaking ("said on Thursday it had ...")."""
    doc, start = clause.doc, clause.left_edge.i
    place = start + 1 if doc[start].lower_ in ("on", "in", "late", "early") else start
    days = words().days
    if doc[start].lower_ in words().listeners and start + 1 < clause.i:
        return start + 1
    if place < clause.i and doc[place].lower_ in days:
        while place + 1 < clause.i and (doc[place + 1].like_num or doc[place + 1].lower_ in days):
            place += 1
        if place + 1 < clause.i and doc[place + 1].text != ",":
            return place + 1
    return start


def reported_end(clause: Token, reporting: Token) -> int:
    """The last token of a reported clause: before what is the speaker's own, or a new ", while ..."."""
    end, doc = clause.right_edge.i, clause.doc
    for place in range(clause.i + 1, end + 1):
        token = doc[place]
        if token.pos_ == "VERB" and token.dep_ in ("advcl", "conj") and speakers_own(token, reporting):
            stop = token.left_edge.i - 1
            while stop > clause.i and (doc[stop].is_punct or doc[stop].dep_ == "cc"):
                stop -= 1
            return stop
        if token.dep_ == "mark" and token.lower_ in ("while", "although", "though") and doc[place - 1].text == ",":
            return place - 2
    return end


def _reported_before(verb: Token, first: int) -> bool:
    """Whether a clause before the attribution can be its content, and not just the sentence's first half."""
    doc = verb.doc
    before = doc[first - 1] if first else doc[0]
    after = doc[verb.i + 1].text if verb.i + 1 < len(doc) else ""
    if before.text == ";":
        return False
    to_right = any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.rights)
    if before.dep_ == "cc" or before.text == ":":
        return not (to_right or any(c.dep_ == "dobj" for c in verb.rights))
    return not to_right or after in BREAKS or (after == ":" and before.text in BREAKS)


def _clausal(verb: Token, takes: frozenset[str], first: int) -> set[int]:
    """Clauses and phrases that a verb has as its content; ``first``: where the attribution itself begins."""
    content: set[int] = set()
    objects = [c for c in verb.children if c.dep_ in ("dobj", "dative") and c.i > verb.i]
    objects += [
        c for one in verb.rights if one.dep_ == "prep" and one.i == verb.i + 1 for c in one.rights if c.dep_ == "pobj"
    ]
    for child in verb.children:
        dep = child.dep_
        if dep == "ccomp" and takes & {"clause", "quote"}:
            if child.i < verb.i:
                if not _reported_before(verb, first):
                    continue
                start = verb.left_edge
                begin = start.i + 1 if start.dep_ == "cc" else start.i
                content.update(range(begin, min(verb.i, first)))
            else:
                content.update(range(reported_start(child), reported_end(child, verb) + 1))
        elif dep == "xcomp":
            infinitive = is_infinitive(child)
            if (infinitive and "infinitive" in takes) or (child.tag_ == "VBG" and takes & {"gerund", "infinitive"}):
                begin = min([c.left_edge.i for c in objects if c.i < child.i] + [child.left_edge.i])
                content.update(range(begin, child.right_edge.i + 1))
            elif not infinitive and takes & {"clause", "pair"}:
                begin = min([c.left_edge.i for c in objects] + [child.left_edge.i])
                begin += verb.doc[begin].lower_ in words().listeners
                content.update(range(begin, child.right_edge.i + 1))
        elif dep == "advcl" and "address" in takes and child.i > verb.i:
            marks = {c.lower_ for c in child.lefts if c.dep_ in ("mark", "advmod")}
            if marks & {"if", "whether"}:
                content.update(span(child))
    return content


def _nominal(verb: Token, takes: frozenset[str]) -> set[int]:
    """A noun phrase that is the content of an active verb, with its complement."""
    for child in verb.children:
        if child.dep_ not in ("dobj", "oprd", "attr") or child.i < verb.i or child.lower_ in EMPTY_OBJECTS:
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
        marked = any(child.doc[p].text in MARKS for p in range(child.left_edge.i, min(end + 1, len(child.doc))))
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
    if takes & {"raise", "pair", "accuse", "infinitive", "object"}:
        for child in verb.rights:
            if child.dep_ in ("xcomp", "oprd") or (child.dep_ == "prep" and child.lower_ == "as"):
                return set(span(patient)) | set(span(child)) if patient.i < verb.i else set(span(child))
    if clausal:
        return clausal
    return set(span(patient)) if "object" in takes or "pair" in takes else set()


def _inverted(verb: Token) -> Token | None:
    """The speaker after the verb: "said John Kirby, a spokesman"."""
    for child in verb.rights:
        if child.dep_ in INVERTED and child.pos_ in ("NOUN", "PROPN", "PRON") and child.tag_ != "WDT":
            if not child.ent_type_ and child.lower_ in WEEKDAYS:
                continue
            return child
        if child.dep_ == "ccomp" or child.i > verb.i + 12:
            break
    return None


def _misread_subject(verb: Token) -> Token | None:
    """The subject of a finite verb that the parser gave to another word ("activists trying to ... say")."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") and not any(c.dep_ == "aux" and c.tag_ != "TO" for c in verb.lefts):
        return None
    for child in verb.lefts:
        if (
            child.dep_ in ("advcl", "ccomp", "csubj")
            and child.tag_ in ("VBG", "VBN")
            and child.right_edge.i == verb.i - 1
        ):
            return next((c for c in child.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
        if child.dep_ == "prep" and child.right_edge.i >= verb.i - 2:
            named = next((c for c in child.children if c.dep_ == "pobj"), None)
            found = None if named is None else next((c for c in named.rights if c.dep_ == "appos"), None)
            if found is not None:
                return found
        if (
            child.dep_ in ("compound", "nmod", "npadvmod", "dep")
            and child.pos_ in ("PROPN", "NOUN")
            and child.i == verb.i - 1
        ):
            return child
        if (
            child.dep_ in ("advmod", "advcl", "npadvmod", "dep")
            and child.pos_ in ("PROPN", "NOUN")
            and child.lower_ not in words().days
            and (child.dep_ != "npadvmod" or child.i >= verb.i - 2)
            and child.left_edge.pos_ != "ADP"
        ):
            return child
    return None


def verb_draft(verb: Token, lexicon: Words) -> Draft | None:
    """The attribution that a verb makes, if it is one of saying, thinking or judging."""
    tree = tree_of(verb.doc)
    lemma = tree.lemma[verb.i]
    particle = next(
        (
            kid
            for kid in tree.kids[verb.i]
            if kid > verb.i
            and (tree.dep[kid] in PARTICLES or tree.lower[kid] == "it")
            and f"{lemma}_{tree.lower[kid]}" in lexicon.takes
        ),
        None,
    )
    if particle is not None and tree.dep[particle] == "prep" and particle > verb.i + 1:
        particle = None
    key = f"{lemma}_{tree.lower[particle]}" if particle is not None else lemma
    takes = lexicon.takes.get(key)
    prepositions = lexicon.prepositional.get(lemma)
    if takes is None and prepositions is None:
        return None
    takes = takes or frozenset()
    if "aside" in takes and not any(c.lower_ == "as" for c in verb.lefts):
        return None
    who, passive = subject(verb)
    if (
        verb.tag_ == "VBN"
        and not passive
        and not any(c.dep_ == "aux" for c in verb.lefts)
        and verb.dep_ in ("ROOT", "advcl")
    ):
        passive = who is None or verb.dep_ == "advcl"
    if who is not None and lemma in lexicon.revealing and who.lemma_.lower() in lexicon.evidence:
        takes |= {"object", "pair"}
    cue = cue_tokens(verb)
    if particle is not None:
        cue.add(particle)
    first = min(min(cue), who.left_edge.i) if who is not None and who.head == verb else min(cue)
    if who is not None and who.left_edge.i < verb.left_edge.i:
        first = min(cue)
    clausal = _clausal(verb, takes, first)
    if particle is not None and not clausal and "clause" in takes:
        clause = next((kid for kid in tree.kids[particle] if tree.dep[kid] == "ccomp" and kid > particle), None)
        clausal = set(span(verb.doc[clause])) if clause is not None else clausal
    quotable = bool(takes & {"quote"})
    if passive:
        by = agent(verb) or _where_held(verb)
        content = _passive_content(verb, who, takes, clausal)
        if not content and prepositions:
            content = prepositional(verb, prepositions, cue)
        if (
            by is None
            and verb.dep_ == "acl"
            and not clausal
            and who is not None
            and content == set(span(who)) - {verb.i}
        ):
            return None
        if verb.dep_ == "acl" and who is not None and who.i < verb.i:
            content = {place for place in content if place < verb.i} or content
        if by is not None:
            content -= set(span(by.head))
        elif not clausal and "raise" not in takes and who is not None and "address" not in takes:
            return None
        return make("verb", key, verb, cue, by, content, quotable and (by is not None or "address" not in takes))
    parted = between(verb, who) if quotable else None
    if parted is not None:
        draft = make("verb", key, verb, cue, None, parted[1] - set(parted[0]), quotable)
        draft.source = parted[0]
        return draft
    content = clausal or _issued(verb, lexicon)
    if not content and "accuse" in takes:
        content = _nominal(verb, takes)
    if prepositions and not content:
        content = prepositional(verb, prepositions, cue)
    if not content and takes & {"object", "pair", "accuse"} and (who is not None or verb.dep_ != "ROOT"):
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
    if not content and who is not None:
        content = relative_object(verb) or far_clause(verb, takes)
    if not content and who is not None and who.i < verb.i and not parenthetical(verb, who):
        content = said_before(verb, polarity(verb, who)[0])
    alone = not content or (who is not None and who.i > verb.i and content == set(span(who)))
    if alone and takes & {"clause", "quote", "aside"}:
        content = parenthetical(verb, who)
    if not content and verb.head.i > verb.i and "clause" in takes:
        mark = next((c for c in verb.head.lefts if c.dep_ == "mark" and c.lower_ == "that" and c.i > verb.i), None)
        content = set(range(mark.i, verb.head.right_edge.i + 1)) if mark is not None else content
    if not content and not quotable:
        return None
    if who is not None and who.lower_ == "it" and who.dep_ == "expl":
        who = None
    draft = make("verb", key, verb, cue, who, content, quotable)
    if who is not None and draft.source and who.head == verb and content and min(content) < who.left_edge.i < verb.i:
        start = speaker_from(who, verb)
        if start < draft.source.start and any(place < start for place in content):
            draft.source = range(start, draft.source.stop)
            draft.content -= set(draft.source)
    if quotable and content and max(content) < verb.i:
        draft.content |= _after_colon(verb)
    return draft


def _after_colon(verb: Token) -> set[int]:
    """What somebody goes on to say: "They shop in one place, says Tan: China is building a submarine for Bangkok"."""
    doc, last = verb.doc, verb.right_edge.i
    at = next((place for place in range(verb.i + 1, min(last + 2, len(doc))) if doc[place].text == ":"), None)
    if at is None or any(kid.dep_ in ("ccomp", "advcl") for kid in verb.rights if kid.i < at):
        return set()
    return {place for place in range(at + 1, len(doc)) if not doc[place].is_punct or place < len(doc) - 1}


def _where_held(verb: Token) -> Token | None:
    """Who holds a thing when only the place is named: "it is believed in Washington", "denied in Tehran".

    Not by verbs of saying or seeing: what "was announced in Paris" or "seen in Chad" is nobody's there.
    """
    if cue_class(verb.lemma_.lower()) not in _HELD:
        return None
    for joint in verb.children:
        if joint.dep_ == "prep" and joint.lower_ == "in":
            place = next((kid for kid in joint.children if kid.dep_ == "pobj" and kid.tag_ == "NNP"), None)
            if place is not None and place.lower_ not in words().days:
                return place
    return None


def _issued(verb: Token, lexicon: Words) -> set[int]:
    """The clause after "said in a statement", where the parser gave it to the noun."""
    for child in verb.rights:
        for noun in child.children if child.dep_ == "prep" else ():
            clause = issued_in(noun, lexicon)
            if clause is not None:
                return set(span(clause))
    return set()


def quoting_draft(verb: Token, lexicon: Words) -> Draft | None:
    """ "X was quoted as saying that ...": the cue is the whole phrase, the source the passive's subject."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as" or verb.head.head.lemma_.lower() not in lexicon.quoting:
        return None
    upper = verb.head.head
    who, _ = subject(upper)
    first = next((c for c in upper.rights if c.dep_ == "dobj"), None)
    draft = verb_draft(verb, lexicon)
    told = next((c for c in upper.lefts if c.dep_ == "ccomp"), None)
    if draft is None and (told is None or first is None or verb.lemma_.lower() not in lexicon.takes):
        return None
    content = draft.content if draft is not None else set()
    content = content or (set(span(told)) if told is not None and first is not None else set())
    cue = cue_tokens(upper) | {verb.head.i} | (draft.cue if draft is not None else cue_tokens(verb))
    lemma = draft.lemma if draft is not None else verb.lemma_.lower()
    made = make("verb", lemma, verb, cue, first or who, content, True)
    made.absorbed.append(upper.i)
    return made
