"""Words of which one knows what they say of a capitalised name: general English, and the titles of German.

None of them is a name. They are not meant to be complete: what is missing costs a guess or adds a suggestion.
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION: Final = _words("""
    a about according after against all also although among an and another any are as at because before being below
    beside besides between both but by can could despite did do does during each either even every few following for
    from had has have he hence her here hers him his how however i if in indeed instead into is it its later less let
    like many me meanwhile might moreover more most much must my near neither nevertheless next no nobody none nor
    not nothing now of off on once one only or other others our out over perhaps please rather same several she should
    since so some somebody someone something soon still such than thank thanks that the their them then there therefore
    these they this those though through throughout thus till to today together tomorrow too toward towards two under
    unlike until unto up upon us very was we well were what whatever when whenever where whether which while who whom
    whose why with within without would yes yesterday yet you your
    aber als am auch auf aus bei beim da das dass daß dem den der des die diese dieser dieses doch ein eine einem
    einen einer eines er es für gegen ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im ist ja kein keine mein
    meine meinem meinen meiner mich mir mit nach nein nicht noch nun nur ob oder ohne sein seine seinem seinen
    seiner seines sich sie sind so über um und uns unser vom von vor was wenn wer wie wir wird wo zu zum zur
""")
"""Words with a capital only because a sentence begins: no name begins with one, `The` excepted."""

CALENDAR: Final = _words("""
    monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays
    sundays mon tue tues wed thu thur thurs fri sat sun january february march april may june july august september
    october november december jan feb mar apr jun jul aug sep sept oct nov dec
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar jänner februar feber märz mai juni juli
    oktober dezember anfang mitte ende
    utc gmt est edt cst pst bst cet am pm ad bc ce bce
""")
"""Days, months and what stands beside hours and years."""

TITLES: Final = _words("""
    mr mrs ms miss mx dr prof professor sir dame madam hon rev reverend messrs mlle mme sen senator rep representative
    congressman congresswoman councillor councilman councilwoman councilor gov governor pres president mayor chancellor
    premier minister secretary secretary-general ambassador commissioner chairman chairwoman chairperson chair ceo cfo
    director spokesman spokeswoman spokesperson judge justice attorney sheriff officer detective inspector
    superintendent constable lt lieutenant col colonel capt captain sgt sergeant cpl corporal gen adm admiral cmdr
    commander maj marshal brigadier coach manager editor correspondent reporter journalist
    herr herrn frau fräulein doktor direktor hofrat regierungsrat redakteur baron baronin graf gräfin minister präsident
    bürgermeister kaiser kaiserin señor señora don doña monsieur madame mademoiselle
""")
"""Words before a person's name that are no part of it."""

ALSO_NAMES: Final = _words("may april june august march")
"""Months that are people's names as well."""

OF_TITLES: Final = _words("""
    prime vice deputy foreign defence defense chief acting former first assistant associate interim general interior
    finance justice home press major prime-ministerial lord senior executive managing attorney
""")
"""What stands before a title and is no name without it."""

ROYAL: Final = _words("king queen prince princess pope emperor empress duke duchess saint cardinal archbishop bishop")
"""Words that are part of how somebody is known."""

ORGANIZATION: Final = _words("""
    inc ltd corp co llc plc gmbh ag company corporation group holdings university college institute institution school
    academy faculty ministry department office bureau agency administration authority commission committee council
    board court parliament congress senate assembly party union league federation association society foundation trust
    fund bank club team orchestra ensemble philharmonic police army navy force forces guard service services church
    hospital center centre museum library laboratory laboratories organization organisation network news times post
    herald tribune gazette journal magazine press media radio television airlines airways railway railways industries
    systems partners alliance coalition movement front brigade corps rovers government nations
    universität hochschule akademie verein verlag gesellschaft ministerium zeitung tagblatt bundesrat reichsrat
""")
"""Words that a name of an organization has in it."""

SUBJECTS: Final = _words("""
    ministry department office bureau agency administration commission committee institute school faculty board
    secretary center centre centers society association academy
""")
"""Organizations whose names go on with a subject, in which there is an `and`: Department of Health and Trade."""

CORPORATE: Final = _words("inc ltd corp co llc plc gmbh ag limited corporation incorporated")
"""What a company is often called without."""

PLACE: Final = _words("""
    river lake mount mountain mountains island islands isle bay sea ocean gulf strait valley canyon desert forest park
    beach bridge street avenue road boulevard lane square plaza station airport harbour harbor port county province
    district region territory state states city town village township republic kingdom peninsula coast creek falls hill
    hills canal castle palace cathedral emirates
""")
"""Words that a name of a place has in it."""

BEGIN_PLACES: Final = _words("new north south east west san santa los las")
"""Words that names of places begin with."""

COMPASS: Final = _words("north south east west northern southern eastern western central new upper lower")
"""Words that many places begin with, and adjectives of nations too."""

INSIDE: Final = _words("in near throughout across outside")
"""Words that hardly stand before anything but a place, where a name is concerned."""

PLACE_BEFORE: Final = _words("in from near at to into around outside across throughout towards toward via aus nach")
"""Words before a place, if they stand there often."""

DETERMINERS: Final = _words("""
    a an the this that each every another his her their its our my your some no
    der die das dem den des ein eine einem einen einer eines im am zum zur vom beim ins kein keine dieser diese dieses
    diesem diesen mein meine meinem meinen meiner sein seine seinem seinen seiner seines ihr ihre ihrem ihren ihrer
    ihres unser unsere unserem unseren unserer jeder jede jedes jedem jeden
""")
"""Articles and their like: a person's name has none before it."""

NAME_PARTICLES: Final = _words("de della del di da do dos das du la le el van von der den af av bin ibn ben al y")
"""Small words inside the names of persons."""

SUFFIXES: Final = _words("jr sr jnr snr ii iii iv esq phd md")
"""What follows a surname."""

NATIONAL: Final = _words("""
    afghan arab basque brit british catalan celtic croat czech danish dane dutch english filipino finn finnish flemish
    french gaelic german greek hindu icelandic iraqi irish israeli jew jewish islamic kurd kurdish latin maori muslim
    kuwaiti nazi nordic norse norwegian pakistani pole polish portuguese roma roman saudi scot scots scottish serb slav
    slavic slovak somali spaniard spanish swede swedish swiss tatar thai turk turkish uzbek welsh yemeni bangladeshi
    nepali qatari emirati catholic protestant christian buddhist anglican orthodox
""")
"""Adjectives and people of nations, languages and faiths that no ending tells."""

NATIONAL_ENDINGS: Final = ("ian", "ean", "ese", "ican", "ish", "eran", "ayan", "stani")
"""Endings of most others; a word that has one has to be used as an adjective, too."""

INITIALISMS: Final = _words("tv dvd cd ok pm am dj id pr hiv aids dna gdp url pdf faq q&a q a i o vs no nos p pp")
"""Capitals that name nobody."""
