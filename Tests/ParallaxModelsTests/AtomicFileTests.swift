import Foundation
import ParallaxModels
import Testing

@Suite struct AtomicFileTests {
  private func read(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }

  @Test func replacesTheWholeFileAndLeavesNothingElse() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write([UInt8](repeating: 1, count: 5000), to: folder.file("m"))
    try AtomicFile.write([7, 8], to: folder.file("m"))
    #expect(try read(folder.file("m")) == [7, 8])
    #expect(try folder.contents() == ["m"])
  }

  @Test func aFailingProducerLeavesTheOldFileAndNoTemporaryFile() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write([1, 2, 3], to: folder.file("m"))
    let error = #expect(throws: ModelError.self) {
      try AtomicFile.write(to: folder.file("m")) { (output) throws(ModelError) in
        try output.append([UInt8](repeating: 9, count: 100_000))
        throw ModelError(.io, "the disk went away")
      }
    }
    #expect(error?.message == "the disk went away")
    #expect(try read(folder.file("m")) == [1, 2, 3])
    #expect(try folder.contents() == ["m"])
  }

  @Test func aFailingRenameLeavesNoTemporaryFile() throws {
    let folder = try TemporaryFolder()
    try folder.addModel("taken")
    let error = #expect(throws: ModelError.self) { try AtomicFile.write([1], to: folder.file("taken")) }
    #expect(error?.code == .io)
    #expect(try folder.contents() == ["taken"])
  }

  @Test func aMissingFolderIsNamedWithTheSystemsWords() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: ModelError.self) { try AtomicFile.write([1], to: folder.file("no/m")) }
    #expect(error?.code == .missing)
    #expect(error?.description.contains(folder.file("no")) == true)
    #expect(error?.description.contains("No such file or directory") == true)
  }

  @Test func aReaderOfTheOldFileKeepsIt() throws {
    let folder = try TemporaryFolder()
    var writer = try SafetensorsWriter()
    try writer.add("w", [Float](repeating: 2, count: 10_000))
    try writer.write(to: folder.file("m"))
    let old = try SafetensorsFile(contentsOf: folder.file("m"))
    try AtomicFile.write([0], to: folder.file("m"))
    #expect(try old.values("w", as: Float.self).allSatisfy { $0 == 2 })
  }

  @Test func permissionsOfTheOldFileAreKeptAndLinksFollowed() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write([1], to: folder.file("m"))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.file("m"))
    try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: "m")
    try AtomicFile.write([5], to: folder.file("link"))
    #expect(try read(folder.file("m")) == [5])
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("m"))
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.file("link")) == "m")
  }

  @Test func writersAtOnceLeaveOneOfTheirFiles() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("m")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask { try AtomicFile.write([UInt8](repeating: UInt8(writer), count: 70_000), to: path) }
      }
      try await group.waitForAll()
    }
    let bytes = try read(path)
    #expect(bytes.count == 70_000)
    #expect(Set(bytes).count == 1)
    #expect(try folder.contents() == ["m"])
  }
}
