"""Peers of the summaries, each as one process: their summaries as JSON Lines, or how fast they are.

    python summary_rows.py summaries SYSTEM LENGTH ARTICLES     {"id","text"} a line; LENGTH is 3 or 40%
    python summary_rows.py speed SYSTEM ARTICLES                one JSON line: articles, CPU seconds
    python summary_rows.py rouge REFERENCES SUMMARIES           rouge-score, one JSON line a record

SYSTEM is sumy-textrank, sumy-lexrank, sumy-lsa, sumy-luhn, summa-textrank, sklearn-pagerank, pytextrank or
lead. Articles hold {"id","text","sentences"}: every system chooses among the same sentences, so that what
differs is the choice. `speed` lets each split the text as it does by itself; what it has to build first,
such as a tagger, is not counted. No data has to be fetched: words and sentences are found by expressions.
"""

import json
import re
import sys

from measuring import timed

SENTENCE = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[A-Z\"“‘'0-9])")
WORD = re.compile(r"[^\W\d_]{2,}")


def split(text):
    return [part for line in text.split("\n") for part in SENTENCE.split(line.strip()) if part]


def count(length, total):
    return max(1, round(float(length[:-1]) / 100 * total)) if length.endswith("%") else min(int(length), total)


def sumy(kind):
    from importlib import import_module

    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.utils import get_stop_words

    module, name = {"textrank": ("text_rank", "TextRankSummarizer"), "lexrank": ("lex_rank", "LexRankSummarizer"),
                    "lsa": ("lsa", "LsaSummarizer"), "luhn": ("luhn", "LuhnSummarizer")}[kind]

    class Words:
        def to_words(self, text):
            return tuple(WORD.findall(text))

    from sumy.nlp.stemmers import Stemmer
    summarizer = getattr(import_module(f"sumy.summarizers.{module}"), name)(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")
    words = Words()

    def choose(sentences, wanted):
        parsed = [Sentence(text, words) for text in sentences]
        places = {id(sentence): place for place, sentence in enumerate(parsed)}
        chosen = summarizer(ObjectDocumentModel([Paragraph(parsed)]), wanted)
        return sorted(places[id(sentence)] for sentence in chosen)
    return choose


def summa(_):
    from summa import summarizer
    from summa.commons import build_graph, remove_unreachable_nodes
    from summa.pagerank_weighted import pagerank_weighted_scipy
    from summa.preprocessing.textcleaner import merge_syntactic_units, filter_words, init_textcleanner

    init_textcleanner("english", None)

    def choose(sentences, wanted):
        units = merge_syntactic_units(sentences, filter_words(sentences))
        graph = build_graph([unit.token for unit in units])
        summarizer._set_graph_edge_weights(graph)
        remove_unreachable_nodes(graph)
        scores = pagerank_weighted_scipy(graph) if len(graph.nodes()) else {}
        summarizer._add_scores_to_sentences(units, scores)
        ranked = sorted((unit for unit in units), key=lambda unit: -unit.score)
        return sorted(unit.index for unit in ranked[:wanted])
    return choose


def sklearn_pagerank(_):
    import networkx
    from sklearn.feature_extraction.text import TfidfVectorizer

    def choose(sentences, wanted):
        try:
            rows = TfidfVectorizer(stop_words="english").fit_transform(sentences)
        except ValueError:
            return list(range(min(wanted, len(sentences))))
        graph = networkx.from_scipy_sparse_array(rows @ rows.T)
        ranks = networkx.pagerank(graph)
        return sorted(sorted(range(len(sentences)), key=lambda place: -ranks[place])[:wanted])
    return choose


def pytextrank(_):
    import pytextrank as package  # noqa: F401
    import spacy
    from spacy.tokens import Doc

    # It wants noun chunks, so a trained parser: a package of spaCy's own, which no index of packages carries.
    language = spacy.load("en_core_web_sm")
    language.add_pipe("textrank")

    def choose(sentences, wanted):
        docs = [language(sentence) for sentence in sentences]
        doc = Doc.from_docs([one for one in docs if len(one)])
        starts, start = {}, 0
        for place, one in enumerate(docs):
            if len(one):
                starts[start] = place
            for offset in range(len(one)):
                doc[start + offset].is_sent_start = offset == 0
            start += len(one)
        chosen = language.get_pipe("textrank")(doc)._.textrank.summary(limit_phrases=10, limit_sentences=wanted)
        return sorted({starts[span.start] for span in chosen if span.start in starts})
    return choose


def lead(_):
    return lambda sentences, wanted: list(range(min(wanted, len(sentences))))


SYSTEMS = {"sumy": sumy, "summa": summa, "sklearn": sklearn_pagerank, "pytextrank": pytextrank, "lead": lead}


def system(name):
    family, _, kind = name.partition("-")
    return SYSTEMS[family](kind)


def records(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def summaries(name, length, path):
    choose = system(name)
    for record in records(path):
        sentences = record["sentences"]
        chosen = choose(sentences, count(length, len(sentences)))
        print(json.dumps({"id": record["id"], "text": "\n".join(sentences[place] for place in chosen)}))


def speed(name, path):
    choose = system(name)
    texts = [record["text"] for record in records(path)]
    choose(split(texts[0]), 3)
    chosen, seconds = timed(lambda: [choose(split(text), 3) for text in texts])
    print(json.dumps({"system": name, "articles": len(texts), "cpu_s": seconds, "per_cpu_s": len(texts) / seconds,
                      "chosen": sum(map(len, chosen))}))


def rouge(references, path):
    from rouge_score.rouge_scorer import RougeScorer

    names = ["rouge1", "rouge2", "rougeL", "rougeLsum"]
    wanted = {record["id"]: record.get("references", record.get("text")) for record in records(references)}
    scorer = RougeScorer(names, use_stemmer=True)
    for record in records(path):
        texts = wanted[record["id"]]
        scores = scorer.score_multi(texts if isinstance(texts, list) else [texts], record["text"])
        print(json.dumps({"id": record["id"], **{name: list(scores[name]) for name in names}}))


if __name__ == "__main__":
    {"summaries": summaries, "speed": speed, "rouge": rouge}[sys.argv[1]](*sys.argv[2:])
