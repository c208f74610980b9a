"""How well names are matched, and how fast, beside rapidfuzz and nomenklatura: ``make bench``.

Three tables, from one run. (1) Precision and recall at the review threshold and the best F1 on annotated pairs, for
each of our logics and each of nomenklatura's on the same pairs; then our best beside theirs, and how near each comes to
the scores of OFAC's own search. ``--pairs`` makes this one alone. (2) What is found of names that were altered, and how
many names of others are. (3) Time of the processor for one query against made lists, the share of altered names that is
found, and what building and opening take.

The pairs and the list are no part of the project: ``--data FOLDER`` or WEIGHBRIDGE_TEST_DATA names where they are.
"""

from __future__ import annotations

import argparse
import csv
import gc
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

import numpy as np  # noqa: E402
import yaml  # noqa: E402
from matching_pairs import exchanged, listed_parties, same, synthetic  # noqa: E402
from rapidfuzz import fuzz, process, utils  # noqa: E402

from weighbridge.matching.building import build  # noqa: E402
from weighbridge.matching.comparing import compare  # noqa: E402
from weighbridge.matching.figures import figure  # noqa: E402
from weighbridge.matching.index import CANDIDATES, Index, opened  # noqa: E402
from weighbridge.matching.logics import ABOUT, compare_by  # noqa: E402
from weighbridge.matching.names import readings  # noqa: E402
from weighbridge.matching.party import Party  # noqa: E402
from weighbridge.matching.reasons import Match  # noqa: E402
from weighbridge.matching.screening import AT_ONCE, matches, matches_each  # noqa: E402

REVIEW = figure("threshold", "review")
OFAC_SAME = 95
"""From this score of OFAC's own search on a pair of its set is taken for one party; the set has no other answer."""
NAMES = ("name", "alias", "weakAlias")
PARTS = ("firstName", "middleName", "fatherName", "lastName")


@dataclass(frozen=True)
class Case:
    """Two parties as FollowTheMoney properties, and whether they are one."""

    schema: str
    asked: dict[str, list[str]]
    listed: dict[str, list[str]]
    one: bool


def cases(folder: Path) -> dict[str, list[Case]]:
    """The annotated sets."""
    pairs = csv.DictReader((folder / "name_pairs.csv").open(encoding="utf-8", newline=""))
    scored = csv.DictReader((folder / "ofac_scored_pairs.csv").open(encoding="utf-8", newline=""))
    checks = yaml.safe_load((folder / "entity_checks.yml").read_text(encoding="utf-8"))["checks"]

    def many(row: dict[str, Any]) -> dict[str, list[str]]:
        return {key: [value] if isinstance(value, str) else list(value) for key, value in row.items()}

    return {
        "name_pairs": [
            Case(row["schema"], {"name": [row["name1"]]}, {"name": [row["name2"]]}, row["is_match"] == "true")
            for row in pairs
        ],
        "entity_checks": [
            Case(row["schema"], many(row["query"]), many(row["candidate"]), row["match"]) for row in checks
        ],
        "ofac_scored_pairs": [
            Case(
                "LegalEntity",
                {"name": [row["query_name"]]},
                {"name": [row["result_name"]]},
                int(row["ofac_score"]) >= OFAC_SAME,
            )
            for row in scored
        ],
    }


def party(schema: str, properties: dict[str, list[str]]) -> Party:
    """What our comparison takes; forenames and surnames are joined where there is no whole name."""
    names = [name for key in NAMES for name in properties.get(key, [])]
    parts = " ".join(part for key in PARTS for part in properties.get(key, []))
    return Party("x", schema, tuple(names or [parts]))


def ours() -> Iterator[tuple[str, Callable[[Case], float]]]:
    """Each of our logics; the first is the default."""

    def scorer(logic: str) -> Callable[[Case], float]:
        return lambda case: compare_by(logic, party(case.schema, case.asked), party(case.schema, case.listed)).score

    for logic in ABOUT:
        yield logic, scorer(logic)


def theirs() -> Iterator[tuple[str, Callable[[Case], float]]]:
    """Each logic of nomenklatura; entities get ids of their own, since it remembers names by id."""
    try:
        from followthemoney import EntityProxy
        from nomenklatura.matching import ALGORITHMS, ScoringConfig
    except ImportError:
        print("nomenklatura is not installed: its rows are missing")
        return
    settings, number = ScoringConfig.defaults(), iter(range(10**9))

    def entity(schema: str, properties: dict[str, list[str]]) -> Any:
        return EntityProxy.from_dict({"id": f"e{next(number)}", "schema": schema, "properties": properties})

    def scorer(logic: Any) -> Callable[[Case], float]:
        return lambda case: float(
            logic.compare(entity(case.schema, case.asked), entity(case.schema, case.listed), settings).score
        )

    for logic in ALGORITHMS:
        yield logic.NAME, scorer(logic)


