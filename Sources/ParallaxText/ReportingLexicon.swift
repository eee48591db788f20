/// The words that introduce what somebody said.
enum ReportingLexicon {
  /// Verbs of saying, in the forms that stand beside a quotation.
  static let verbs = PackedWords(
    """
    said says say saying told tells tell telling asked asks added adds adding stated states stating announced
    announces announcing declared declares declaring argued argues arguing warned warns warning claimed claims
    claiming insisted insists insisting noted notes noting explained explains explaining replied replies answered
    answers responded responds remarked remarks commented comments commenting observed observes reported reports
    acknowledged acknowledges admitted admits admitting conceded concedes confirmed confirms confirming denied
    denies alleged alleges asserted asserts asserting maintained maintains emphasized emphasised emphasizes stressed
    stresses stressing underlined underscored reiterated reiterates reiterating repeated repeats recalled recalls
    continued continues concluded concludes wrote writes writing tweeted tweets posted posts quipped joked quoted
    called calls calling described describes describing dubbed branded labeled labelled termed praised hailed
    criticized criticised condemned blasted slammed accused vowed pledged promised predicted suggested suggests
    speculated complained contended boasted bragged lamented testified told recounted urged urges demanded exclaimed
    shouted yelled cried whispered muttered murmured mused opined thought thinks believes believed expressed
    expresses voiced read reads
    """)

  /// Verbs that take what was said as a clause: "X claimed the truce had held".
  static let clauseVerbs = PackedWords(
    """
    said says saying told tells telling added adds adding stated states stating announced announces announcing
    declared declares declaring argued argues arguing warned warns warning claimed claims claiming insisted insists
    insisting noted notes noting explained explains explaining replied remarked commented observed reported reports
    acknowledged acknowledges admitted admits conceded concedes confirmed confirms denied denies alleged alleges
    asserted asserts maintained maintains emphasized emphasised stressed stresses stressing underlined underscored
    reiterated reiterates recalled concluded wrote writes tweeted vowed pledged promised predicted suggested suggests
    complained contended testified thinks believes believed thought
    """)

  /// Verbs of ``clauseVerbs`` that as often take a thing: "announced a new park", "denied the charges".
  static let thingVerbs = PackedWords(
    """
    announced announces announcing declared declares declaring claimed claims claiming noted notes noting explained
    explains explaining observed reported reports acknowledged acknowledges admitted admits conceded concedes confirmed
    confirms denied denies alleged alleges asserted asserts maintained maintains emphasized emphasised stressed
    stresses stressing underlined underscored reiterated recalled concluded wrote writes vowed pledged promised
    predicted suggested suggests stated states stating
    """)

  /// Forms of verbs that make a clause of what stands around them; those in "ed" are told by their place.
  static let finiteVerbs = PackedWords(
    """
    is are was were has have had will would can could may might must should shall does do did isn't aren't wasn't
    weren't won't wouldn't can't cannot couldn't doesn't don't didn't hasn't haven't hadn't came went took gave made got
    left fell rose began won lost held met sent fled kept brought told said saw found led paid broke fought hit ran cut
    became stood sank shot struck drew flew grew knew threw spent built bought caught chose wants needs remains seems
    shows means appears spoke didn doesn don isn aren wasn weren hasn haven hadn won wouldn couldn shouldn
    """)

  /// Words that open what is said right behind a verb: "vowed to fight", "explained why".
  static let openers = PackedWords("to how why whether if")

  /// Words behind which another clause begins, which need not be the speaker's.
  static let joints = PackedWords(
    "and but or nor yet after before when while because since although though unless until what who which whose whom"
  )

  /// Words that mark a form in "ed" before them as a participle: "charges leveled against him".
  static let participleTies = PackedWords("by against with from for")

  /// Words that tie a thing, not a clause, to a verb.
  static let prepositions = PackedWords("of on for with by at in into from about over against as through")

  /// Verbs that report no words before "for" or "on".
  static let pleas = PackedWords("called calls calling urged urges demanded")

  /// Words that name a source with "to".
  static let sources = PackedWords("according")

  /// Words that may stand between a speaker and the verb.
  static let auxiliaries = PackedWords(
    """
    has have had also later then was were is are will would later recently once again earlier simply repeatedly
    reportedly previously famously further never not even publicly already
    """)

  /// Words that open a noun phrase.
  static let determiners = PackedWords(
    "the a an his her its their our my one another some many several both two three")

  /// Words that open a relative clause on a person or a body.
  static let relatives = PackedWords("who whose which formerly")

  static let pronouns = PackedWords("he she they we i you it nobody everybody everyone someone")

  /// Small words inside names: "Ministry of Foreign Affairs", "Staffan de Mistura".
  static let nameParts = PackedWords(
    "of the for and de la le al bin ibn ben van von der den du da di dos el abu")

  /// Words that end a noun phrase after "said".
  static let phraseEnds = PackedWords(
    """
    in on at who whom whose which that this these those after before during when while as by from with to adding and but if because
    about over under where referring speaking following according has had was is be said ahead last yesterday today
    """)

  /// Words that begin with an apostrophe for letters left out.
  static let elisions = PackedWords("em til tis twas n cause bout round cos s t re ve ll m d nuff")
}
