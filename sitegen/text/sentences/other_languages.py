"""Abbreviations and openers of other languages, those without capitals among them."""

from __future__ import annotations

from typing import Final

from sitegen.text.sentences.language_profile import LanguageProfile, profile

OTHERS: Final[dict[str, LanguageProfile]] = {
    "fi": profile(
        never="""
            alk ao em ent esim erik evp fil hallit harv henk hra huom hum ins joht ylim jälk kapt kand keisar kok
            kansl kirj ks kts lah lääk lis ltn lyh maist maj mm mr mrs ml nim n ns nti nyk oik os prof pros puh puhj
            rva rn ruots s.o saks so srk st synt tri toim toht ts tjsp tk tms ups ven vm vs vrt vt yl yht yleisl yks
            ym.m eaa jaa eng
        """,
        numbers="fig ed kk klo kpl kuva ko l luk mom n nro nrot no os par s sivu v vv vuos y",
        either="oy ay ry e.kr j.kr eKr jKr",
        units="mk p min t kpl milj mrd s",
        ends="jne ym yms jms tms",
        openers="""
            ainakin aina aivan ei eikä eivät ennen entä eräs että he hän hänellä hänen häntä heidän ihan ilman itse
            ja jo jokainen joka joku jos joskus jotka juuri kai kaikki kaksi kerran kenties kiitos kohta koska kuin
            kuinka kuka kuitenkin kukaan kumpikin kun kunnes kyllä kuten lisäksi lopulta me mehän mikä miksi
            millainen milloin minä minun minulla missä mistä mitä mitään mihin miten mukana muuten mutta myös
            myöhemmin ne niin niitä no noin nuo nyt näin nämä oli olivat olen on onko onhan ovat pian se sehän
            sellainen sen sieltä siellä siihen siitä siksi silloin silti sinne sinä sitten sitä samalla seuraavana
            tai taas te tietysti toinen toisaalta tuo tuolloin tuskin tämä tällä tässä tänään täällä tästä vaan vai
            vaikka vain vasta vielä voi yksi yhtäkkiä yleensä eilen huomenna
        """,
        labels="vitamiini tyyppi ryhmä luokka osa versio kohta huone numero sivu",
        months="""
            tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta
            lokakuuta marraskuuta joulukuuta
        """,
        ordinals=True,
    ),
    "et": profile(
        never="""
            a aj dr eKr hr hrl ibid ik ingl jm jn jr jt kd kes kod kr krhv lk lp lpr ltn m mag mh mnt mõ n nim nn nt
            nö nr op p pKr pms pr prl prof sh sks so s.o st sms srn stj sõj surn sünd tgs tn trükk tv v vm vms vn vs
            vt õ õp
        """,
        numbers="lk nr a ptk joon tab kl",
        units="a kr s min",
        ends="jne jms vms jt jm",
        openers="""
            aga ei et ja jah kes kui kuid kuidas ma me mina mis miks mida nad need nii nüüd oli on pärast sa see
            seal seejärel siin siis ta tema te too vaid veel või
        """,
        months="jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
        ordinals=True,
    ),
    "hu": profile(
        never="""
            adj ált alez áll bek biz bp br bt cca cs csüt d dk dny dr dra du é ei ekk ekh egyet ell ev ezr évf fej
            fhdgy fszla főisk főt ftő gimn gör gr hg hiv hrsz ifj ill im ism isz kb kft kir kiv kk köv kp kr kv ker
            ld ltp megh min mk mo mons ny nyrt okl olv özv p pld pl prof pság ptk pu r.k rk rkp rr sgt sk st stny sz
            szd szds szept szerk szt szül t tc tel tszf tvr ui ú u ún uo uő üi vö vsz zrt zs id dr.med n.b
        """,
        numbers="""
            ábra bek évf fej jan febr márc ápr máj jún júl aug szept okt nov dec kb köv l lpsz nr old p par r s sz
            sor tábl tel vers
        """,
        either="bt kft rt zrt nyrt i.e i.sz kr.e kr.u u út",
        units="sz sor old o old ft kor fill min mp kg km em",
        ends="stb",
        openers="""
            a ahogy ahol akár aki akik akkor ám ami amikor amint az azért azok azonban aztán azután bár be csak de
            délután egy egyik egyszer ekkor előbb először én ennek erre ez ezek ezért ezután fel ha hát hiába
            hirtelen hisz hiszen hogy hogyan hol holnap ide így igen ilyen inkább is itt jól ki kicsit ki kik kinek
            kérem ma már majd meg mégis mert mi miért mikor milyen minden mindenki mindig mindez mint mintha mit
            mivel most na nagyon ne néha néhány nekem nem nincs noha nos ott ő ők óta önök pedig persze rá sajnos se
            sem senki semmi sőt soha sok szinte talán te tegnap tehát tegnap ti több tovább tudja ugyan ugyanis úgy
            újra utána után valaki valami valóban végül viszont volt
        """,
        labels="vitamin típus csoport osztály rész változat pont terv szoba szám oldal fejezet",
        months="""
            január február március április május június július augusztus szeptember október november december
            januárban májusban
        """,
        ordinals=True,
    ),
    "tr": profile(
        never="""
            alb a.g.e a.g.m age alm ank apt arş atğm av ar.gör arş.gör bak bkz bl blv bnb bşk böl bsk cad cev ç çev
            coğ çvş der dipl dr doç dz ecz ed edb ens fak fiz fr gen geom gön hek hst hv hz hzl huk ilç ing ist jeo
            j kd kor krş korg kuv köy kur.bşk lat ltd mah mat md mec mim mrş msl mö müh müz nö ör ölç op ord org oto
            öğr öğr.gör örn osm önsüb prof psi sf sl sn sos st sb s.s şb şrt tbp tar tel tğm tic t.y tls tug tuğg
            tümg ün üni vet yay y.mim yard yb yd yrd yrd.doç yun y yy yzb zool bay.ş hzr m.ö m.s
        """,
        numbers="no nr s sf say şek tab bl böl c cilt md mad m p kat d",
        either="a.ş ltd.şti şti ltd cad sok mah apt",
        units="tl lira kr dk sa sn kg km yy",
        ends="vs vb vd v.b v.s v.d",
        openers="""
            acaba ama ancak artık asla ayrıca aynı az bana bazen bazı belki ben benim bir biraz birçok biri birkaç
            biz böyle böylece bu bugün buna bunu bunun bunlar bundan burada çok çünkü çoğu daha de demek diğer dün
            eğer elbette en fakat gene gerçekten hâlâ hala hangi hani hatta hayır hem hemen henüz hep hepsi her
            herkes hiç hiçbir ise işte iki için kim kimse ki lakin mı mi nasıl ne neden nerede nereye nihayet niçin
            niye o onlar onu onun onunla ondan ona ondan orada oysa öyle önce peki pek sadece sanki sen siz son
            sonra sonunda şimdi şu şöyle tabii tam tüm üstelik var ve veya ya yalnız yani yarın yeniden yine yok
            zaten
        """,
        labels="vitamini vitamin plan tipi tip grup grubu sınıf sınıfı bölüm",
        months="ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
        ordinals=True,
        said=r"(?:diye|dedi|deyip|demiş|diyen|diyor|dediği)\b",
    ),
    "el": profile(
        never="""
            αγ άγ αι αιμ αναπλ αρ αρχ αρχιμ βλ γεν γεω δρ δδα διευθ δηλ δισ δρχ εδ εικ εκδ εκ ελλ επ επισμ επίσ εφ
            η.δ θ θεσ ιατρ ιδ ιδιωτ καθ κεφ κλ κ κα κκ κος κυρ κων λ λεωφ λοχ λ.χ μ μετ μητρ μον μτφ μτφρ ν ό.π οδ
            οικ π π.χ παρ παράγρ πβ περ πλ πρβλ πρ πρωθ πρόχ πτ σ σελ σημ στρ στρατηγ συγγρ συν σχ τ ταγμ τηλ τ.μ
            τομ τόμ υπ υποστρ υφ φιλ φρ χ χιλ χλμ χρ δις δεσπ
        """,
        numbers="""
            άρθ αρ αριθ εδ εικ ιαν φεβρ μαρ απρ ιουν ιουλ αυγ σεπτ οκτ νοε δεκ κεφ λ ν νο π παρ πίν σ σελ σς στ σχ τ
            τομ τόμ τηλ χλμ
        """,
        either="α.ε ε.π.ε μ.χ π.χρ η.π.α ο.ε ε.ε",
        units="εκ εκατ δισ χιλ δρχ μ χλμ ώρ λεπ ευρώ αι",
        ends="κ.λπ κ.λ.π κλπ κ.ά κ.τ.λ κτλ κ.α κ.ο.κ κοκ π.μ μ.μ",
        openers="""
            α αλλά αλλιώς αν αντί αντίθετα από αργότερα ας αυτά αυτή αυτό αυτοί αυτός αφού βέβαια για γι γιατί δεν
            διότι δύο εάν εγώ εδώ εκεί εκείνη εκείνο εκείνος είναι εμείς ένα ένας έπειτα επειδή επίσης εσύ ετσι έτσι
            έχει η ή ήδη ήταν θα ίσως κάθε και καθώς κάποιος κάποια κάποτε κανείς κανένας κατά κι λοιπόν μα μαζί
            μάλιστα με μερικοί μετά μέχρι μη μην μία μια μόλις μόνο να ναι ο οι όμως όπου όπως όλα όλοι όσο όταν
            ό,τι ούτε όχι πάλι πάντα παρά παρόλο περίπου πια ποια ποιος πολλά πολλές πολλοί πολύ πόσο ποτέ που πού
            πριν προς πρώτα πώς σ σαν σε σήμερα στα στη στην στις στο στον στους συνήθως τα τελικά τέλος τη την της
            τι τις το τον του τους τότε των τώρα ύστερα φυσικά χθες χωρίς ωστόσο
        """,
        labels="βιταμίνη βιταμίνης σχέδιο τύπος τύπου ομάδα τάξη ηπατίτιδα",
    ),
    "hy": profile(
        never="պրն տկն օր դ-ր դր դոկտ պրոֆ ակադ տ ս սբ գ բն քաղ նկ հմմտ հ էջ փող պող թ մ ռուբ օրկ",
        numbers="էջ նկ հ փող տուն բն գլ աղ կետ",
    ),
    "ar": profile(
        never="د م أ ا أ.د ا.د ص ج ط ع س ت ح ش ق هـ دكتور ر أ.م",
        numbers="ص ج ط رقم م ع ف",
        either="ق.م ب.م ش.م.م",
        openers="""
            ثم و لكن هو هي هم لم لن لا ما قد كان كانت هذا هذه ذلك تلك إن أن إذا لو كل بعد قبل حتى لماذا كيف هل أين
            متى
        """,
        said=r"(?:و|ف)?(?:قال|قالت|سأل|سألت|سأله|سألته|صاح|صاحت|صرخ|صرخت|هتف|هتفت|أجاب|أجابت|رد|ردت|ردّ|ردّت|كتب|كتبت|همس|همست|تساءل|تساءلت|نادى|نادت|أضاف|أضافت|يقول|تقول|قلت|سألني|قلنا|قالوا|سألوا|صاحوا)\b",
    ),
    "fa": profile(
        never="دکتر م ر.ک رک ص ج ق هـ.ق ه.ق ه.ش",
        numbers="ص ج ش م",
        either="ق.م",
        openers="و اما ولی او آن این آنها ما من تو شما سپس بعد پس اگر چون چرا چه که در از به با تا هر",
        said=r"(?:\w+\s+){0,2}?(?:گفت|گفتم|گفتند|پرسید|پرسیدم|پرسیدند|فریاد|نوشت|جواب|پاسخ)\b",
    ),
    "ur": profile(never="ڈاکٹر ص ج م", numbers="ص ج"),
    "he": profile(
        never="א ב ג ד ה ו ז ח ט י כ ל מ נ ס ע פ צ ק ר ש ת",
        numbers="עמ מס סעיף",
        openers="""
            הוא היא הם הן אני אנחנו אבל אז אחר אחרי לא כן כי אם את זה זו זאת אלה מה מי למה איך איפה מתי רק גם עוד כל
            על אולי
        """,
        said=r"ו?(?:אמר|אמרה|אמרו|אמרתי|שאל|שאלה|שאלו|שאלתי|צעק|צעקה|צעקו|צעקתי|קרא|קראה|קראו|קראתי|ענה|ענתה|ענו|עניתי|השיב|השיבה|השיבו|לחש|לחשה|כתב|כתבה|תהה|תהתה|מלמל|מלמלה|הוסיף|הוסיפה|פנה|פנתה)\b",
    ),
    "hi": profile(
        never="डॉ डा श्री प्रो पं सुश्री कु ले कर्नल जन पृ क्र सं मो",
        numbers="पृ सं क्र नं",
        said=r"(?:\w+\s+(?:ने\s+)?){0,2}?(?:कहा|पूछा|चिल्लाया|बोला|बोली)\b",
    ),
    "bn": profile(never="ডা ড মো মোঃ প্রফ পৃ নং", numbers="পৃ নং"),
    "vi": profile(
        never="tp ths ts gs pgs bs ks cn nxb tx tt q p th.s tx đ ls ql tr gs.ts pgs.ts x.h ubnd",
        numbers="tr số q p t",
        ends="v.v",
        openers="""
            và nhưng tôi anh chị ông bà nó họ chúng đó đây này khi sau trong với vì nếu thì là một các những cả rồi
        """,
    ),
    "id": profile(
        never="bpk dr drs dra ir h hj hlm jl kh kol prof sdr st tn ny no a.n u.b dll.d tgl dsb.d yth ust s.d",
        numbers="hlm jl no tgl vol",
        ends="dll dsb dst",
        openers="""
            dan tetapi dia ia mereka kami kita saya itu ini pada di dari untuk dengan ketika setelah karena jika
            namun
        """,
    ),
    "ka": profile(never="ე.წ მაგ პროფ აკად ქ ე.ი გვ იხ ბ-ნი ქ-ნი", numbers="გვ ნახ თ", units="წ სს ს", ends="ა.შ სხვ"),
    "ko": profile(
        labels="비타민 유형 그룹 플랜 등급",
        openers="그리고 그러나 그런데 하지만 그래서 그러고는 그는 그녀는 나는 우리는",
        said=r"\s*(?:이?라[고며는던]|하[고며는였]|고\s|며\s|[은는이가을를의도]\s|(?:[가-힣]+\s+){0,2}?(?:말했|물었|외쳤|소리쳤|대답했|중얼거렸|속삭였))",
    ),
    "th": profile(
        never="""
            นาย นาง น.ส ด.ช ด.ญ ดร ผศ รศ ศ อ จ ต ถ ม ร.ต ร.ท ร.อ พ.ต พ.ท พ.อ พล.ต พล.ท พล.อ พ.ต.อ พ.ต.ท พ.ต.ต ร.ต.อ
            ร.ต.ท ร.ต.ต ส.ต จ.ส.อ นพ พญ ทพ พ.ศ ค.ศ ม.ค ก.พ มี.ค เม.ย พ.ค มิ.ย ก.ค ส.ค ก.ย ต.ค พ.ย ธ.ค ม.ร.ว ม.ล กทม
            รร บจก หจก บมจ โทร ส.ส ส.ว รมว รมต ปชส ซ อ.ส
        """,
        openers="แต่",
        said=r"\s*(?:แต่|และ|แล้ว|ก็|\S{0,40}?(?:ถาม|พูด|ตะโกน|กล่าว|บอก|ร้อง|ตอบ))",
    ),
    "ja": profile(
        never="dr mr mrs ms prof st jr",
        numbers="no vol fig p pp",
    ),
}
