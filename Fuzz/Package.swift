// swift-tools-version: 6.2
import PackageDescription

// A package of its own: with fuzz targets inside the root package every tool that builds all of it
// (the manual's generator, for one) would try to link programs without a main function.
let settings: [SwiftSetting] = [.swiftLanguageMode(.v6), .unsafeFlags(["-parse-as-library"])]

let package = Package(
  name: "parallax-fuzz",
  dependencies: [.package(name: "parallax", path: "../")],
  targets: ["FuzzText", "FuzzFiles", "FuzzPages", "FuzzReaders"].map {
    .executableTarget(
      name: $0, dependencies: [.product(name: "Parallax", package: "parallax")], swiftSettings: settings)
  }
)
