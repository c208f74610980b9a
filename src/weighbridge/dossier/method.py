"""The method note of every dossier: how statements are coded and weighed, and what the program can't do."""

from __future__ import annotations

METHOD: tuple[str, ...] = (
    "How statements are coded. The program reads sentences of news and official documents. A statement is the "
    "position of one source on one transfer in one sentence: who supplies whom with what, which stage it has "
    "reached, whether the source asserts, confirms, denies, will not say or warns, and how sure it is. Every "
    "statement quotes its sentence. What is denied, warned of, asked for, planned or halted is not counted as "
    "delivered.",
    "How many independent origins. Statements are traced to whoever first put them into the world. Outlets "
    "that repeat one source are one origin, however many they are.",
    "How likelihood comes about. For each stage the origins' weights are added up as log-odds over a prior; "
    "who speaks, how sure they are and how well the sentence was read decide the weight. The sum is a "
    "likelihood between 1% and 99%, in the words of ICD 203: almost no chance (to 5%), very unlikely (to 20%), "
    "unlikely (to 45%), roughly even chance (to 55%), likely (to 80%), very likely (to 95%), almost certain "
    "(above). The weights are judgements, not measurements; `weighbridge explain` prints every sum.",
    "How confidence comes about. Confidence is about the ground of a judgement: how many independent origins "
    "of how many houses there are, whether a party admits it, and whether somebody who is no party denies it.",
    "What the program can't do. It misreads sentences, and what is misread is misweighed: read the quotations "
    "before you rest anything on a figure. It knows only the documents that it was given. It can't tell "
    "whether a document is true, whether states that share intelligence are independent, or what was kept "
    "secret. That it holds no statement on something does not mean that it did not happen.",
)
