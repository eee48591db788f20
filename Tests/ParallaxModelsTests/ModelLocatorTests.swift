import Foundation
import ParallaxModels
import Testing

@Suite struct ModelLocatorTests {
  @Test func placesAreLookedAtInTheirOrder() throws {
    let locator = ModelLocator(
      directories: ["/a", "/b"], environmentValue: "/c:/d", executableDirectory: "/bin", buildTree: "/tree")
    #expect(
      locator.places == [
        "/a", "/b", "/c", "/d", "/bin/Models", "/bin/models", "/bin/../share/parallax/models", "/tree",
      ])
    #expect(ModelLocator(environmentValue: "").places.isEmpty)
  }

  @Test func theFirstPlaceThatHasTheModelWins() throws {
    let folder = try TemporaryFolder()
    for model in [
      "given/leaning", "env/leaning", "env/frames", "bin/Models/tone", "share/parallax/models/tone",
    ] {
      try folder.addModel(model)
    }
    try FileManager.default.createDirectory(
      atPath: folder.file("given/no-model"), withIntermediateDirectories: true)
    let locator = ModelLocator(
      directories: [folder.file("given")], environmentValue: folder.file("env"),
      executableDirectory: folder.file("bin"))
    #expect(try locator.locate("leaning").directory == folder.file("given/leaning"))
    #expect(try locator.locate("frames").directory == folder.file("env/frames"))
    #expect(try locator.locate("tone").directory == folder.file("bin/Models/tone"))
    #expect(
      locator.available() == [
        LocatedModel(name: "frames", directory: folder.file("env/frames")),
        LocatedModel(name: "leaning", directory: folder.file("given/leaning")),
        LocatedModel(name: "tone", directory: folder.file("bin/Models/tone")),
      ])
  }

  @Test func theShareFolderBesideTheExecutablesIsFound() throws {
    let folder = try TemporaryFolder()
    try folder.addModel("share/parallax/models/tone")
    try FileManager.default.createDirectory(atPath: folder.file("bin"), withIntermediateDirectories: true)
    let located = try ModelLocator(executableDirectory: folder.file("bin")).locate("tone")
    #expect(FileManager.default.fileExists(atPath: located.file))
  }

  @Test func aPathIsTakenAsItIs() throws {
    let folder = try TemporaryFolder()
    try folder.addModel("mine")
    for path in ["mine", "mine/", "mine/model.safetensors", "other/../mine"] {
      let located = try ModelLocator().locate(folder.file(path))
      #expect(located == LocatedModel(name: "mine", directory: folder.file("mine")))
    }
  }

  @Test func aMissNamesEveryPlaceAndTheModelsThereAre() throws {
    let folder = try TemporaryFolder()
    try folder.addModel("given/leaning")
    let locator = ModelLocator(
      directories: [folder.file("given")], environmentValue: "/nowhere/env",
      executableDirectory: "/nowhere/bin",
      buildTree: "/nowhere/tree")
    let error = #expect(throws: ModelError.self) { try locator.locate("laening") }
    #expect(error?.code == .missing)
    for place in locator.places + ["\"laening\"", "there are leaning"] {
      #expect(error?.message.contains(place) == true)
    }
  }

  @Test(arguments: [("no/such", "does not exist"), ("", "holds no model.safetensors")])
  func aWrongPathIsSaid(path: String, says: String) throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: ModelError.self) { try ModelLocator().locate(folder.file(path)) }
    #expect(error?.code == .missing)
    #expect(error?.message.contains(says) == true)
  }

  @Test func namesDoNotReachOutOfAPlace() throws {
    let folder = try TemporaryFolder()
    try folder.addModel("outside")
    try FileManager.default.createDirectory(atPath: folder.file("place"), withIntermediateDirectories: true)
    let locator = ModelLocator(directories: [folder.file("place")])
    for name in ["../outside", "..", ".", ""] {
      #expect(throws: ModelError.self) { try locator.locate(name) }
    }
  }
}
