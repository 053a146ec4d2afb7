"""Abbreviations and openers of Slavic and Baltic languages."""

from __future__ import annotations

from typing import Final

from sitegen.text.sentences.language_profile import LanguageProfile, profile

_SERBO_CROATIAN: Final = profile(
    never="""
        br bl bp čl dipl dj dl dr fra g gđa gđica gl gosp hrv ing izv itsl inž kard kap kn l mag mj mons mr npr njem
        odn op o.c pok pov prev prim prof prp red r sv srp str stol šk tal tj tzv ul univ usp v vč vl vlč vj zag zv
    """,
    numbers="br čl god kn knj l par sl str sv tab t toč",
    units="god st kn din r v",
    ends="itd",
    openers="""
        a ako ali bez bio bila bilo da dakle do dok ga gdje i iako ili iz ja jedan jedna jer još kad kada kako kao
        koja koje koji međutim mi na nakon nakon ne nego ni nije ništa no nikad o od on ona oni ono ova ovaj ove ovo
        po pod poslije pre pred pri prije s sa sada samo se što su sve svi ta tada taj tako također te ti to tog tu
        u uz već vi za zašto zatim
    """,
    months="siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenog prosinca",
    ordinals=True,
)

SLAVIC: Final[dict[str, LanguageProfile]] = {
    "pl": profile(
        never="""
            adm afr ang arch art b bd bł bp br c.d cd chem ch cyt cz czyt d.n dn doc dr dyr ds dypl dziek eg ew
            franc gen gł gm godz gosp gr hab hebr hr hist in inż jap jw kan kapt kard kl kol kpr kpt ks ków lic łac
            lit m.in m.st mec med mgr mjr mł m nadkom nb nien niem nt ob obr odc ok os oprac orm pdst pkt pl pn
            podkom podst pol por pow ppłk pp ppor ppoż pref prof przekł przyp przym ps pt płd płn płk ref reż red
            rkps rozdz rtm ryc sierż skr śp śr śś św sp st str świec szer szk tabl tel tj tł tłum tow tyt tys tzn
            tzw ul um ur w.w właśc wlkp wg woj wsch wyd wym wz woł x zach zam zast zaw zazw zb zewn zm znan zn zob
            zw żeńsk dz tab rys o p przew inf
        """,
        numbers="""
            art cz fig godz kl kol l m nr num nru par pkt poz r rozdz rys ryc s str t tab tel tom ust vol w wiersz z
            zob
        """,
        either="im s.a sp.z.o.o p.n.e n.e spół m.st",
        units="r rr w ww wieku zł gr proc mln mld tys min godz sek",
        ends="itd itp",
        openers="""
            a aby ale albo ani bez bo był była było być chociaż choć ci co coś czasem czy dla dlaczego dlatego do
            dopiero dwa dziś dzisiaj gdy gdyby gdyż gdzie gdzieś go i ich ile im inni ja jak jako jakie jednak
            jednakże jeden jedna jego jej jesień jest jeszcze jeśli jeżeli już każdy kiedy kilka kto którzy ku lecz
            lub ma mają mam między mimo może można moja mój my na nad nam natomiast nas nasz natychmiast nawet nic
            nie niech niektórzy nigdy nikt o od on ona one oni ono oraz oto po pod podczas poza potem później
            ponieważ powiedział prawie przed przede przez przy są sam się skąd są ta tak także tam te tego ten też
            to tu tuż tutaj ty tylko tymczasem tych u w wczoraj we wiele więc wkrótce wreszcie wszyscy wszystko
            wtedy wtem z za zanim zapewne zaraz zatem zawsze ze znów żaden że żeby
        """,
        labels="""
            witamina witaminy witaminę plan planu typ typu grupa grupy klasa klasy wersja punkt część strona pokój
        """,
    ),
    "cs": profile(
        never="""
            a.s arch bc ing bl cca cit cm csc čes č čís čl čp čs doc dr drsc dtto dvs fil fr gen genmjr genpor hl
            hok hr hrab id il j.j jes jm jmen jv jz kap kapt kart kč kl kons kpt kt lat lit lt m.j max mga mgr mj
            mjr mld mr mt mudr mvdr např nar nám nást něm nrt nábř obch obr odd odp odst op p pí p.n.l pedag phdr
            phmr pl plk po pozn ppl ppor pplk prof prap prot provd př př.n.l příp pův r red ref resp rndr roč rotm
            rtm sev sl sp srov ss st stř str stol sv št šk tab tel thdr tj tř tzn tzv ul univ v.r vs vyd vz voj vyt
            zal zejm zn mddr judr paeddr pharmdr rsdr
        """,
        numbers="""
            art bod č čís čl díl fig hod kap l mld odst obr odd par pol r roč s sl str sv sešit tab tel tř vol zák
        """,
        either="mil mld tis a.s s.r.o spol ltd n.l př.n.l př.kr po.kr",
        units="kč hal kg km hod min l stol r",
        ends="atd aj apod",
        openers="""
            a aby ač aj ale ani ano asi až bez bude budou by byl byla byli bylo být což co dále dnes do dokud
            dokonce druhý dva i jak jako jakmile jaký je jeden jedna jednou její jeho jejich jen jenže ještě jestli
            ji jím jinak já jsem jsou k kam kde kdo když každý kdyby kolem kromě ku kvůli lze mají má mezi mé mnoho
            moje mohl možná můj my na nad nakonec náš ne nebo nebyl než nic nikdo nikdy není o od on ona oni ono
            ovšem pak po pod podle pokud potom potom pouze prý pro proč proto protože před přes přesto při s se si
            snad stále svůj ta tak také takže tam tato te teď tedy ten tento teprve to tohle toto tu tuto ty tyto
            třeba u už v včera ve však vedle vy všechno všichni všude vždy vždyť z za zase zatím zatímco zda že jí
            jim mu
        """,
        labels="""
            vitamin vitamín vitamínu plán plánu typ typu skupina třída verze bod část strana pokoj číslo kapitola
        """,
        months="ledna února března dubna května června července srpna září října listopadu prosince",
        ordinals=True,
    ),
    "sk": profile(
        never="""
            a.i akad arch bc cca č čl doc dr gen hl hod inž ing kap kpt lat m.j mgr mudr judr mvdr nám napr nar npor
            obr odd okr or p pí phdr rndr phd pl plk pozn ppor pplk prof r red resp roč sl st str sv šk t.j t.z tab
            tel tj tzn tzv ul univ v.r vyd zv
        """,
        numbers="č čl hod kap odd odst obr r roč s str tab tel",
        units="hod min st tis mil mld r sk",
        ends="atď apod",
        openers="""
            a aby aj ak ako ale alebo ani asi až bez bol bola boli bolo či čo do dnes ešte i ich iba ja je jeho jej
            keď kde kto ktorý len má mal medzi mne my na nad než nič nie nikto o od on ona oni ono po pod podľa
            potom pre preto pri s sa sú ta tak takže tam ten tento to teraz tu ty u už v vo však všetko všetci z za
            zo že
        """,
        months="januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",
        ordinals=True,
    ),
    "sl": profile(
        never="""
            akad angl čl dipl dr g ga gdč gl gosp ing inž jan kap lat mag mr npr oz op ok prev prim prof r str sv tj
            t.i t.j ul univ vel
        """,
        numbers="čl št str pogl sl tab zv",
        units="st min sek",
        ends="itd ipd",
        openers="""
            a ali ampak bil bila bilo bo ce če da do in ja je jaz kaj kako kdo kdaj ker ki kje ko kot le med mi na
            nad nato ne nekaj ni nič nihče nikoli o ob od on ona oni pa po pod potem pred pri s sam samo se so sta
            ta tako te ti to toda tu v vendar vse vsi z za zakaj zato že
        """,
        months="januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra",
        ordinals=True,
    ),
    "hr": _SERBO_CROATIAN,
    "sr": _SERBO_CROATIAN,
    "bs": _SERBO_CROATIAN,
    "ru": profile(
        never="""
            ав авт адм акад англ арх архиеп архим бр бул буд бух букв внутр вост вып г га гг гл гор гос гр греч гр-н
            гр-ка д д-р дер див дир доц доп др др-греч ед еп ж ж-л заб зав зам зап изд илл им имп инд инж инст исп
            итал каб кав канд кап кв кит кн кол-во комн кор корп кр куз л л.с лат ленингр лейт лит м макс мат мес
            митр мл млн мн моск н наб назв наиб накл напр нар нач нек нем непр нн низк об обл общ ок окр о орг осн
            отд оч п пв пгт пер переул пл под пол польск пом пос пп преим преп прим прил проф просп пр-т р разг разд
            ред реж рос русск с санкт св сев сев-зап сер сист сл соч сотр спец ср ст стр строит сб т т.е т.к т.н т.о
            т.ч тел терр тов тт туп тыс ул урожд ур усл уч фам физ фр франц х худ цит числ член-корр чел-к ш шир шт
            экз эл элек юж яз яп г-н г-жа г-да м-р подп полк ген прот иером игум
        """,
        numbers="""
            гл илл кв кн ком л лл н ном п пп рис р с сс ст стр т табл тел ул ч вып корп д янв февр мар апр июн июл
            авг сент окт нояб дек
        """,
        either="н.э до.н.э а.о",
        units="""
            г гг в вв р руб коп к мин сек ч час кг км м см мм л га шт чел тыс млн млрд трлн долл экз ед стр с лл мес
        """,
        ends="т.д т.п пр др",
        openers="""
            а без благодаря был была были было быть в вам вас ведь весь во вдруг вот впрочем все всё всегда всего
            всех вскоре вчера вы где да даже для до должно его её ей если есть ещё еще же за зато затем здесь зачем
            и из из-за или им иногда их итак к каждый как какой какая какие когда кое-кто конечно который кроме кто
            куда ли лишь между меня мне многие может можно мой моя мы на над надо нам нас наш не него неё нельзя нет
            ни никогда никто ничего но ну о об оба однажды однако один одна он она они оно опять от откуда отсюда
            очень перед по под пока после поздно позднее позже поскольку потом потому похоже почему почти поэтому
            при про просто против пусть раз разве с сам само свой себя сегодня сейчас сначала сколько со снова среди
            так также такой там тебя тем теперь то тогда того тоже только тот тут ты у уже хотя хочется чего чей чем
            через что чтобы эта эти это этот я завтра
        """,
        labels="витамин витамина витамины план плана тип типа группа группы класс класса версия пункт часть",
    ),
    "uk": profile(
        never="""
            авт акад англ арк бл бул буд вип вул гл гр гр-н губ д д-р дер див дир доц ж заст зав зб зв ім імп інж
            ін-т канд кв км кн кол корп куб лат лейт літ м мит моск напр нар нач нім обл оз ок о п пер пл пол
            польськ пор пос пп прибл прим пров проф просп р ред реж рис рос с св сер сил сл соц ст т т.зв т.і т.ч
            табл тел тзв тов тис укр ур фр франц худ цит член-кор чол шк яп преп п-ні полк ген т.е т.ін
        """,
        numbers="""
            гл кв кн кім л мал п пп рис р с сс ст стор т табл тел ч вип корп буд січ лют бер квіт трав черв лип серп
            вер жовт лист груд
        """,
        either="н.е до.н.е",
        units="р рр ст в грн коп хв год сек кг км м см мм л га шт чол тис млн млрд трлн дол крб міс",
        ends="т.д т.п ін",
        openers="""
            а або але адже без був була були було бо в вам вас ви від він вже вона вони воно все всі втім для до до
            де дуже ж за завжди завтра з зараз зате затим звідки звісно зі і із або інакше інколи інші її її його й
            їй їм їх кожен коли крім куди лише майже ми мій між мені може можна на над навіть навіщо нам нас наш не
            невдовзі немає ні ніколи ніхто нічого ну о об обидва однак однак один одна отже після пізніше під по
            поки потім при про проте раптом сам свій сьогодні скільки спочатку та так також там те тепер ти тільки
            тим то тоді той тому тощо тут у уже учора хоча хто це цей ця ці через час чи чим чому щоб що як яка який
            якщо я
        """,
        labels="вітамін вітаміну план плану тип типу група групи клас класу версія пункт частина",
    ),
    "bg": profile(
        never="""
            акад бул вж г гр д-р доц др ж.к ин инж кв кн ген напр о обл пл пор проф р св с т т.е т.н т.нар тел ул
            фиг чл
        """,
        numbers="бр гл с стр т табл фиг чл ян февр",
        units="г в лв ст хил млн млрд кв",
        ends="т.н т.д др",
        openers="""
            а ако аз без в все всички вече да до докато за защо защото и из или как какво като когато кой които към
            на не ние но някой от по после след само се сега също така там те това той тогава тук тя тя че
        """,
    ),
    "lt": profile(
        never="a akad doc dr gen gerb inž kt kun min op p pav pr prof pvz pls pan rš šv t.p t.y tel ul vad vad žr ž",
        numbers="d m p psl pav t",
        units="m a mėn d val tūkst mln mlrd lt",
        ends="t.t pan",
        openers="""
            ir bet jis ji jie jos tai tada tačiau o kai kas kaip kur nes po prie su šis ši tas ta mes jūs aš tu ar
            be dabar
        """,
        ordinals=True,
    ),
    "lv": profile(
        never="akad dr gen inž k-gs k-dze lpp māc piem plkst prof red sal sk sv t.i t.s u.c u.tml utt",
        numbers="g lpp plkst nr sk",
        units="g gs ls lati",
        ends="u.c utt",
        openers="un bet viņš viņa viņi tas tā tad kad kā kas kur jo pēc ar no šis šī mēs jūs es tu vai bez tagad arī",
        months="janvāris februāris marts aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris",
        ordinals=True,
    ),
}
