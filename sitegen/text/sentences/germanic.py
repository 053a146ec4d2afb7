"""Abbreviations and openers of Germanic languages."""

from __future__ import annotations

from typing import Final

from sitegen.text.sentences.language_profile import LanguageProfile, profile
from sitegen.text.word_lists import ABBREVIATED_TITLES

_SCANDINAVIAN: Final = """
    adj adr afd alm anm ank arr avd avg avs bd bet bibl bl.a b.la ca cand civiling civ.ing cf d.v.s
    docent dr dvs e.g egl eks eksl eksp ev evt exkl f.d f.eks f.n feks ff fhv fig fmr foreg forf
    forts fr frk fru först følg gl gnm gr hdr henv hhv hj hjv hr i.e ill indb indl
    istf iht ift ikkje jf jfr jnf jr kgl kl kvm lekt lign lör medl
    m.h.t mht m.a.o m.v min mst möjl nat.vid ndf nedenst nuv nr näml obs odont oml omtr op opl oppr opr
    orig osthj p.g.a p.m.e p.t pga pgl pk pkt polit pp prof psyk pt resp rsp rtf rubr s.k
    såk saml sekr sml sms sogn st stk stud sål så.k t.ex  t.o.m  t.eks tandl teol tidl tilf tlf
    trl uafh udg uds udk udv ugtl undert univ v.a vedk vedr vejl vf vha vs övers åb årg årh økon
    f.kr e.kr n.b s.u v.g ö.h
"""
_SCANDINAVIAN_NUMBERS: Final = """
    art avsn bil bind fig figur jan feb febr mars mar apr jun juni jul aug sep sept okt nov dec des kap kl no nr nro par
    paragr s sid sida side sp st str tab tlf vol
"""
_SCANDINAVIAN_EITHER: Final = "t.v t.h a.s a/s aps gt g gata gate st storg storgt storeg vej"

