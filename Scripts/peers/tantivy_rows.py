"""The row fit-1 in tantivy, once, in this process: an index in memory of words and their frequencies.

    python tantivy_rows.py fit-1 DOCUMENTS
"""

import sys

import tantivy

from measuring import documents, report, timed


def index(texts):
    schema = tantivy.SchemaBuilder()
    # Documents and frequencies, as a fit counts them: no positions, no stored text.
    schema.add_text_field("text", stored=False, tokenizer_name="default", index_option="freq")
    index = tantivy.Index(schema.build())
    writer = index.writer(heap_size=1_000_000_000, num_threads=1)
    for text in texts:
        writer.add_document(tantivy.Document(text=text))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index.searcher().num_docs


def main():
    _, row, path = sys.argv
    assert row == "fit-1", row
    texts, megabytes = documents(path)
    count, seconds = timed(lambda: index(texts))
    assert count == len(texts), (count, len(texts))
    report("fit-1", f"tantivy {tantivy.__version__}", cpu_s=seconds, mb_per_s=megabytes / seconds, documents=count)


main()
