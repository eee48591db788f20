// swift-tools-version: 6.2
import PackageDescription

/// Warnings become errors where `PARALLAX_STRICT` is set (as CI does), so that a newer compiler's
/// new warning never stops a user of the library.
let isStrict = Context.environment["PARALLAX_STRICT"] != nil

let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (isStrict ? [.treatAllWarnings(as: .error)] : [])

/// A target of this package with the settings that all of them share.
func library(
  _ name: String, path: String? = nil, _ dependencies: [Target.Dependency] = [],
  exclude: [String] = [], resources: [Resource] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: path, exclude: exclude, resources: resources,
    swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.init(stringLiteral: name), "ParallaxTestSupport"] + dependencies,
    swiftSettings: settings)
}

// What `Parallax` hands on, for those who use it: if they named `Parallax` alone, a build would not compile them anew
// where the layout of a type below changed, because `Parallax` itself stays the same then.
let handedOn: [Target.Dependency] = [
  "ParallaxText", "ParallaxMath", "ParallaxFeatures", "ParallaxLearning", "ParallaxSummary",
  "ParallaxArticles", "ParallaxModels", "ParallaxCoverage",
]

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

let package = Package(
  name: "parallax",
  products: [
    .library(name: "Parallax", targets: ["Parallax"]),
    .executable(name: "parallax", targets: ["ParallaxCLI"]),
  ],
  // On by default; a user of the library alone turns them off and resolves neither SQLite's nor the server's
  // packages.
  traits: [
    .trait(name: "Corpus", description: "The store of articles on SQLite."),
    .trait(name: "Service", description: "The HTTP service.", enabledTraits: ["Corpus"]),
    .default(enabledTraits: ["Corpus", "Service"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    // What the server's interface is written in; it brings them along itself.
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Layer 0: what Swift cannot say itself, and the files that ship.
    .systemLibrary(name: "CBLAS", pkgConfig: "blas", providers: [.apt(["libblas-dev"])]),
    .systemLibrary(name: "CLAPACK", pkgConfig: "lapack", providers: [.apt(["liblapack-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // Debian's libstemmer has no pkg-config file: the module map names what to link.
    .systemLibrary(name: "CSnowball", providers: [.apt(["libstemmer-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(name: "CHTMLParser", dependencies: ["CXML2"]),
    .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CReadingModels"),
    .target(name: "CWebAssets", exclude: ["page.html", "app.js", "profile.js", "app.css", "openapi.json"]),
    .systemLibrary(name: "CVectors"),
    .systemLibrary(name: "CMalloc"),
    library(
      "BundledModels", path: "Models",
      exclude: [
        "README.md", "leaning", "main-text", "article-lines", "term-vectors", "stance-actor", "bias-wording",
        "stance-claim", "stance-perspective", "hyperpartisan", "frames",
      ]),
    library(
      "BundledData", path: "Data",
      exclude: ["README.md", "Samples", "Gazetteers", "Lexicons", "Summaries", "Axes"]),
    // Layer 1
    library("ParallaxMath", ["CBLAS", "CLAPACK"]),
    library("ParallaxText", ["CSnowball", "CVectors"]),
    // Layer 2
    library("ParallaxFeatures", ["ParallaxText", "ParallaxMath", "CZlib"]),
    library("ParallaxLearning", ["ParallaxMath"]),
    library("ParallaxSummary", ["ParallaxText", "ParallaxMath"]),
    library(
      "ParallaxArticles",
      ["ParallaxText", "CHTMLParser", "CSimdjson", "CZlib", "CZstd", "CReadingModels", logging]),
    // Layer 3
    library(
      "ParallaxModels",
      ["ParallaxText", "ParallaxMath", "ParallaxFeatures", "ParallaxLearning", logging]),
    // Layer 4
    library(
      "ParallaxCoverage",
      [
        "ParallaxText", "ParallaxMath", "ParallaxFeatures", "ParallaxLearning", "ParallaxSummary",
        "ParallaxArticles", "ParallaxModels",
      ]),
    library(
      "ParallaxCorpus",
      [
        "ParallaxArticles",
        .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["Corpus"])),
      ]),
    // Layer 5
    library(
      "Parallax",
      [
        "ParallaxText", "ParallaxMath", "ParallaxFeatures", "ParallaxLearning", "ParallaxSummary",
        "ParallaxArticles", "ParallaxModels", "ParallaxCoverage", "BundledModels", "BundledData",
      ]),
    // Layer 6
    library("ParallaxService", ["Parallax", "ParallaxCorpus", "CWebAssets"] + handedOn),
    // Layer 7
    .executableTarget(
      name: "ParallaxCLI",
      dependencies: handedOn + [
        "Parallax", "ParallaxCorpus", "ParallaxService", "CMalloc", logging,
        .product(
          name: "Hummingbird", package: "hummingbird", condition: .when(traits: ["Service"])),
        .product(
          name: "HummingbirdCore", package: "hummingbird", condition: .when(traits: ["Service"])),
        .product(
          name: "UnixSignals", package: "swift-service-lifecycle", condition: .when(traits: ["Service"])),
        .product(
          name: "ServiceLifecycle", package: "swift-service-lifecycle",
          condition: .when(traits: ["Service"])),
        .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: ["Service"])),
        .product(name: "NIOPosix", package: "swift-nio", condition: .when(traits: ["Service"])),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras", condition: .when(traits: ["Service"])),
        .product(name: "HTTPTypes", package: "swift-http-types", condition: .when(traits: ["Service"])),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: settings),
    // Tests
    .target(
      name: "ParallaxTestSupport",
      dependencies: ["ParallaxMath", "ParallaxText"],
      path: "Tests/ParallaxTestSupport", swiftSettings: settings),
    tests("ParallaxMath"),
    tests("ParallaxText", ["ParallaxMath"]),
    tests("ParallaxFeatures", ["ParallaxText", "ParallaxMath"]),
    tests("ParallaxLearning", ["ParallaxMath"]),
    tests("ParallaxSummary", ["ParallaxText", "ParallaxMath"]),
    tests("ParallaxArticles", ["ParallaxMath", "ParallaxText", "BundledData"]),
    tests("ParallaxModels", ["ParallaxFeatures", "ParallaxLearning", "ParallaxMath", "ParallaxText"]),
    tests(
      "ParallaxCoverage",
      [
        "ParallaxArticles", "ParallaxFeatures", "ParallaxMath", "ParallaxModels", "ParallaxSummary",
        "ParallaxText",
        "BundledData",
      ]),
    tests("ParallaxCorpus", ["ParallaxArticles", .product(name: "GRDB", package: "GRDB.swift")]),
    tests("ParallaxService", ["Parallax", "ParallaxCorpus"] + handedOn),
    tests("Parallax", handedOn),
    // These run the program itself; the dependency is what has it built.
    .testTarget(name: "ParallaxCLITests", dependencies: ["ParallaxCLI"], swiftSettings: settings),
  ],
  // simdjson's header asks for it.
  cxxLanguageStandard: .cxx17
)
