// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that a user of the library never resolves what only measuring needs.
let package = Package(
  name: "parallax-benchmarks",
  products: [
    .executable(name: "feature-rows", targets: ["FeatureRows"]),
    .executable(name: "learner-rows", targets: ["LearnerRows"]),
  ],
  dependencies: [
    .package(name: "parallax", path: "../"),
    // No traits: its allocation counters wrap malloc, which would change what is measured.
    .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "ParallaxBenchmarks",
      dependencies: [
        .product(name: "Parallax", package: "parallax"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/ParallaxBenchmarks",
      swiftSettings: [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
      ],
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    // Not in the folder Benchmarks, whose executables the plugin runs as suites of its own.
    .executableTarget(
      name: "FeatureRows",
      dependencies: ["Measuring", .product(name: "Parallax", package: "parallax")],
      path: "Tools/FeatureRows",
      swiftSettings: [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
      ]),
    .executableTarget(
      name: "LearnerRows",
      dependencies: ["Measuring", .product(name: "Parallax", package: "parallax")],
      path: "Tools/LearnerRows",
      swiftSettings: [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
      ]),
    // The clocks that both share.
    .target(
      name: "Measuring",
      path: "Tools/Measuring",
      swiftSettings: [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
      ]),
  ]
)
