@_exported import ParallaxArticles
@_exported import ParallaxCoverage
@_exported import ParallaxFeatures
@_exported import ParallaxLearning
@_exported import ParallaxMath
@_exported import ParallaxModels
@_exported import ParallaxSummary
@_exported import ParallaxText