GERMANIC: Final[dict[str, LanguageProfile]] = {
    "en": profile(
        never=ABBREVIATED_TITLES["en"]
        + """
            amb approx asst attys bldg cf dept det dir dist div ed eds e.g esp est fr ft govt hr i.e mt mts prov rt sec
            sr sra st surg treas univ viz vs ven wm chas thos jas
        """,
        numbers="""
            app art arts ca c ch chap chaps cl col cols ed ex exh fig figs fl fn jan feb mar apr jun jul aug sep
            sept oct nov dec mon tue tues wed thu thur thurs fri sat sun line ll n no nos nr op p para paras pl pp
            pt pts r sc sec sect sects ss tab v vol vols est b d
        """,
        either="""
            ave bd blvd cf co corp cos dr inc jr ltd mt pl pk rd sq sr st ste str plc bros esq a.d b.c b.c.e c.e u.s
            u.k u.n e.u d.c u.s.a l.a n.y n.j u.s.s.r al ph.d m.d b.a m.a mass calif conn fla ga ill ind kan la md
            mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo hts ext
        """,
        ends="a.m p.m o.k",
        openers="""
            a after again all also although an and another any are as at because before both but by can could did do
            does each even every few finally for from had has have he hence her here his how however i if in indeed
            instead is it its it’s it's just last later let many maybe meanwhile more moreover most much my neither
            never next no nobody none nor not nothing now of on once one only or other others our over perhaps she
            should since so some somebody someone still such that that’s that's the their then there there’s there's
            therefore these they they’re this those though thus to today tomorrow two under unless until was we were
            what when where whether which while who whom whose why with without would yes yesterday yet you your i’m
            i'm i’ve i've he’s he's we’re we've don’t don't with
        """,
        labels="""
            vitamin vitamins plan type types group class category hepatitis influenza section sections appendix part
            block model version grade point side platform gate option team ward row zone level exhibit chapter
            channel formula factor route line schedule annex table figure unit room wing building camp site
        """,
        said=r"(?:i|he|she|we|they|you|it)\s+(?:\w+ly\s+)?{say}|(?:[A-Z][\w’'.-]*\s+){{1,3}}?(?:\w+ly\s+)?{say}|(?:the|my|his|her|our|their|an?|one)\s+(?:\w+\s+){{1,2}}?{say}".format(
            say=r"(?:said|says|asked|asks|cried|cries|shouted|shouts|replied|replies|whispered|whispers|answered|answers|"
            r"yelled|called|wondered|exclaimed|wrote|writes|thought|murmured|muttered|added|snapped|screamed|roared|sighed|"
            r"demanded|inquired|laughed|insisted|told)\b"
        ),
    ),
    "de": profile(
        never=ABBREVIATED_TITLES["de"]
        + """
            abb abg abk abt allg anm aufl ausg bearb begr bes betr bez bezgl bsp bzgl bzw ca cf d.h d.i d.j dgl dipl dir
            dipl.-ing ebd eh ehem eidg eigtl einschl engl entspr erg ev evtl ex exkl fa fam forts fr frl frz geb gebr
            gegr gem ges gesch gest gez ggf ggfs griech h.c hd hg hl hochw hptm hrsg i.a i.d i.d.r i.v i.e i.g i.s.d
            inbes ing inkl insb insbes insp inst ital jährl jap jmd kath kfm kgl kl königl künstl lfd lt ltd m.a.w m.e
            max med mdl mgr min mind mio mitgl möbl mr mrs mwst nachm näml nat naturf nr o.g o.ä oberstlt oblt offz
            österr pfr phil priv prot prov r.-kath rd red ref reg rel resp russ s.o s.u sen sg skr sog sozpäd spez st
            städt stellv stv synth techn tel teilw theol tsd u.a u.ä u.e u.u ugs uffz univ unv urspr v.a verh verl vertr
            verw vgl vizepräs vorm vors wg wiss z.b z.t z.zt z.hd z.z zit zz zzgl übers rer jur habil em
        """,
        numbers="""
            abs abschn art aug bd bde bl buchst dez di do febr feb fig fn fr h jan jun jul jg kap lit mi mo mrz nov
            nr nrn okt p pos rn rz s sa sept sep sp str tab telef tel teil u v ziff z so apr std
        """,
        endings="str pl",
        either="mio mrd tsd a.d b.c e.v co str u.s.a usa bhf n.chr v.chr n.c v.c pl ag ud allee km jr sr ff f",
        units="std min sek kr fl mk pf stk stck st mon jh jhs jhdt jhd",
        ends="u.s.w u.a.m u.v.m",
        openers="""
            aber alle alles als also am an auch auf aus bald bei beide bis bisher da dabei dafür dagegen daher
            damals damit danach dann daran darauf darum darüber das dass davon dazu dem den denn dennoch der des
            deshalb deswegen die dies diese dieser dieses doch dort du durch ein eine einem einen einer einige er
            erst es etwa falls fast für gegen gestern gewiss hat hatte heute hier hinter hätte ich ihm ihn ihnen ihr
            ihre im immer in ist ja jeder jedoch jene jetzt kann kaum kein keine keiner man manche mein meine mehr
            mit nach nachdem nein nicht nichts nie niemand noch nun nur ob obwohl oder oft ohne schließlich schon
            sehr sein seine seit seitdem selbst sie so sobald sofort sogar solche sollte sondern später statt trotz
            trotzdem um und uns unser unsere unter viele vielleicht vom von vor war waren warum was weil weiter
            welche wenn wer weshalb wie wieder wieso wir wird wo wohl während wäre zu zudem zuerst zuletzt zum zur
            zwar zwei zwischen über überall übrigens
        """,
        labels="vitamin plan typ gruppe klasse kategorie hepatitis abschnitt anhang teil block modell version punkt",
        months="""
            januar jänner februar feber märz april mai juni juli august september oktober november dezember jan feb
            mär apr jun jul aug sep sept okt nov dez
        """,
        ordinals=True,
        capital_nouns=True,
    ),
    "nl": profile(
        never="""
            a.d afb afd afz alg art a.u.b bc bgn bijv bijz blz b.v bv bvb c.q ca cf cie d.d d.i d.m.v d.w.z dhr dir
            doc dr dra drs ds dtv dw e.a.o e.d.o e.e.a em enk evt excl fa fam fig fr geb gebr gem gen get gez h.m hs
            hr ing incl inl insp i.c i.h.a i.p.v i.t.t i.v.m inz ir isr jhr jkvr jl jr juffr kapt kath km koninkl
            lic lt luit m.a.w m.b.t m.b.v m.i m.i.v m.n maj mgr mej mevr mr mrs ms mw n.a.v n.b n.l.v nl nr o.a
            o.b.v o.i.d o.l.v o.m o.v.v ong onderz op.cit opm p.a p.p pag penn pr prof ps red ref resp rev sen sgt
            s.v.p sr st t.a.v t.b.v t.a t.e.m t.g.v t.h.v t.n.v t.o t.o.v t.w t.w.v t.z.t tel temin temp uitg univ
            v.a v.d vb verg verl vert vgl vlg vml vnl voorz vs w.o w.v wed weled wnd z.g zgn zog z.i z.k.h
        """,
        numbers="""
            afb apr art aug blz bl bijl dec dl febr feb fig hfst h jan jg jul jun lib mrt no nov nr nrs okt p pag
            par pp r s sep sept tab v vol
        """,
        endings="str ln pln",
        either="str ln pl n.v b.v v.chr n.chr co",
        units="st min sec uur gld mld mln",
        ends="e.a e.d e.v m.m o.i.d",
        openers="""
            aan al alle alleen alles als anders ben bij binnen boven daar daarna daarom dan dat de deze die dit doch
            door dus echter een eerst en er even geen gisteren had heb hebben heeft het hier hij hoe hoewel hun
            iedereen iemand ik immers in inmiddels is ja jij je kan later maar mag meestal men met mijn misschien
            moet na naar nee niemand niet niets nog nooit nu of om omdat onder onze ook op opeens over pas sinds
            slechts soms straks te tegen tenslotte terwijl toch toen tot tussen twee u uit van vandaag veel
            vervolgens volgens voor vroeger waar waarom wanneer want was wat we wel welke wie wij ze zelfs zij zijn
            zo zoals zonder zou zulke ’s
        """,
        labels="vitamine plan type groep klasse hepatitis sectie bijlage deel blok model versie punt",
    ),
    "sv": profile(
        never=_SCANDINAVIAN,
        numbers=_SCANDINAVIAN_NUMBERS,
        endings="gt dg sg tg",
        either=_SCANDINAVIAN_EITHER,
        units="kr öre st tim min sek mkr milj mdr",
        ends="f.m e.m m.m m.fl o.s.v o.d o.dyl d.y d.ä",
        openers="""
            alla allt alltså att av bara bland både dagen de dem den denna deras dessa det detta dit du där därefter
            därför då efter eller en endast ett eftersom emellertid fast flera från för först genom han hans har
            hennes hon hos hur här i ibland idag ingen inget inte ja jag kan kanske kunde man med medan men mellan
            min mot många möjligen ni nej nu nästa när någon något några och också om oss på redan sade sedan senare
            sen sin ska skulle slutligen snart som så sådan så till trots två under ur utan vad var varför varje vem
            vi vid vilka vilken visst vårt än ändå ännu åter över är var har kl
        """,
        labels="""
            vitamin plan typ grupp klass hepatit avsnitt bilaga del kvarter modell version punkt nummer rum sida
            kapitel
        """,
        months="januari februari mars april maj juni juli augusti september oktober november december",
        ordinals=True,
    ),
    "da": profile(
        never=_SCANDINAVIAN,
        numbers=_SCANDINAVIAN_NUMBERS,
        endings="gt",
        either=_SCANDINAVIAN_EITHER,
        units="kr øre stk st min sek mio mia tim",
        ends="m.m m.fl m.v o.s.v o.l o.m.a a.m p.m",
        openers="""
            af aldrig alle alligevel alt altså at bare begge blandt da de deres den denne der derefter derfor det
            dette disse dog du efter eftersom eller en endelig endnu engang er et fem flere for fordi fra før først
            gennem ham han hans har havde hende hendes her hun hvad hvem hver hvilken hvis hvor hvordan hvorfor i
            igen imens imidlertid in ingen intet ja jeg kan kun kunne man mange med mellem men mens min måske nej ni
            nogen nogle nu nær når og også om op os over på samtidig selv senere sidst siden skal skulle snart som
            så sådan til to trods under uden var ved vi vil ville vor vores er var har kl
        """,
        labels="""
            vitamin plan type gruppe klasse hepatitis afsnit bilag del blok model version punkt nummer værelse side
        """,
        months="januar februar marts april maj juni juli august september oktober november december",
        ordinals=True,
    ),
    "nb": profile(
        never=_SCANDINAVIAN,
        numbers=_SCANDINAVIAN_NUMBERS,
        endings="gt vn",
        either=_SCANDINAVIAN_EITHER,
        units="kr øre stk st min sek mill mrd tim",
        ends="m.m m.fl m.v osv o.s.v o.l",
        openers="""
            aldri alle allerede alt altså at av bare begge blant da de denne den der deres derfor deretter det dette
            disse du eg ei eller en enda endelig er et etter ettersom flere for fordi fra før først gjennom ham han
            hans har hadde henne hennes her hun ho hva hvem hver hvilken hvis hvor hvordan hvorfor hvorvidt i igjen
            imens imidlertid ingen intet ikke ja jeg kan kanskje kun kunne man mange med mellom men mens min nei
            nesten noen nå når og også om opp oss over på samtidig selv senere siden skal skulle snart som så slik
            til to tross under uten var ved vi vil ville vår våre har kl
        """,
        labels="""
            vitamin plan type gruppe klasse hepatitt avsnitt vedlegg del blokk modell versjon punkt nummer rom side
        """,
        months="januar februar mars april mai juni juli august september oktober november desember",
        ordinals=True,
    ),
    "is": profile(
        never="a.m.k dr e.t.v frh frk hr herra m.a prof próf s.k sr st t.d þ.e þ.e.a.s sbr skv",
        numbers="bls gr kl nr jan feb mar apr jún júl ágú sep okt nóv des",
        openers="að en er ef ég hann hún það þeir þær þau þá þar svo við og nú í á þetta",
        ends="o.s.frv o.fl",
        units="kr",
        months="janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember",
        ordinals=True,
    ),
}
