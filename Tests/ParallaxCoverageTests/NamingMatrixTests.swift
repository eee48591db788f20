import ParallaxArticles
import ParallaxCoverage
import ParallaxText
import Testing

@Suite("NamingMatrix")
struct NamingMatrixTests {
  private func matrix() throws -> NamingMatrix {
    NamingMatrix(articles: islandArticles(), gazetteer: try islandGazetteer())
  }

  @Test("counts by outlet are those counted by hand, zeros shown")
  func counts() throws {
    let matrix = try matrix()
    #expect(matrix.outlets == ["Gull", "Mast", "Tide"])
    #expect(matrix.rows.map(\.term) == ["militant", "rebel"])
    let militant = try #require(matrix.rows.first)
    #expect(militant.cells.map(\.count) == [2, 0, 1])
    #expect(militant.cells.map(\.relatedCount) == [1, 0, 0])
    #expect(militant.articleCount == 2)
    #expect(militant.forms.map(\.form) == ["militant", "militants", "militancy"])
    #expect(militant.forms.map(\.counts) == [[1, 0, 0], [1, 0, 1], [1, 0, 0]])
    #expect(matrix.rows[1].cells.map(\.count) == [0, 3, 0])
    #expect(
      matrix.rows[1].cells[1].articleCounts.map { [$0.article, $0.count, $0.relatedCount] } == [[1, 3, 0]])
  }

  @Test("actors are counted by name and by designation, most often named first")
  func actors() throws {
    let actors = try matrix().actors
    #expect(actors.map(\.actorID) == ["island-front", "harbor-state"])
    #expect(actors[0].aliasCounts == [0, 0, 1])
    #expect(actors[0].designationCounts == [2, 3, 1])
    #expect(actors[1].aliasCounts == [1, 1, 1])
    #expect(actors[1].articleCounts == [1, 1, 1])
  }

  @Test("each number has that many occurrences, which hold the form inside their sentence")
  func evidence() throws {
    let articles = islandArticles()
    for row in try matrix().rows {
      for cell in row.cells {
        #expect(cell.occurrences.count == cell.count + cell.relatedCount)
        #expect(cell.articleCounts.reduce(0) { $0 + $1.count } == cell.count)
        for occurrence in cell.occurrences {
          let text = articles[occurrence.article].text
          #expect(text.slice(utf8: occurrence.mentionRange).lowercased() == occurrence.form.lowercased())
          #expect(occurrence.sentence != nil)
          #expect(occurrence.sentenceRange.lowerBound <= occurrence.mentionRange.lowerBound)
          #expect(occurrence.mentionRange.upperBound <= occurrence.sentenceRange.upperBound)
        }
      }
    }
  }

  @Test("a rate is the count for each thousand words of the outlet")
  func rates() throws {
    let words = Tokenizer(analyzer: .unicode).tokens(in: islandArticles()[1].text).count {
      $0.kind != .punctuation
    }
    let rate = try #require(try matrix().rows[1].cells[1].ratePerThousandWords)
    #expect(abs(rate - 3000 / Double(words)) < 1e-12)
    let empty = NamingMatrix(
      articles: islandArticles() + [Article(id: "void", outlet: "Void", original: "")],
      gazetteer: try islandGazetteer())
    #expect(empty.rows[0].cells[3].ratePerThousandWords == nil)
  }

  @Test("the order of articles does not change any number")
  func order() throws {
    let backwards = NamingMatrix(articles: islandArticles().reversed(), gazetteer: try islandGazetteer())
    let forwards = try matrix()
    #expect(backwards.outlets == forwards.outlets)
    #expect(backwards.rows.map(\.term) == forwards.rows.map(\.term))
    #expect(backwards.rows.map { $0.cells.map(\.count) } == forwards.rows.map { $0.cells.map(\.count) })
    #expect(backwards.actors == forwards.actors)
  }

  @Test("an actor's rows stand together, the most named actor first, equal counts by term")
  func ties() throws {
    let text = "The regime and a rebel, a freedom fighter, a militant."
    let matrix = NamingMatrix(
      articles: [Article(id: "a", outlet: "O", original: text)], gazetteer: try islandGazetteer())
    #expect(matrix.rows.map(\.term) == ["freedom fighter", "militant", "rebel", "regime"])
  }
}