def best_f1(scores: Sequence[float], one: Sequence[bool]) -> tuple[float, float]:
    """The best F1 over all thresholds, and the threshold."""
    order = sorted(zip(scores, one, strict=True), key=lambda row: -row[0])
    found, best, wanted = 0, (0.0, 1.0), sum(one)
    for at, (score, right) in enumerate(order, 1):
        found += right
        if at == len(order) or order[at][0] != score:
            best = max(best, (2 * found / (at + wanted), score))
    return best


def agreement(folder: Path) -> None:
    """Print table 1, and what it comes to."""
    print("| pairs | logic | precision at review | recall at review | F1 at review | best F1 | at |")
    print("|---|---|---|---|---|---|---|")
    scorers = [(logic, True, score) for logic, score in ours()] + [(logic, False, score) for logic, score in theirs()]
    highest: dict[str, dict[bool, tuple[float, str]]] = {}
    given: dict[str, list[float]] = {}
    for name, rows in cases(folder).items():
        one = [case.one for case in rows]
        for logic, own, score in scorers:
            scores = [score(case) for case in rows]
            reached = [right for value, right in zip(scores, one, strict=True) if value >= REVIEW]
            precision = sum(reached) / len(reached) if reached else 0.0
            recall = sum(reached) / sum(one)
            f1 = 2 * sum(reached) / (len(reached) + sum(one))
            best, at = best_f1(scores, one)
            line(name, logic, *(f"{value:.3f}" for value in (precision, recall, f1, best, at)))
            known = highest.setdefault(name, {})
            known[own] = max(known.get(own, (0.0, "")), (best, logic))
            if name == "ofac_scored_pairs":
                given[logic] = scores
    print("\n| pairs | our best F1 | nomenklatura's best F1 |\n|---|---|---|")
    for name, known in highest.items():
        line(name, *(f"{known[own][0]:.3f} ({known[own][1]})" if own in known else "" for own in (True, False)))
    print("\n| logic | pairs | points off, mean | to the point | within one point | rank correlation |")
    print("|---|---|---|---|---|---|")
    for logic, scores in given.items():
        nearness(folder, logic, scores)


def nearness(folder: Path, logic: str, scores: Sequence[float]) -> None:
    """Print how near one logic comes to the scores that OFAC's search showed; pairs that it did not show are left out.

    Rank correlation is Spearman's, with equal scores at their mean rank.
    """
    rows = csv.DictReader((folder / "ofac_scored_pairs.csv").open(encoding="utf-8", newline=""))
    given = [int(row["ofac_score"]) for row in rows]
    both = [(100 * mine, shown) for mine, shown in zip(scores, given, strict=True) if shown >= 0]
    off = np.array([abs(mine - shown) for mine, shown in both])
    mine, shown = (ranks(column) for column in zip(*both, strict=True))
    cells = f"{off.mean():.2f}", f"{(off < 0.5).mean():.3f}", f"{(off <= 1.0001).mean():.3f}"
    line(logic, len(both), *cells, f"{np.corrcoef(mine, shown)[0, 1]:.3f}")


def ranks(values: Sequence[float]) -> Any:
    """The rank of each value, from 0; equal ones share the mean of theirs."""
    _, which, times = np.unique(np.round(values, 6), return_inverse=True, return_counts=True)
    return (times.cumsum() - (times + 1) / 2)[which]


def altered(parties: Sequence[Party], number: int) -> None:
    """Print table 2."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.process_time()
        build(parties, Path(folder) / "index")
        print(f"\n{len(parties):,} entries indexed in {time.process_time() - begun:.0f} s\n")
        index = opened(Path(folder) / "index")
        print("| names | asked | listed party found | score from review on, compared alone |\n|---|---|---|---|")
        kinds: dict[str, list[tuple[bool, bool]]] = {}
        for kind, name, right in same(parties, number):
            asked = Party("q", right.schema, (name,))
            found = right.id in {match.party.id for match in matches(index, asked)}
            kinds.setdefault(kind, []).append((found, compare(asked, right, index.rarity).score >= REVIEW))
        swapped = exchanged(parties, 3 * number)
        alone = [(False, compare(Party("q", o.schema, (n,)), o, index.rarity).score >= REVIEW) for n, o in swapped]
        for kind, rows in [*kinds.items(), ("another's word", alone)]:
            found, reached = (sum(column) / len(rows) for column in zip(*rows, strict=True))
            print(f"| {kind} | {len(rows)} | {'' if rows is alone else f'{found:.3f}'} | {reached:.3f} |")


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of the processor, and what came out."""
    begun = time.process_time()
    result = work()
    return time.process_time() - begun, result


