import ParallaxFeatures
import Testing

/// Which way a claim goes.
@Suite struct ClaimPolarityTests {
  @Test(arguments: [
    "Ferries should be free", "The harbour must stay open", "Smoking should be allowed in Velmora", "",
    "12", "Bannister was mayor",
  ])
  func aClaimWithoutAnOpposingWordAffirms(_ claim: String) {
    #expect(ClaimPolarity(of: claim) == .affirming)
  }

  @Test(arguments: [
    "Ferries should be banned", "BAN the ferries", "We must abolish the toll", "Ferries are a waste of money",
    "The harbour should not be sold", "Tolls don't help anybody", "Tolls don’t help anybody",
  ])
  func oneOpposingWordOrNegationOpposes(_ claim: String) {
    #expect(ClaimPolarity(of: claim) == .opposing)
  }

  @Test(arguments: ["Ferries should not be banned", "We should never stop the ferries"])
  func twoOfThemTurnAClaimRoundTwice(_ claim: String) {
    #expect(ClaimPolarity(of: claim) == .affirming)
  }
}
