"""Attribution without a verb of saying: nouns, adjectives, adverbs, "according to", "citing"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from weighbridge.reading.attribution.grammar import (
    BREAKS,
    CLAUSE_HEADS,
    Draft,
    clause_of,
    cue_tokens,
    is_infinitive,
    issued_in,
    make,
    prepositional,
    span,
    subject,
)
from weighbridge.reading.attribution.words import Words, words


def noun_draft(noun: Token, lexicon: Words) -> Draft | None:
    """ "the claim by X that ...", "X's plan to ...", "criticism of Y", "..., is the word from X"."""
    lemma = noun.lemma_.lower()
    if lemma not in lexicon.nouns or issued_in(noun, lexicon) is not None:
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
    if wanted and {"of", "about"} <= {c.lower_ for c in noun.rights if c.dep_ == "prep"}:
        wanted = frozenset({"about"})
    if not content and noun.dep_ == "nsubj" and noun.head.lemma_ == "come" and lemma in lexicon.come:
        clause = next((c for c in noun.head.rights if c.dep_ == "ccomp"), None)
        content, strong = (set(span(clause)), True) if clause is not None else (content, strong)
    if not content and noun.dep_ == "attr" and noun.head.lemma_ == "be" and lemma in lexicon.answering:
        clause = next((c for c in noun.head.lefts if c.dep_ == "ccomp"), None)
        content, strong = (set(span(clause)), True) if clause is not None else (content, strong)
    if not content and wanted:
        content = prepositional(noun, wanted, cue)
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
    if who is None and noun.dep_ == "nsubj" and noun.head.lemma_ == "come":
        who = _comes_from(noun.head)
    if who is None and noun.dep_ in ("dobj", "attr") and noun.head.pos_ in CLAUSE_HEADS:
        lemma_above = noun.head.lemma_.lower()
        if lemma_above in lexicon.light or lemma_above not in lexicon.takes:
            who, passive = subject(noun.head)
            if passive or (who is not None and who.i == noun.i):
                who = None
            else:
                cue |= {noun.head.i}
    if who is None and strong:
        who = _told_of(noun, lexicon)
    if who is None and not strong:
        return None
    made = make("noun", lemma, noun, cue, who, content)
    if any(c.dep_ == "det" and c.lower_ == "no" for c in noun.lefts):
        made.negated = True
    return made


def _told_of(noun: Token, lexicon: Words) -> Token | None:
    """Who told of it: "a member state told the panel of evidence that ..."."""
    joint = noun.head
    if noun.dep_ != "pobj" or joint.lower_ not in ("of", "about"):
        return None
    verb = joint.head.head if joint.head.dep_ in ("dobj", "dative") else joint.head
    if verb.lemma_.lower() not in lexicon.takes:
        return None
    who, passive = subject(verb)
    return None if passive else who


def _comes_from(verb: Token) -> Token | None:
    """From whom a word comes: "from Moscow came the warning that ...", "word came from Seoul that ..."."""
    for joint in verb.children:
        if joint.dep_ == "prep" and joint.lower_ == "from":
            return next((c for c in joint.children if c.dep_ == "pobj"), None)
    return None


def adjective_draft(word: Token, lexicon: Words) -> Draft | None:
    """ "X is confident that ...", "X was critical of ..."."""
    impersonal = word.lower_ in lexicon.impersonal
    if not (impersonal or word.lower_ in lexicon.adjectives) or word.dep_ not in (
        "acomp",
        "ROOT",
        "conj",
        "oprd",
        "amod",
        "advcl",
        "acl",
    ):
        return None
    cue = {word.i}
    content: set[int] = set()
    for child in word.rights:
        if child.dep_ in ("ccomp", "xcomp", "acl"):
            content = set(span(child))
            break
    if not content:
        content = prepositional(word, lexicon.adjective_prepositions, cue)
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
        return make("adjective", word.lower_, word, cue, None, content)
    if who is None or who.lower_ in ("it", "there"):
        return None
    return make("adjective", word.lower_, word, cue, who, content)


def seeming_draft(verb: Token, lexicon: Words) -> Draft | None:
    """ "X seems to have ...", "it appears that ...": an observer who is not named.

    "X appears to confirm ..." is X's, and left to the verb.
    """
    if verb.lemma_ not in lexicon.seeming:
        return None
    who, _ = subject(verb)
    child = next((c for c in verb.rights if c.dep_ in ("xcomp", "ccomp", "oprd", "acomp")), None)
    if child is None or who is None or (child.dep_ == "xcomp" and child.lemma_.lower() in lexicon.takes):
        return None
    content = set(span(child)) | (set(span(who)) if who.lower_ != "it" else set())
    return make("seeming", verb.lemma_, verb, cue_tokens(verb), None, content)


def hedge_draft(word: Token, lexicon: Words) -> Draft | None:
    """ "reportedly", "allegedly" over their clause; "alleged", "reported" over their noun."""
    lower = word.lower_
    if lower in lexicon.adverbs and word.pos_ == "ADV":
        head = word.head
        area = span(clause_of(head)) if head.pos_ in CLAUSE_HEADS else span(head.head if head.dep_ == "amod" else head)
        return make("adverb", lower, word, {word.i}, None, (p for p in area if p != word.i))
    if lower in lexicon.hedging and word.dep_ == "amod" and word.head.i > word.i:
        return make("hedge", lower, word, {word.i}, None, range(word.i + 1, word.head.right_edge.i + 1))
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
    if who is None or who.i < word.i:
        return None
    end = _name_after(who)
    phrase = set(range(word.i, end + 1))
    last = next((t.i for t in reversed(doc) if not t.is_punct and not t.is_space), word.i)
    head = clause_of(word.head)
    if word.i == 0 or (max(phrase) >= last and doc[word.i - 1].text in BREAKS):
        while head.head != head:
            head = head.head
    content = (place for place in span(head) if place not in phrase)
    made = make("according_to", "according to", word, {word.i, word.i + 1}, who, content)
    if end > who.right_edge.i and made.source is not None:
        made.source = range(made.source.start, end + 1)
    return made


def _name_after(who: Token) -> int:
    """The last token of a name that follows an office after a comma ("a member of the committee, Jane Roe")."""
    doc, end = who.doc, who.right_edge.i
    if who.tag_ not in ("NN", "NNS") or end + 2 >= len(doc) or doc[end + 1].text != ",":
        return end
    place = end + 2
    while place < len(doc) and (doc[place].tag_ == "NNP" or doc[place].text == "-"):
        place += 1
    closed = place >= len(doc) or doc[place].text in (".", ";")
    return place - 1 if closed and place > end + 3 else end


def judging_draft(word: Token) -> Draft | None:
    """ "judging by pictures of X", "to judge from X's records" over the sentence."""
    if word.lemma_ != "judge" or not (word.tag_ == "VBG" or is_infinitive(word)) or word.dep_ == "aux":
        return None
    by = next((c for c in word.rights if c.dep_ in ("prep", "agent") and c.lower_ in ("by", "from")), None)
    who = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    if by is None or who is None or who.lemma_.lower() not in words().evidence:
        return None
    if any(c.dep_ in ("dobj", "nsubj", "aux") and c.tag_ != "TO" for c in word.children):
        return None
    top = word
    while top.head != top:
        top = top.head
    phrase = set(span(word))
    if top == word:
        return None
    return make("according_to", "judging", word, {word.i, by.i}, who, (p for p in span(top) if p not in phrase))


def words_of_draft(word: Token) -> Draft | None:
    """ "in X's words", "in the words of X", "by X's count", "by American estimates" over the main clause."""
    if word.lemma_.lower() not in words().wordings and word.lower_ not in words().wordings:
        return None
    if word.dep_ != "pobj" or word.head.lower_ not in ("in", "by", "on"):
        return None
    who = next((c for c in word.lefts if c.dep_ == "poss"), None)
    if who is None:
        of = next((c for c in word.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
        who = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if who is None and word.lower_ != "words":
        named = (c for c in word.lefts if c.dep_ in ("amod", "compound") and c.text[:1].isupper())
        who = next((c for c in named if c.lower_ not in words().days), None)
    if who is None:
        return None
    phrase = set(span(word.head))
    area = span(clause_of(word.head))
    return make(
        "according_to",
        word.lower_,
        word,
        {word.head.i, word.i},
        who,
        (p for p in area if p not in phrase),
        quotable=True,
    )


def cites(verb: Token, drafts: dict[int, Draft]) -> Draft | None:
    """ "CNN reported, citing unnamed officials, that ...": the officials are a further source of it.

    Where the parser hung the reported clause on "citing", it is given back to the reporting verb.
    """
    if verb.pos_ != "VERB":
        return None
    who = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if who is None:
        return None
    clause = clause_of(verb.head)
    upper = drafts.get(clause.i)
    if upper is None:
        near = [place for place, one in drafts.items() if verb.i - 8 <= place < verb.i and one.kind == "verb"]
        upper = drafts[max(near)] if near else None
    reported = next((c for c in verb.rights if c.dep_ == "ccomp"), None)
    if reported is None:
        reported = next((c for c in who.rights if c.dep_ == "acl" and any(m.dep_ == "mark" for m in c.lefts)), None)
    if upper is not None and not upper.content and reported is not None:
        upper.content = set(span(reported))
    own = set(span(verb)) - (set(span(reported)) if reported is not None else set())
    content = upper.content if upper is not None and upper.content else set(span(clause))
    return make("citing", verb.lemma_, verb, {verb.i}, who, (place for place in content if place not in own))