def line(*cells: object) -> None:
    """One row of a table."""
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def started(path: Path, forenames: bool) -> tuple[float, float, float]:
    """Seconds of the processor until a new process has its first answer from an index, seconds until it has ended, and
    its largest memory in MB.
    """
    code = (
        "import sys, time; from pathlib import Path; from weighbridge.matching.index import opened;"
        "from weighbridge.matching.screening import matches; from weighbridge.matching.party import Party;"
        "matches(opened(Path(sys.argv[1])), Party('q', 'Person', ('Ivan Petrov',)), forenames=sys.argv[2] == 'True');"
        "seconds = time.process_time(); status = Path('/proc/self/status').read_text();"
        "print(seconds, int(status.split('VmHWM:')[1].split()[0]) / 1024)"
    )
    command = [sys.executable, "-c", code, str(path), str(forenames)]
    begun = time.perf_counter()
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(told[0]), time.perf_counter() - begun, float(told[1])


def throughput(parties: Sequence[Party], size: int, each: int) -> None:
    """Print the rows of table 3 for a list of one size."""
    made = list(synthetic(parties, size))
    queries = [(name, int(right.id[5:])) for _, name, right in same(made[:50_000], each)]
    asked = [Party("q", made[number].schema, (name,)) for name, number in queries]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        taken, _ = seconds(lambda: build(made, path))
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        begun = time.perf_counter()
        index = opened(path)
        matches(index, asked[0])
        warm = time.perf_counter() - begun
        megabytes = path.stat().st_size / 1e6
        print(f"\n{size:,}: built in {taken:.0f} s, {grown:.0f} MB more memory, file {megabytes:.0f} MB,", end=" ")
        print(f"opened and first answer in {warm * 1000:.0f} ms\n")
        for forenames in (False, True):
            first, ended, memory = started(path, forenames)
            told = "with" if forenames else "without"
            print(
                f"a new process, {told} forenames: first answer after {first:.1f} s, ended after {ended:.1f} s,",
                end=" ",
            )
            print(f"{memory:.0f} MB\n")
        line("entities", "what", "ms a query", "right party found", "answers a query", "times as fast as cdist")
        line(*["---"] * 6)
        names = [utils.default_process(one.names[0]) for one in made]
        texts = [(utils.default_process(name), number) for name, number in queries]
        others = [Party("q", right.schema, (name,)) for _, name, right in same(made[:50_000], each, seed=5)]
        # each with an index of its own, which remembers what it was asked; first other names, so that the file is in
        # memory, as RapidFuzz has its list there
        works = [
            Work("weighbridge, candidates", lambda index, some: [index.candidates(one) for one in some]),
            Work("weighbridge, scored with reasons", lambda index, some: [matches(index, one) for one in some]),
            Work(
                f"weighbridge, scored with reasons, {AT_ONCE} at once",
                lambda index, some: list(matches_each(index, some)),
            ),
        ]
        indexes = [opened(path) for _ in works]
        for index in indexes:
            list(matches_each(index, others))
        # a process that screens does not hold the list as objects, so they are no garbage to look through either
        gc.collect()
        gc.freeze()

        def turn(at: int) -> None:
            """Ours for the queries that RapidFuzz gets next, so that all meet the same state of the machine."""
            for work, index in zip(works, indexes, strict=True):
                readings.cache_clear()
                taken, found = seconds(lambda work=work, index=index: work.of(index, asked[at : at + AT_ONCE]))
                work.seconds += taken
                work.found += found

        def reviewed() -> float:
            """The share of right parties among our scored answers."""
            return float(
                np.mean([made[at].id in ids(some) for some, (_, at) in zip(works[1].found, queries, strict=True)])
            )

        batched = brute(names, texts, fuzz.token_sort_ratio, AT_ONCE, len(texts), reviewed, turn)
    assert works[1].found == works[2].found
    near = np.mean([number in some for some, (_, number) in zip(works[0].found, queries, strict=True)])
    rows = [
        *(
            Row(work.what, work.seconds / len(asked), right, np.mean([len(one) for one in work.found]))
            for work, right in zip(works, (near, reviewed(), reviewed()), strict=True)
        ),
        *batched,
        *brute(names, texts, fuzz.ratio, AT_ONCE, len(texts), reviewed),
        *brute(names, texts, fuzz.token_sort_ratio, 1, 12)[:1],
        *brute(names, texts, fuzz.WRatio, 7, 7)[:1],
    ]
    for row in rows:
        cells = f"{row.each * 1000:.2f}", f"{row.found:.3f}", f"{row.answers:.1f}", f"{batched[0].each / row.each:.1f}"
        line(f"{size:,}", row.what, *cells)
    blocker(made, asked, queries)


@dataclass
class Work:
    """What of ours is timed: ``of`` takes an index and some parties; what it took and found so far."""

    what: str
    of: Callable[[Index, Sequence[Party]], list[Any]]
    seconds: float = 0.0
    found: list[Any] = field(default_factory=list)


