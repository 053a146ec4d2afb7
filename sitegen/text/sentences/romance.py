"""Abbreviations and openers of Romance languages."""

from __future__ import annotations

from typing import Final

from sitegen.text.sentences.language_profile import LanguageProfile, profile

ROMANCE: Final[dict[str, LanguageProfile]] = {
    "fr": profile(
        never="""
            adj alin anc ann app apr av bibl bd bld bull c.-à-d ca cdt cf ch chev cie coll dép dept dir div dr drs
            éd édit env ét ex exc fg fig fl fr gal gén gouv h hab id ill imp inf ing insp j.-c lic lieut lt m mgr
            mgrs mlle mlles mm mme mmes mr ms n.b n.d op p pl p.-s p.ex p.j pdt ph pr prés prof p.-d.g qqch qqn rem
            rép rev s s.e s.m sect ss st ste suiv sup suppl syn t trad tél v vc vv vol vs
        """,
        numbers="""
            al alin art arts avr bd ch chap déc fasc févr fév fig figs fol inv janv juil l lib liv n no nos nov oct
            p par pl pp r s sect sept t tab tél v vol apt
        """,
        either="av bd boul s.a s.n.c.f s.n.c.f u.r.s.s o.n.u co ltd inc u.s.a",
        units="h min fr frs km st s",
        openers="""
            ainsi alors après au aucun aujourd’hui aussi aussitôt autour aux avant avec beaucoup bientôt bref car ce
            ceci cela celle celui cependant certains ces cet cette ceux chacun chaque comme comment d’abord dans de
            depuis dès donc dont du durant elle elles en encore enfin ensuite entre est et être faut hier ici il ils
            jamais je jusqu l la là le les leur leurs lors lorsque lui ma mais malgré me même mes mon ne ni nos
            notre nous on or ou où oui par parce parfois parmi pas pendant personne peu peut-être plus plusieurs
            pour pourquoi pourtant presque puis puisque qu quand quant que quel quelle quelques qui quoi quoique
            rien sa sans se selon ses si soudain sous son souvent sur ta tandis tant tard toi toujours tous tout
            toute toutefois toutes très trop tu un une vers voici voilà votre vous y
        """,
        labels="vitamine plan type groupe classe hépatite section annexe partie bloc modèle version point",
    ),
    "es": profile(
        never="""
            aa adj admón afmo alfz almte apdo apr aprox arq art arz atte av avda ayto bco bibl cap capt cf cfr cía
            cjal cmdt cnel comte coord cra ctra d dcha depto dir dna doc dña dr dra dras dres dto ed ej emmo esc
            etim excmo excma exmo fdo fr fray gral hno hnos hna ib id ilmo ilma ing izda izq izqdo lcda lcdo lic ltd
            máx mín mons mr mrs ms mtro mtra n.b nac ntra núm op p.ej p.d p.o pág párr pbro pdte ph pl pres prof
            profa profr prov ptas ref reg rel rev rte rvdo s sr sra sras sres srs srta srtas srto ss sta sto suc
            supl tel teléf tit tlf tte univ v vda vid vs
        """,
        numbers="""
            abr ago art arts c cap caps dic ed en ene feb fig figs h jul jun l lib mar may n no nos nov nº núm núms
            oct p pág págs párr pp r s sept sep set t tab tel tít tomo v vol vols
        """,
        either="s.a s.l ee.uu ee.uu.a rr.hh jj.oo u.s.a cía ltda inc co",
        units="h min kg km pts ptas",
        ends="a.m p.m a.c d.c",
        openers="""
            a además ahora al algo alguien algunos allí ambos antes apenas aquel aquella aquí así aun aunque ayer
            bajo bien cada casi como con contra cuando cuanto de desde después detrás donde dos durante e él el ella
            ellas ello ellos en entonces entre era es esa ese eso esta está estaba este esto estos fue gracias había
            hace hasta hay hoy igual incluso la las le les lo los luego más mas me mi mientras mucho muchos muy nada
            nadie ni ningún no nos nosotros nuestra nuestro nunca o otra otro otros para pero poco por porque
            primero pronto pues que qué quien quién quienes quizá quizás se según ser si sí siempre sin sobre solo
            sólo su sus tal también tampoco tan tanto te todas todavía todo todos tras tu un una uno unos usted va
            ya yo cuándo cómo dónde
        """,
        labels="vitamina plan tipo grupo clase hepatitis sección anexo parte bloque modelo versión punto",
    ),
    "it": profile(
        never="""
            all amm app arch art avv bibl ca card cav c.a c.da c.d cd cf cfr cit com comm cons cpt d.c d.ssa dir
            disp dott dott.ssa dottssa dr dr.ssa dssa ecc.mo ed egr es fam f.lli fr fig flli gen geom gent.ma
            gent.mo gent gr id ill imp ing int lat lett l.go ltd magg mons ms n.b nob on onn op p.es p.e p.zza p.le
            par pag pagg perf pl pp pr pres prof prof.ssa profssa profs prov q.li rag rev s s.e sec seg segg sen
            sent serg sig sig.na sig.ra sig.re sigg signa sigra spett spett.le ss st supp suppl tel tit trad u.s
            univ v v.le vd ved v.d vic vol voll vs
        """,
        numbers="""
            apr ago art artt c cap capp dic feb febbr fig figg gen genn giu giugn lug lett lib mag mar n nn nov ott
            p pag pagg par pp sec set sett tab tav tel v vol voll
        """,
        either="s.p.a s.r.l s.n.c s.a.s u.s.a f.lli co inc ltd",
        units="h min lit l km",
        ends="a.m p.m",
        openers="""
            a adesso affinché ai al alcuni alla alle allora altri anche ancora anzi appena a che chi ci ciò ciascuno
            come con contro così cosa cui da dai dal dalla davvero degli dei del della delle dentro di dietro dopo
            dove dunque due e è ecco ed egli entrambi era essa essi esso eppure finalmente fino forse fra fu fuori
            già gli grazie ha ho i ieri il in infatti infine inoltre insieme intanto invece io la le lei lo loro lui
            ma mai me meglio mentre mi mia mio molti molto ne né nel nella nelle nemmeno nessuno niente no noi non
            nostra nostro nulla o oggi ogni ognuno ora oppure per perché perciò perfino però pochi poco poi poiché
            prima proprio può pure qualche qualcuno quale quali quando quanto quasi quegli quel quella quelle quelli
            quello questa queste questi questo qui quindi sarà se sebbene secondo sei sempre senza si sì sia solo
            soltanto sono soprattutto sopra sotto sta su sua subito sue sugli sui sul sulla suo suoi talvolta tanto
            tra tranne troppo tu tutta tutte tutti tutto un una uno va vi voi
        """,
        labels="vitamina piano tipo gruppo classe epatite sezione allegato parte blocco modello versione punto",
    ),
    "pt": profile(
        never="""
            adj adm al alm ap apart aprox arq art arts av bibl brig btl capt card cap.º cf cia cel cmdt cód col comp
            cons cx d dep dir doc dr dra dras drs ed edif ema emb eng engª engo exa exma exmo fig flª fr gen gov hab
            hon ib id il ilma ilmo ind insp jr l.da ltd lda maj máx med mín min mons mr mrs ms mun n.b nac n.º núm
            ob op p.ex pág pe pç pça pca pdte pl pres proc prof profa profª pt q.v r.c ref reg rel rep rev revmo s
            sac sarg sec séc sen sr sra sras srs srª srta srtas sta sto ss sup supl tel ten tenc tít trad trav univ
            v vd vig voc vs
        """,
        numbers="""
            abr ago art arts c cap caps dez ed fev fig figs fl fls jan jul jun l liv mai mar n no nos nov núm out p
            pág págs par pp r séc set t tab tel v vol vols h
        """,
        either="s.a e.u.a ltda lda cia u.s.a inc co",
        units="h min km kg",
        ends="a.m p.m",
        openers="""
            a acho afinal agora aí ainda alguém algum alguns ali além ambos antes ao aos apenas apesar após aquela
            aquele aquilo aqui as assim até bem cada com como contra contudo da daí de depois desde dessa desse
            desta deste do dois dos durante e é ela elas ele eles em embora enfim enquanto então entre entretanto
            era essa esse esses esta está este estes eu foi fora graças há havia hoje isso isto já jamais lá logo
            mais mas me mesmo meu minha muito muitos na nada nas nem nenhum nessa nesse nesta neste ninguém no nos
            nós nossa nosso num numa nunca o onde ontem os ou outra outro outros para pela pelo per pois por porém
            porque portanto pouco poucos primeiro quais qual qualquer quando quanto quase que quem quê se segundo
            sem sempre ser seu seus sim só sob sobre sua suas também tão tal talvez tanto tem têm tinha toda todas
            todavia todo todos tu tudo um uma uns vai você vocês
        """,
        labels="vitamina plano tipo grupo classe hepatite seção secção anexo parte bloco modelo versão ponto",
    ),
    "ca": profile(
        never="sr sra srs dr dra prof av ctra núm pàg p.ex aprox st sta vs cf adj art ex mn exc",
        numbers="art cap fig gen febr abr jul ag set oct nov des núm p pàg pp vol",
        openers="""
            el la els les un una i però que no si en és ell ella això aquest aquesta també ara després quan com per
        """,
    ),
    "ro": profile(
        never="""
            dl dlui dna dnei d-na d-l dr prof ing av bd str nr sf conf cca ex vs univ ș.a.m.d gen col acad î.hr d.hr
        """,
        numbers="art alin cap fig ian feb mar apr iun iul aug sept oct nov dec nr p pag str vol lit",
        openers="""
            a ai am au acesta aceasta aceste acum apoi ca când ce cine cu dar dacă de după ei el ele în iar la nu o
            pe si și un
        """,
        ends="a.m p.m ș.a",
        units="lei",
    ),
}
