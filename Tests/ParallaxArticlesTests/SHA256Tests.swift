import Testing

import ParallaxArticles

@Suite struct SHA256Tests {
  /// FIPS 180-4's own examples, and lengths around the ends of a block.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `Hashes are those of the standard`(text: String, expected: String) {
    #expect(SHA256.hexadecimal(of: Array(text.utf8), count: 32) == expected)
  }

  @Test func `Base 64 is of the same bytes`() {
    #expect(SHA256.base64(of: "abc") == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
  }

  @Test func `Every length gives 32 bytes, and no two of them the same`() {
    let digests = (0...130).map { SHA256.digest(of: [UInt8](repeating: 0x61, count: $0)) }
    #expect(digests.allSatisfy { $0.count == 32 })
    #expect(Set(digests).count == digests.count)
  }
}
