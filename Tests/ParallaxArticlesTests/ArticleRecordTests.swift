import Foundation
import ParallaxArticles
import Testing

@Suite struct ArticleRecordTests {
  @Test func theRecordHasTheKeysOfTheContractInOrder() throws {
    let article = ArticleCleaner().clean(
      "Tweet\n\nÜber Nacht kam der Schnee.", id: "a/b", outlet: "Post", title: "T \"x\"", date: "2017-01-25")
    let line = String(decoding: ArticleRecord(article).jsonLine(), as: UTF8.self)
    #expect(
      line == """
        {"date":"2017-01-25","id":"a/b","outlet":"Post","removed":[{"end":6,"rule":"share","start":0},\
        {"end":7,"rule":"whitespace","start":6}],"source_line":null,"text":"Über Nacht kam der Schnee.","title":"T \\"x\\""}

        """)
  }

  @Test func offsetsCountScalarsOfTheOriginal() throws {
    let original = "🔥 Ein Müller — er hieß Jörg — kam.\n\nTweet\n\nÄpfel aß er, é\u{301} nicht.\n"
    let article = ArticleCleaner().clean(original, id: "a")
    var scalars = Array(original.unicodeScalars)
    for removal in ArticleRecord(article).removed.reversed() {
      scalars.removeSubrange(removal.start..<removal.end)
    }
    #expect(String(String.UnicodeScalarView(scalars)) == article.text)
    #expect(rules(article) == [.share])
  }

  @Test func aRecordIsReadBackByTheReader() throws {
    let article = ArticleCleaner().clean("Road opens\n\nThe road\u{2028} is open.\n", id: "x", outlet: "Post")
    let folder = try TemporaryFolder(["a.jsonl": Array(ArticleRecord(article).jsonLine())])
    let read = try ArticleReader().articles(.file(folder.file("a.jsonl")))[0]
    #expect(
      read.text == article.text && read.title == "Road opens" && read.id == "x" && read.outlet == "Post")
  }
}