def ids(some: Sequence[Match]) -> set[str]:
    """The ids of the parties found."""
    return {match.party.id for match in some}


@dataclass(frozen=True)
class Row:
    """A row of table 3: seconds for a query, the share of right parties among the answers, how many answers."""

    what: str
    each: float
    found: Any
    answers: Any


def brute(
    names: Sequence[str],
    queries: Sequence[tuple[str, int]],
    scorer: Any,
    batch: int,
    most: int,
    recall: Callable[[], float] = lambda: 1.0,
    before: Callable[[int], None] = lambda at: None,
) -> list[Row]:
    """rapidfuzz's comparison with all, some queries at a time. before: is called with the place of each batch.

    Two rows: the best CANDIDATES; and all from the highest score on that finds ``recall()`` of the right parties.
    """
    chosen = queries[:: max(1, len(queries) // most)][:most]
    total, hits = 0.0, []
    reached: list[int] = []
    above = np.zeros(102)
    for at in range(0, len(chosen), batch):
        part = chosen[at : at + batch]
        before(at)
        taken, scores = seconds(
            lambda part=part: process.cdist([text for text, _ in part], names, scorer=scorer, workers=1, dtype=np.uint8)
        )
        total += taken
        for row, (_, number) in zip(scores, part, strict=True):
            hits.append(int((row > row[number]).sum()) < CANDIDATES)
            reached.append(int(row[number]))
            above[:101] += np.bincount(row, minlength=101)[::-1].cumsum()[::-1]
    each, what = total / len(chosen), f"cdist {scorer.__name__}, {batch} at once"
    first = Row(what, each, np.mean(hits), CANDIDATES)
    least = recall()
    cut = next((one for one in range(100, 0, -1) if np.mean(np.array(reached) >= one) >= least), 0)
    return [first, Row(f"{what}, from {cut} on", each, np.mean(np.array(reached) >= cut), above[cut] / len(chosen))]


def blocker(made: Sequence[Party], asked: Sequence[Party], queries: Sequence[tuple[str, int]]) -> None:
    """The rows for nomenklatura's own index: candidates for all queries at once, and for one."""
    try:
        from followthemoney import Dataset, StatementEntity
        from nomenklatura.blocker.index import Index
    except ImportError:
        print("nomenklatura is not installed: its rows are missing")
        return
    dataset = Dataset.make({"name": "made", "title": "made"})

    def entity(one: Party, id: str) -> Any:
        row = {"id": id, "schema": one.schema, "properties": {"name": list(one.names)}}
        return StatementEntity.from_data(dataset, row)

    class View:
        def entities(self, include_schemata: Any = None) -> Iterator[Any]:
            return (entity(one, one.id) for one in made)

    with tempfile.TemporaryDirectory() as folder:
        index = Index(View(), Path(folder), {"max_candidates": CANDIDATES})
        taken, _ = seconds(index.build)
        batch = [entity(one, f"q{at}") for at, one in enumerate(asked)]
        whole, found = seconds(
            lambda: {str(id): {str(one) for one, _ in some} for id, some in index.match_entities(batch)}
        )
        hits = [made[number].id in found.get(f"q{at}", ()) for at, (_, number) in enumerate(queries)]
        alone, _ = seconds(lambda: [list(index.match_entities([one])) for one in islice(batch, 3)])
    size = f"{len(made):,}"
    line(
        size,
        f"nomenklatura, candidates, {len(asked)} at once",
        f"{whole / len(asked) * 1000:.2f}",
        f"{np.mean(hits):.3f}",
        f"{np.mean([len(found.get(f'q{at}', ())) for at in range(len(asked))]):.1f}",
        "",
    )
    line(size, f"nomenklatura, candidates, one (built in {taken:.0f} s)", f"{alone / 3 * 1000:.2f}", "", "", "")


def main() -> None:
    """All tables, or those that are asked for."""
    beside = Path(__file__).parents[2] / "shared" / "data"
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path(os.environ.get("WEIGHBRIDGE_TEST_DATA", beside)))
    options.add_argument("--entities", type=int, nargs="*", default=[100_000, 1_000_000])
    options.add_argument("--pairs", action="store_true", help="table 1 alone, in a minute")
    options.add_argument("--names", type=int, default=40, help="altered names of each kind")
    chosen = options.parse_args()
    path = chosen.data / "lists" / "us_csl_2026-07-31.jsonl"
    if not (chosen.data / "names").is_dir() or not (chosen.pairs or path.exists()):
        print(f"matching: no names and lists under {chosen.data}; --data names the folder")
        return
    agreement(chosen.data / "names")
    if chosen.pairs:
        return
    parties = listed_parties(path)
    altered(parties, chosen.names)
    for size in chosen.entities:
        throughput(parties, size, chosen.names)


if __name__ == "__main__":
    main()
