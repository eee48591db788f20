/// The words that decide whether a stop ends an English sentence, by what they do to the rule.
enum SentenceLexicon {
  /// Titles and place prefixes: a name follows, so their stop never ends a sentence.
  static let titles = PackedWords(
    """
    mr mrs ms mx messrs mmes dr drs prof profs rev revd hon rt gen lt ltc col maj brig capt cpt cmdr cdr adm sgt
    cpl pvt spc pfc sen sens rep reps gov govs pres supt atty asst assoc det insp ins dir amb ft mt mts st ste sts
    fr sr.ta msgr mgr rabbi imam sheik mlle mme sra srta hr prin ald dep esp pte hons vice-adm vice-pres lt-gen
    maj-gen brig-gen comdr ens ofc sec-gen treas coun min
    """)

  /// Words whose stop never ends a sentence, whatever follows.
  static let joining = PackedWords(
    "vs v e.g eg i.e ie cf viz ca approx c.f incl resp aka a.k.a b.k.a f.k.a d.b.a d/b/a")

  /// Words whose stop does not end a sentence before a number.
  static let numbered = PackedWords(
    """
    no nos p pp pg pgs fig figs vol vols art arts sec sect par para ch chap ver ext op ed eds nr app ex eq eqs ref
    refs tab rm ste apt bldg fl flt rte hwy c l ll n ca tel fax line lot pt sq cl
    """)

  /// Months and days, shortened.
  static let calendar = PackedWords(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun")

  /// Shortened words that may stand at the end of a sentence: only the next word tells.
  static let general = PackedWords(
    """
    co cos inc incs ltd corp corps llc plc bros jr sr esq etc al dept depts div univ assn assoc bldg est ave blvd
    rd ct hwy pkwy pl sq ln ter st dist adj adv int intl nat natl govt gov min mins max hr hrs sec secs yr yrs mo
    mos wk wks oz lb lbs kg km cm mm ft mi mph in cu pct avg misc temp tech mfg mfr mfrs mgmt admin exec reg tel
    ext acct appt arr bef cont dec def diff doc eng env equip esp et ex fed fwd gal hist hosp ill info inst lang
    lat lib lit loc med mem mil mkt mus myth neg obj obs orig pat perf pers phil philos phys pop pos poss prob
    proc prod pron prop prov pseud psych pub publ qt quot rd recd ref rel rev sci ser sgd sing soc spec subj
    suppl syn syst theol trans treas var vet vocab ala alas ariz ark calif cal colo conn del fla ga ia ida kan
    kans ky la mass mich minn miss mo mont neb nebr nev okla ore penn penna tenn tex va vt wash wis wisc wyo ont
    que sask alta ind md me dak minn bros ph.d m.d b.a m.a b.s m.s d.d.s j.d ll.b ll.m b.sc m.sc d.phil
    """)

  /// Words that open a sentence far more often than they continue a name.
  static let starters = PackedWords(
    """
    the a an this that these those he she it its they we you i his her their our my your there here what how why
    who whose where which when while if in on at by for from to with as after before since because although though
    but and or so yet nor however also moreover meanwhile nevertheless nonetheless furthermore therefore thus then
    still instead indeed perhaps maybe not no yes one two three some many most more all any each every both few
    several another other others such even only just now today yesterday tomorrow later earlier during under over
    between among without within despite until once did do does is are was were has have had can could will would
    should may might must don't doesn't didn't isn't it's he's she's that's there's they're we're i'm i've i'd
    i'll you're we've let let's please thanks thank well oh ok okay see about according having being nobody
    everyone someone everybody nothing something everything unlike like next first second third finally never
    neither either unless whether anyone because great good
    """)

  /// Words after a clock time that go with it: days, months, zones.
  static let afterTime = PackedWords(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december gmt utc bst cet cest est edt cst cdt mst mdt pst pdt et ct pt ist eastern
    central pacific mountain eastern london local moscow greenwich
    """)

  /// Words that leave a clause open, so that a line that ends with one goes on.
  static let open = PackedWords(
    """
    a an the of in on at by for from to with into about as and or but nor that which who whose is are was were be
    been has have had will would can could should may might must its his her their our my your this these those
    than between against under over after before
    """)

  /// Prepositions that open "At 5 a.m.", which is no sentence yet.
  static let timePrepositions = PackedWords("at by on around about before after until till since from near")

  /// Months in full, which an ordinal such as "3." goes with.
  static let months = PackedWords(
    """
    january february march april may june july august september october november december
    """)

  /// Shortened words that are also words in their own right when they stand in lower case.
  static let ordinary = PackedWords(
    """
    in me la mo ill miss mass wash ark del cal gal pop pat mus poss temp env info tech sing soc spec sat sun mar
    wed fri no fig art par ed op tab line lot app max min sec mins secs hrs pub vet lit rev et al fed perf prop
    int var trans pos neg doc med mem admin exec reg ref rel sci prod ind tex ext inst
    """)

  /// What follows the apostrophe of a clitic.
  static let clitics = PackedWords("s m d ll re ve")

  /// Negations written without their apostrophe: "dont".
  static let bareNegations = PackedWords(
    "dont didnt doesnt isnt wasnt arent werent cant wont wouldnt couldnt shouldnt havent hasnt hadnt aint")

  /// Words of two that part after three letters: "can not", "gon na".
  static let threeAndRest = PackedWords("cannot gonna wanna gotta")

  /// Words of two that part after one letter: "i m".
  static let oneAndRest = PackedWords("im ive")

  /// Prefixes that a hyphen joins to their word instead of parting from it.
  static let prefixes = PackedWords(
    """
    e anti co counter non semi re pre mis over vice ex multi sub un inter intra post pro ultra neo pseudo quasi
    de bi tri trans auto bio eco geo hyper macro mega micro mini mono socio under cyber electro
    """)

  /// Words with a slash in them.
  static let slashed = PackedWords("b/c w/o w/out c/o n/a")
}
