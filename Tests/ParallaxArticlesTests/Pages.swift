/// Pages written for these tests.
enum Pages {
  static let sentences = [
    "The council of the valley agreed on Monday to open the old road to the mill before the snow comes.",
    "Its members had met four times before, and each time the weather had kept two of them away from home.",
    "“We have waited long enough for this,” said the miller, who had come down with both of her sons.",
    "Work is to begin in May, when the river is low and the bridge can bear the weight of the wagons.",
    "The cost of the work will be shared between the valley and the towns that use the road most.",
  ]

  /// An article as outlets have it, with a menu, a caption, teasers, comments and a footer around it.
  static let article = """
    <!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Road to the mill opens | Valley Post</title>
    <meta property="og:title" content="Road to the mill opens"><meta property="og:site_name" content="Valley Post">
    <meta property="article:published_time" content="2031-01-25T18:49:00Z"><meta name="author" content="Ann Doe">
    <link rel="canonical" href="https://post.example/road">
    <script>var x = "<p>No text at all, although it is written as if it were a long paragraph of text.</p>";</script>
    <style>p { color: red }</style></head><body>
    <nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li><li><a href="/s">Sport</a></li></ul></nav>
    <main><article class="story"><h1>Road to the mill opens</h1><p class="byline">By Ann Doe</p>
    <div class="article-body"><p>\(sentences[0])</p>
    <figure><img src="a.jpg"><figcaption>The old road in spring. Photo: Valley Wire</figcaption></figure>
    <p>\(sentences[1])</p><h2>What it costs</h2><p>\(sentences[2])</p>
    <ul><li>One bridge of stone over the river, wide enough for two wagons.</li><li>Two miles of road between the mill and the town.</li></ul>
    <blockquote><p>\(sentences[3])</p></blockquote><p>\(sentences[4])</p></div></article>
    <aside class="related"><h3>Related stories</h3><ul><li><a href="/1">The mill burns</a></li><li><a href="/2">Snow falls</a></li></ul></aside>
    <section id="comments"><h3>2 comments</h3><p>I have walked that road since I was a child and it was never open.</p>
    <p>Nobody asked us whether we want that road to be open, and nobody ever will.</p></section></main>
    <footer><p>© 2031 Valley Post. All rights reserved. Cookies policy</p></footer></body></html>
    """

  /// A frame of zstd: a window of 128 KiB, then one block of a byte repeated, as often as told.
  static func zstdRuns(of byte: UInt8, count: Int, blocks: Int) -> [UInt8] {
    var frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x38]
    for block in 1...blocks {
      let header = UInt32(block == blocks ? 1 : 0) | 1 << 1 | UInt32(count) << 3
      frame += [UInt8(header & 0xFF), UInt8(header >> 8 & 0xFF), UInt8(header >> 16 & 0xFF), byte]
    }
    return frame
  }

  /// A frame of zstd that holds bytes as they are.
  static func zstdStored(_ bytes: [UInt8]) -> [UInt8] {
    let header = UInt32(1) | UInt32(bytes.count) << 3
    return [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x38]
      + [UInt8(header & 0xFF), UInt8(header >> 8 & 0xFF), UInt8(header >> 16 & 0xFF)] + bytes
  }

  /// A gzip member that holds bytes as they are, at most 65,535.
  static func gzipStored(_ bytes: [UInt8]) -> [UInt8] {
    func little(_ value: UInt32, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
    }
    let length = UInt32(bytes.count)
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + little(length, 2) + little(~length, 2) + bytes
      + little(checksum(bytes), 4) + little(length, 4)
  }

  /// CRC-32 bit by bit, as its definition has it.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
