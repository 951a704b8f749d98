### Suomenkieliset tekstit. Selkeä yleiskieli: vastaus ensin, lyhyet virkkeet.

## Vastaus

national-heading = Valtakunnallisesti
regional-heading = Alueellisesti
who-national = { $nature ->
        [proposal] Valtakunnallisesti ehdotettiin { $objects }.
        [decision] Valtakunnalliset vastuutahot päätöksen mukaan: { $actors }.
        [law] Valtakunnalliset vastuutahot lain mukaan: { $actors }.
        [report] Valtakunnalliset vastuutahot selvityksen mukaan: { $actors }.
       *[other] Valtakunnalliset vastuutahot: { $actors }.
    }
who-regional = { $nature ->
        [proposal] Alueellisesti ehdotettiin { $objects }.
        [decision] Alueelliset vastuutahot päätöksen mukaan: { $actors }.
        [law] Alueelliset vastuutahot lain mukaan: { $actors }.
        [report] Alueelliset vastuutahot selvityksen mukaan: { $actors }.
       *[other] Alueelliset vastuutahot: { $actors }.
    }
tasks-national = { $nature ->
        [proposal] Ehdotetut valtakunnalliset tehtävät:
        [decision] Päätetyt valtakunnalliset tehtävät:
        [law] Valtakunnalliset tehtävät lain mukaan:
        [report] Valtakunnalliset tehtävät selvityksen mukaan:
       *[other] Valtakunnalliset tehtävät:
    }
tasks-regional = { $nature ->
        [proposal] Ehdotetut alueelliset tehtävät:
        [decision] Päätetyt alueelliset tehtävät:
        [law] Alueelliset tehtävät lain mukaan:
        [report] Alueelliset tehtävät selvityksen mukaan:
       *[other] Alueelliset tehtävät:
    }
task = { $nature ->
        [proposal] Ehdotettu tehtävä: { $task }.
        [decision] Päätetty tehtävä: { $task }.
        [law] Tehtävä lain mukaan: { $task }.
        [report] Tehtävä selvityksen mukaan: { $task }.
       *[other] Tehtävä: { $task }.
    }
task-also = Sama tehtävä on myös näissä keinoissa:
tasks-others-national = Muut valtakunnalliset tehtävät:
tasks-others-regional = Muut alueelliset tehtävät:
quotation = Alueiden vastauksissa sanottiin: ”{ $quotation }”.
measure-wording-one = { $label }: { $measure }.
measure-wording-many = { $label }:
measure-label = Keino
measures-label = Keinot
abbreviations = Lyhenteet:
abbreviation = { $short }: { $words }
ended-one = { $actors } lakkasi { DATE($date) }
ended-many = { $actors } lakkasivat { DATE($date) }
ended-also = { $actors } { DATE($date) }
ended-unknown = En tiedä varmasti, kuka tehtävää nyt hoitaa.
changed-also = Muutoksia myös: { $actors }.
changed = Muutoksia: { $actors }.
changed-since = Muutoksia vuoden { $year } jälkeen: { $actors }.
checked = Tarkistettu { DATE($date) }.
cited = Lähde: { $where }, { DATE($date) }.
cited-translated = Epävirallinen käännös.
untranslated = Suomeksi, koska käännös puuttuu.
place-of = { $of } { $place }
place-in = { $title }, { $place }
nature-proposal = ehdotus vuodelta { $year }, ei päätös.
nature-decision = päätös vuodelta { $year }.
nature-law = laki vuodelta { $year }.
nature-report = selvitys vuodelta { $year }, ei päätös.
binding-proposal = ehdotus, ei päätös.
binding-decision = päätös.
binding-law = laki.
binding-report = selvitys, ei päätös.
public-source = Lähde: { $title }, tarkistettu { DATE($checked) }.
slide-one = dia { $numbers }
slide-many = diat { $numbers }
page-one = sivu { $numbers }
page-many = sivut { $numbers }
chapter-one = luku { $numbers }
chapter-many = luvut { $numbers }
section-one = pykälä { $numbers }
section-many = pykälät { $numbers }
and = ja
or = tai
and-also = sekä
same-national = { $nature ->
        [proposal] Valtakunnallisesti ehdotettiin kaikkiin { $objects }.
        [decision] Valtakunnalliset vastuutahot ovat päätöksen mukaan kaikissa samat: { $actors }.
        [law] Valtakunnalliset vastuutahot ovat lain mukaan kaikissa samat: { $actors }.
        [report] Valtakunnalliset vastuutahot ovat selvityksen mukaan kaikissa samat: { $actors }.
        [mixed] Valtakunnalliset vastuutahot ovat kaikissa samat: { $actors }. Lähteet sitovat eri tavoin.
       *[other] Valtakunnalliset vastuutahot ovat kaikissa samat: { $actors }.
    }

## Teema, tavoite ja toimija

of-measure = Keino: { $title }
of-theme = Teema: { $title }
theme-measures = Teeman keinot ({ $count }):
theme-regional = { $nature ->
        [proposal] Teeman keinot ja niihin alueellisesti ehdotetut tahot ({ $count }):
        [decision] Teeman keinot ja niiden alueelliset vastuutahot päätöksen mukaan ({ $count }):
        [law] Teeman keinot ja niiden alueelliset vastuutahot lain mukaan ({ $count }):
        [report] Teeman keinot ja niiden alueelliset vastuutahot selvityksen mukaan ({ $count }):
       *[other] Teeman keinot ja niiden alueelliset vastuutahot ({ $count }):
    }
goal-measures = Tavoitteen keinot ({ $count }):
goal-regional = { $nature ->
        [proposal] Tavoitteen keinot ja niihin alueellisesti ehdotetut tahot ({ $count }):
        [decision] Tavoitteen keinot ja niiden alueelliset vastuutahot päätöksen mukaan ({ $count }):
        [law] Tavoitteen keinot ja niiden alueelliset vastuutahot lain mukaan ({ $count }):
        [report] Tavoitteen keinot ja niiden alueelliset vastuutahot selvityksen mukaan ({ $count }):
       *[other] Tavoitteen keinot ja niiden alueelliset vastuutahot ({ $count }):
    }
overview-themes = Teemoja on { $themes } ja keinoja { $measures }.
theme-counted = { $title }: { $count ->
        [0] ei keinoja
        [one] yksi keino
       *[other] { $count } keinoa
    }
in-all = { $count ->
        [one] ainoaan keinoon.
       *[other] kaikkiin { $count } keinoon.
    }
in-some = { $count ->
        [one] yhteen keinoon:
       *[other] { $count } keinoon:
    }
actor-national = { $nature ->
        [proposal] { $object } ehdotettiin valtakunnallisesti { $where }
        [decision] Päätöksellä { $object } nimettiin valtakunnallisesti { $where }
        [law] Laissa { $object } nimetään valtakunnallisesti { $where }
        [report] Selvityksessä { $object } nimetään valtakunnallisesti { $where }
       *[other] { $object } nimetään valtakunnallisesti { $where }
    }
actor-regional = { $nature ->
        [proposal] { $object } ehdotettiin alueellisesti { $where }
        [decision] Päätöksellä { $object } nimettiin alueellisesti { $where }
        [law] Laissa { $object } nimetään alueellisesti { $where }
        [report] Selvityksessä { $object } nimetään alueellisesti { $where }
       *[other] { $object } nimetään alueellisesti { $where }
    }
actor-none-national = { $nature ->
        [proposal] { $object } ei ehdotettu valtakunnallisesti mihinkään keinoon.
        [decision] Päätöksellä { $object } ei nimetty valtakunnallisesti mihinkään keinoon.
        [law] Laissa { $object } ei nimetä valtakunnallisesti mihinkään keinoon.
        [report] Selvityksessä { $object } ei nimetä valtakunnallisesti mihinkään keinoon.
       *[other] { $object } ei nimetä valtakunnallisesti mihinkään keinoon.
    }
actor-none-regional = { $nature ->
        [proposal] { $object } ei ehdotettu alueellisesti mihinkään keinoon.
        [decision] Päätöksellä { $object } ei nimetty alueellisesti mihinkään keinoon.
        [law] Laissa { $object } ei nimetä alueellisesti mihinkään keinoon.
        [report] Selvityksessä { $object } ei nimetä alueellisesti mihinkään keinoon.
       *[other] { $object } ei nimetä alueellisesti mihinkään keinoon.
    }
of-goal = Tavoite: { $title }
actor-coordinates-none = Tätä toimijaa ei nimetä minkään keinon koordinoijaksi.
measure-in-place = { $title } ({ $place })

## Laskettu vastaus: kyllä tai ei, luettelo, määrä, vertailu

verb = { $nature ->
        [proposal] ehdotettiin
       *[other] nimettiin
    }
verb-not = { $nature ->
        [proposal] ei ehdotettu
       *[other] ei nimetty
    }
line-quoted = Lähteessä sanotaan: ”{ $line }”.
role-together = { $nature ->
        [proposal] Tehtäviä ehdotettiin tason vastuutahoille yhdessä, ei kullekin erikseen:
       *[other] Tehtävät ovat tason vastuutahoilla yhteiset:
    }
untold = Lähde ei kerro tätä.
untold-told = Lähde kertoo, mitä tahoja { $verb } ja mihin tehtäviin: { $title }.
untold-else = Lähde kertoo tästä muuta: { $title }.
denied = En ole varma, mitä kysymyksesi kielto tai rajaus koskee.
denied-try = Kysy esimerkiksi: ”Ketkä eivät ole mukana keinossa { $title }?”
said-yes = Kyllä.
said-no = Ei.
national-proposed = Valtakunnallisesti { $verb }: { $actors }.
regional-proposed = Alueellisesti { $verb }: { $actors }.
has-coordinators = { $title }: { $actors }
fact-task-national = Tehtävää { $verb } valtakunnalliselle tasolle: ”{ $task }”.
fact-task-regional = Tehtävää { $verb } alueelliselle tasolle: ”{ $task }”.
fact-in = { $actors } { $verb } { $level }keinoon ”{ $title }”.
fact-not-in = { $actors } { $not } { $level }keinoon ”{ $title }”.
fact-some-in = { $actors } { $verb } { $level }keinoon ”{ $title }”, mutta ei { $absent }.
fact-every = { $actors } { $verb } { $level }kaikkiin { $all } keinoon.
fact-many = { $count ->
    [one] { $actors } { $verb } { $level }vain yhteen keinoon.
   *[other] { $actors } { $verb } { $level }{ $count } keinoon. Keinoja on kaikkiaan { $all }.
}
fact-none = { $actors } { $not } { $level }yhteenkään keinoon.
not-in-these = Näihin { $not }:
fact-without = { $count ->
    [0] { $actors } { $verb } { $level }kaikkiin keinoihin.
    [one] { $actors } { $not } { $level }yhteen keinoon.
   *[other] { $actors } { $not } { $level }{ $count } keinoon.
}
fact-vary = Vastuutahot vaihtelevat { $level }keinosta toiseen.
fact-same = Kaikkiin { $count } keinoon { $verb } { $level }samoja vastuutahoja.
fact-such = { $count ->
    [0] Sellaista keinoa ei ole.
    [one] Sellaisia keinoja on yksi.
   *[other] Sellaisia keinoja on { $count }.
}
fact-both-levels = { $actors ->
    [0] Ketään { $not } molemmille tasoille.
   *[other] Molemmille tasoille { $verb } näitä:
}
elsewhere = { $count ->
    [one] { $actors } { $verb } vain keinoon ”{ $titles }”.
    [2] { $actors } { $verb } keinoihin { $titles }.
   *[other] { $actors } { $verb } { $count } muuhun keinoon.
}
elsewhere-none = { $actors } { $not } yhteenkään keinoon.
usual = Tavallisesti { $verb }: { $actors }.
list-tasks = { $where ->
    [in] { $title }: tehtäviä on { $level }{ $count ->
        [one] yksi.
       *[other] { $count }.
    }
   *[all] Tehtäviä on { $level }{ $count }.
}
list-themes = Teemoja on { $count }:
fact-theme = Keino ”{ $title }” kuuluu teemaan ”{ $theme }”.
fact-themes = { $count ->
    [0] { $actors } { $not } { $level }yhdenkään teeman keinoihin.
    [one] { $actors } { $verb } { $level }vain yhden teeman keinoihin. Teemoja on kaikkiaan { $all }.
   *[other] { $actors } { $verb } { $level }{ $count } teeman keinoihin. Teemoja on kaikkiaan { $all }.
}
list-themes-such = { $count ->
    [0] Yhdessäkään teemassa ei ole niin montaa keinoa.
   *[other] Näissä teemoissa on niin monta keinoa ({ $count }):
}
list-themes-most = { $count ->
    [one] Eniten keinoja on tässä teemassa:
   *[other] Eniten keinoja on näissä teemoissa ({ $count }):
}
list-themes-fewest = { $count ->
    [one] Vähiten keinoja on tässä teemassa:
   *[other] Vähiten keinoja on näissä teemoissa ({ $count }):
}
list-themes-with = { $count ->
    [0] { $actors } { $not } { $level }yhdenkään teeman keinoihin.
   *[other] { $actors } { $verb } { $level }näiden teemojen keinoihin ({ $count }):
}
list-themes-without = { $count ->
    [0] { $absent } { $verb } { $level }jokaisen teeman keinoihin (0 puuttuu).
   *[other] { $absent } { $not } { $level }näiden teemojen keinoihin ({ $count }):
}
list-themes-but = { $count ->
    [0] Sellaista teemaa ei ole (0), jonka keinoihin { $verb } { $level }{ $actors } mutta ei { $absent }.
   *[other] { $actors }, mutta ei { $absent }, { $verb } { $level }näiden teemojen keinoihin ({ $count }):
}
list-goals = Tavoitteita on { $count }:
list-measures = { $where ->
    [in] { $title }: keinoja on { $count ->
        [one] yksi.
       *[other] { $count }.
    }
   *[all] Keinoja on { $count }:
}
list-measures-with = { $count ->
    [0] Yhteenkään keinoon { $not } { $level }{ $actors }.
    [one] Yhteen keinoon { $verb } { $level }{ $actors }:
   *[other] { $count } keinoon { $verb } { $level }{ $actors }:
}
list-measures-without = { $count ->
    [0] Ei ole keinoa (0), johon { $not } { $level }{ $absent }.
    [one] Yhteen keinoon { $not } { $level }{ $absent }:
   *[other] { $count } keinoon { $not } { $level }{ $absent }:
}
list-measures-but = { $count ->
    [0] Ei ole keinoa (0), johon { $verb } { $level }{ $actors } mutta ei { $absent }.
    [one] Yhteen keinoon { $verb } { $level }{ $actors } mutta ei { $absent }:
   *[other] { $count } keinoon { $verb } { $level }{ $actors } mutta ei { $absent }:
}
list-measures-most = Eniten { $tasks ->
    [true] tehtäviä
   *[false] vastuutahoja
    } on { $level }näissä ({ $count }):
list-measures-fewest = Vähiten { $tasks ->
    [true] tehtäviä
   *[false] vastuutahoja
    } on { $level }näissä ({ $count }):
list-measures-such = { $count ->
    [0] Sellaista keinoa ei ole.
    [one] Sellaisia keinoja on yksi:
   *[other] Sellaisia keinoja on { $count }:
}
list-measures-differing = { $count ->
    [0] Vastuutahot eivät poikkea missään keinossa.
    [one] Vastuutahot poikkeavat yhdessä keinossa:
   *[other] Vastuutahot poikkeavat { $count } keinossa:
}
list-actors-some = { $where ->
    [in] Keinoon ”{ $title }” { $verb } { $level }{ $count } tahoa:
   *[all] Vastuutahoiksi { $verb } { $level }{ $count } tahoa:
}
named-body = tahoa { $name }
named-bodies = tahoja { $name }
list-actors-only = { $count ->
    [0] Ketään { $not } { $level }vain tähän: { $title }.
   *[other] Vain tähän { $verb } { $level }{ $count } tahoa: { $title }.
}
list-actors-beside = { $count ->
    [0] Kaikkia, joita { $verb } { $level }keinoon ”{ $title }”, { $verb } myös keinoon ”{ $other }” (0 muuta).
   *[other] Keinoon ”{ $title }”, mutta ei keinoon ”{ $other }”, { $verb } { $level }{ $count } tahoa:
}
list-actors-others = { $where ->
    [in] Muut, joita { $verb } { $level }keinoon ”{ $title }” ({ $count }):
   *[all] Muut, joita { $verb } { $level }({ $count }):
}
list-actors-every = { $count ->
    [0] Ketään { $not } { $level }kaikkiin näihin keinoihin.
   *[other] Kaikkiin näihin keinoihin ({ $all }) { $verb } { $level }{ $count } tahoa:
}
list-actors-nearly = { $count ->
    [0] Lähes kaikkiin keinoihin { $not } { $level }ketään.
   *[other] Lähes kaikkiin keinoihin { $verb } { $level }{ $count } tahoa:
}
list-actors-most = Useimpiin keinoihin { $verb } { $level }näitä ({ $count }):
list-actors-fewest = Harvimpiin keinoihin { $verb } { $level }näitä ({ $count }):
list-actors-one = { $count ->
    [0] Ketään { $not } { $level }vain yhteen keinoon.
   *[other] Vain yhteen keinoon { $verb } { $level }näitä ({ $count }):
}
list-actors-none = { $count ->
    [0] { $where ->
        [in] Kaikkia muissakin keinoissa mainittuja (0 puuttuu) { $verb } { $level }myös tähän: { $title }.
       *[all] Jokaista mainittua { $verb } { $level }ainakin yhteen keinoon (0 puuttuu).
    }
   *[other] { $where ->
        [in] Keinoon ”{ $title }” { $not } { $level }näitä, vaikka muihin keinoihin { $verb } ({ $count }):
       *[all] Mihinkään { $not } { $level }näitä ({ $count }):
    }
}
compare-actors-sets = { $same ->
    [true] Ei eroa: kaikkia { $verb } samoihin keinoihin.
   *[false] Ero on siinä, mihin keinoihin { $verb }:
}
compare-actors-count = { $same ->
    [true] Ei eroa: kumpaakin { $verb } yhtä moneen keinoon.
   *[false] Ero on keinojen määrässä:
}
compare-measures-sets = { $same ->
    [true] Ei eroa: näihin { $verb } samoja vastuutahoja.
   *[false] Vastuutahoissa on eroa:
}
compare-measures-count = { $same ->
    [true] Ei eroa: yhtä monta { $counted ->
        [tasks] tehtävää.
        [measures] keinoa.
       *[other] vastuutahoa.
    }
   *[false] Määrässä on eroa:
}
compare-levels-sets = { $same ->
    [true] Ei eroa: molemmille tasoille { $verb } samoja vastuutahoja.
   *[false] Tasoille { $verb } eri vastuutahoja:
}
compare-levels-count = { $same ->
    [true] Ei eroa: molemmilla tasoilla on yhtä monta.
   *[false] Määrässä on eroa:
}
measures-number = { $count ->
    [one] yksi keino
   *[other] { $count } keinoa
}
tasks-number = { $count ->
    [one] yksi tehtävä
   *[other] { $count } tehtävää
}
share-every = { $actor }: kaikki keinot ({ $count })
share-none = { $actor }: ei yhtään keinoa
share-but = { $actor }: { $count } keinoa, kaikki muut paitsi { $titles }
share-in = { $actor }: { $count ->
    [one] yksi keino, { $titles }
   *[other] { $count } keinoa: { $titles }
}

## Napit

show-national = Valtakunnallisesti
show-regional = Alueellisesti
show-both = Molemmat tasot
more = Lisää …
open-theme = Avaa teema …
open-goal = Avaa tavoite …
open-measure = Avaa keino …
open-actor = Avaa toimija …
open-region = Avaa alue …
open-topic = Avaa aihe …
open-term = Avaa sana …
show-changes = Mikä muuttui?
show-source = Lähde
share = Jaa
back-to-answer = Takaisin vastaukseen
back = Takaisin
page-on = Seuraavat
page-back = Edelliset
feedback-helped = 👍
feedback-not-helped = 👎
feedback-wrong-topic = Väärä aihe
feedback-incomplete = Puutteellinen
feedback-outdated = Vanhentunut
feedback-other = Muu
feedback-thanks = Kiitos palautteesta!
feedback-reason = Kiitos. Mikä oli vikana?
feedback-known = Tämä palaute on jo kirjattu.
feedback-which = Kiitos. Mikä näistä olisi ollut oikea?
erase = Poista kysymykseni
erase-done = Kysymyksesi sanat on poistettu.
erase-other = Vain kysyjä voi poistaa kysymyksensä.
erase-all = { $count ->
    [0] En muista kysymyksiäsi, joten poistettavaa ei ole. Muistan ne enintään vuorokauden ja unohdan ne, kun minut käynnistetään uudelleen. Jos muistat kysymyksesi tekstin, ylläpitäjät voivat poistaa sen: lähetä pyyntö komennolla /palaute.
    [one] Poistin kysymyksesi sanat. Itse viesti jää Telegramiin, kunnes poistat sen sieltä.
   *[other] Poistin sanat { $count } kysymyksestäsi. Itse viestit jäävät Telegramiin, kunnes poistat ne sieltä.
}
erase-late = Kysymystä ei voi nyt poistaa. Yritä hetken päästä uudelleen.

## Selkokieli

show-plain = Selkokielellä
plain-none = Tästä ei ole selkokielistä tekstiä.

## Mikä on muuttunut

changes-heading = Mikä on muuttunut?
changes-none = Muutoksia ei ole tiedossa.

## Oma alue

own-area-which = Oma alue
own-area-heading = Mikä on oma alueesi?
own-area-choose = Valitse maakunta.
own-area-other = Valitse toinen maakunta
own-area = Oma alueesi on { $area }. { $authority }
area-centre = Alueella toimii nykyisin { $centre }.
area-office = Alueella toimii { $office }, ei elinvoimakeskusta.
area-unsure = Alueen nykyistä elinvoimakeskusta en pysty vahvistamaan.
area-said = Alueesta kerrotaan:
area-not-said = Sisältöni ei kerro tästä alueesta.
area-untold = sisältöni ei kerro mitään tästä alueesta.
area-more = { $area }: koko vastaus
area-remembered = Muistan alueesi tämän keskustelun ajan, enintään puoli tuntia.

## Luettelot

list-of-theme = Teemat
list-of-actor = Toimijat
list-of-term = Sanasto
list-choose = Valitse yksi.
list-page = Sivu { $number }/{ $count }

## Kuva ja taulukko

picture-title = { $nature ->
        [proposal] Mitä tahoja ehdotettiin mihinkin?
        [decision] Päätetyt vastuutahot keinoittain
        [law] Vastuutahot keinoittain lain mukaan
        [report] Vastuutahot keinoittain selvityksen mukaan
       *[other] Vastuutahot keinoittain
    }
picture-subtitle = Keinot
picture-button = Kuva
chart-all = { $nature ->
        [proposal] { $level } ehdotettu kaikkiin { $count } keinoon
        [decision] { $level } päätetty kaikkiin { $count } keinoon
        [law] { $level } lain mukaan kaikissa { $count } keinossa
        [report] { $level } selvityksen mukaan kaikissa { $count } keinossa
       *[other] { $level } kaikissa { $count } keinossa
    }
chart-most = { $nature ->
        [proposal] { $level } ehdotettu { $count } keinoon
        [decision] { $level } päätetty { $count } keinoon
        [law] { $level } lain mukaan { $count } keinossa
        [report] { $level } selvityksen mukaan { $count } keinossa
       *[other] { $level } { $count } keinossa
    }
chart-nature = { $nature ->
        [proposal] Ehdotettu
        [decision] Päätetty
        [law] Lain mukaan
        [report] Selvityksen mukaan
        [mixed] Monen lähteen mukaan
       *[other] Julkisen sivun mukaan
    }
chart-apart = { $count ->
        [one] Yhdessä keinossa toisin
       *[other] { $count } keinossa toisin
    }
chart-signs = + lisäksi, − ei mukana
chart-missing = ei mukana: { $actors }
chart-checked = Muutokset tarkistettu { DATE($day) }.
table-file = vastuutahot
table-theme = Teema
table-measure = Keino
table-level = Taso
table-actors = Vastuutahot
table-tasks = Tehtävät
table-place = Kohta
table-source = Lähde
table-changed = Mikä on muuttunut
table-others = Muut
table-absent = ei mukana
table-csv = Taulukko Excelille: keinot, tasot, vastuutahot, tehtävät, lähteet ja muutokset.
table-pdf = Vastuutahot yhdellä silmäyksellä, muistion liitteeksi.

## Lähde

sources-heading = Mistä tieto on
source-says = Lähteen omat rivit
source-document = { $title }, { $publisher }, { DATE($date) }
source-public = { $title }, tarkistettu { DATE($checked) }: { $url }

## Tarkennus

clarify-heading = Mitä tarkoitit?
choice-none = Ei mikään näistä
none-of-these = Selvä, sitten en löytänyt vastausta. Kirjasin asian, jotta sisältöä voidaan parantaa.
ask-one-more = Vastaan ensimmäiseen. Muut ovat napeissa.
read-in-part = Luin viestistäsi vain alun. Kysy lyhyesti, jos vastaus ei osunut.
read-one-of = Löysin vastauksen yhteen kysymykseesi: ”{ $question }”. Kysy toinen erikseen ja toisin sanoin.
clarify-regional-differs = Alueellisesti tahot vaihtelevat keinosta toiseen.
clarify-which = Mistä haluat tietää lisää?
task-shared-national = { $nature ->
        [proposal] Valtakunnalliseksi tehtäväksi ehdotettiin { $count } keinossa: { $task }.
        [decision] Valtakunnalliseksi tehtäväksi päätettiin { $count } keinossa: { $task }.
        [law] Valtakunnallinen tehtävä lain mukaan { $count } keinossa: { $task }.
        [report] Valtakunnallinen tehtävä selvityksen mukaan { $count } keinossa: { $task }.
       *[other] Valtakunnallinen tehtävä { $count } keinossa: { $task }.
    }
task-shared-regional = { $nature ->
        [proposal] Alueelliseksi tehtäväksi ehdotettiin { $count } keinossa: { $task }.
        [decision] Alueelliseksi tehtäväksi päätettiin { $count } keinossa: { $task }.
        [law] Alueellinen tehtävä lain mukaan { $count } keinossa: { $task }.
        [report] Alueellinen tehtävä selvityksen mukaan { $count } keinossa: { $task }.
       *[other] Alueellinen tehtävä { $count } keinossa: { $task }.
    }

## Ei vastausta

none-said = En löytänyt vastausta.
none-read = En löytänyt vastausta. Luin sanat: { $words }.
none-perhaps-one = Voisiko tämä auttaa?
none-perhaps-two = Voisiko jompikumpi näistä auttaa?
none-area = { $area }: { $said }
none-known = Tiedän vain sen, mitä sisältöni kertoo.
none-try = Kokeile kysyä yhdestä asiasta kerrallaan.
show-overview = Teemat ja keinot
aged = Tätä kohtaa ei enää ole. Kysy uudelleen, niin etsin uudestaan.

## Juttelu

talk-greeting = Hei! Kysy minulta siitä, mitä sisältöni kertoo.
talk-thanks = Ole hyvä! Kysy lisää, kun haluat.
talk-fine = Hyvä. Kysy lisää, kun haluat.
talk-feeling = Jatka vain, kun haluat tietää lisää.
talk-complaint = Harmi. Jos vastaus oli pielessä, kerro, mikä siinä oli vikana.
talk-like = Kiitos! Kirjasin, että vastaus auttoi.
talk-dislike = Harmi. Mikä vastauksessa oli vikana?
talk-goodbye = Hei hei! Olen täällä, kun tarvitset minua.
talk-who-are-you = Olen automaatti. Kerron, mitä sisältöni sanoo, ja sanon, mistä tieto on. En ole ihminen enkä keksi vastauksia.

## Ylläpitäjä

keeper = Ylläpitäjä: { $name }.
keeper-contact = Yhteystieto: { $contact }.
keeper-untold = Ylläpitäjän nimeä ei ole kirjattu tämän botin sisältöön.

## Hätä

distress-here = Tähän tarvitaan ihmisen apua, ja sitä saa heti. Minä olen automaatti.
distress-danger = Jos henki on vaarassa, soita { $number }.
distress-line = Muulloin soita MIELI Kriisipuhelimeen: { $fi }. Ruotsiksi { $sv } ja englanniksi { $en }, mutta ne eivät ole aina auki.
distress-other = Voit soittaa myös, kun olet huolissasi jostakusta toisesta. Älä jätä häntä yksin.
distress-kept = Viestisi sanoja en tallenna.

## Aloitus ja ohje (Telegram)

start-greeting = Hei!
start-what = Vastaan kysymyksiin siitä, mitä sisältöni kertoo, ja sanon, mistä tieto on.
start-automaton = Olen automaatti. Tallennan kysymykset nimettöminä: /tietosuoja
start-try = Kirjoita omin sanoin tai kokeile:
start-write = Kirjoita kysymys omin sanoin.
help-heading = Näin kysyt
help-what = Kirjoita omin sanoin, mitä haluat tietää. Voit kysyä myös vain yhdestä tasosta: lisää sana ”valtakunnallisesti” tai ”alueella”.
help-examples = Esimerkkejä:
help-buttons = Vastauksen alla olevilla napeilla vaihdat tasoa ja annat palautetta. Lähteen ja muut napit saat napista Lisää …
help-commands = Komennot:
inline-none = En löytänyt vastausta. Kysy botilta
help-inline = Muissa keskusteluissa: kirjoita { $name } ja kysymyksesi, niin voit lähettää vastauksen.
ask-how = Kirjoita kysymyksesi samaan viestiin: { $name } tai /kysy ja kysymyksesi.
ask-reply = Jos joku on jo kysynyt, vastaa hänen viestiinsä pelkällä { $name } tai /kysy, niin vastaan siihen.
group-how = Kysy näin: { $name } tai /kysy ja kysymyksesi. Muihin viesteihin en vastaa. Mitä tallennan: /tietosuoja.
ask-in-private = Tämä komento toimii vain kahden kesken: { $link }
not-text = Luen vain tekstiä. Kirjoita kysymyksesi, niin etsin vastauksen.
privacy-heading = Tietosuoja
privacy-controller = Rekisterinpitäjä: { $controller }.
privacy-controller-none = Rekisterinpitäjää ei ole ilmoitettu tämän botin asetuksissa.
privacy-contact = Kysymykset ja poistopyynnöt: { $contact }.
privacy-comment = Kysymykset ja poistopyynnöt: lähetä ne ylläpitäjille komennolla /palaute ja kerro, miten sinuun saa yhteyden.
privacy-basis-public-task = Käsittelen tietoja, jotta voin vastata kysymykseesi ja sisältöä voidaan parantaa. Peruste on yleistä etua koskeva tehtävä (tietosuoja-asetuksen 6 artiklan 1 kohdan e alakohta).
privacy-basis-legitimate-interest = Käsittelen tietoja, jotta voin vastata kysymykseesi ja sisältöä voidaan parantaa. Peruste on rekisterinpitäjän oikeutettu etu (tietosuoja-asetuksen 6 artiklan 1 kohdan f alakohta).
privacy-stored = Tallennan kysymyksen tekstin, ajan, vastauksen aiheen ja varmuuden sekä napeilla tai peukulla annetun palautteen. Jos huomaan, että viestissä puhutaan itsemurhasta tai itsensä vahingoittamisesta, en tallenna sen sanoja.
privacy-masked = Nimeäsi, käyttäjätunnustasi tai keskustelun tunnusta en tallenna. Henkilötunnukset, puhelinnumerot, sähköpostiosoitteet ja muut henkilötiedot, jotka tunnistan, peitän ennen tallennusta.
privacy-number = Kysymyksen tiedoissa on enintään kolme vuorokautta Telegramin antama viestin numero, jotta en vastaa samaan viestiin kahdesti ja voit poistaa kysymyksesi. Sen jälkeen en voi yhdistää kysymystä sinuun.
privacy-memory = Muistan keskustelun viime vaiheet, oman alueesi ja kielesi enintään puoli tuntia. Sen, mihin viesteihin vastasin ja mistä, muistan enintään vuorokauden, jotta keskustelu jatkuu vanhastakin viestistä ja peukku osuu oikeaan kysymykseen. En tallenna näitä. Jos vastaus jää odottamaan lähettämistä, se ja keskustelun tunnus ovat siihen asti tallessa salattuina.
privacy-sealed = Kysymysten tekstit on salattu levyllä, ja avain säilytetään niistä erillään.
privacy-unsealed = Kysymysten tekstejä ei ole salattu levyllä.
privacy-learned = Kun ylläpitäjä kertoo, mitä jokin kysymys tarkoitti, tallennan siitä vain sanojen perusmuodot ja sen, mitä ne tarkoittivat. En tallenna kysymyksen tekstiä uudelleen, enkä opeta sillä mitään muuta.
privacy-long = Kysymysten tekstit poistan viimeistään { $days } päivän kuluttua; lukumäärät jäävät.
privacy-recipients = Viestit kulkevat Telegramin kautta, ja se käsittelee niitä omilla ehdoillaan myös EU:n ulkopuolella. Kysymysten tekstit näkevät vain botin ylläpitäjät.
privacy-rights = Voit poistaa kysymyksesi itse: paina vuorokauden kuluessa vastauksen alta nappia Lisää … ja sitten nappia Poista kysymykseni. Komento /poista poistaa kaikki viime vuorokauden kysymyksesi. Vanhemman kysymyksen poistavat ylläpitäjät, kun kerrot sen tekstin. Voit myös pyytää tietosi nähtäväksi, oikaistaviksi tai poistettaviksi, pyytää käsittelyn rajoittamista ja vastustaa käsittelyä.
privacy-complaint = Käsittelystä voit valittaa tietosuojavaltuutetulle: tietosuoja.fi.
comment-ask = Kirjoita palautteesi seuraavaksi viestiksi. Se menee ylläpitäjille ilman nimeäsi.
comment-how = Kirjoita palautteesi samaan viestiin komennon kanssa: /palaute ja palautteesi.
comment-leave = Peruuta
comment-left = Selvä, palautetta ei lähetetty.
comment-came = Palaute botille: { $text }
comment-sent = Kiitos! Palaute lähti ylläpitäjille ilman nimeäsi.
comment-nobody = Palautetta ei voi nyt lähettää, koska botille ei ole nimetty ylläpitäjää.
comment-corrected = Korjattu palaute botille: { $text }
correction-sent = Kiitos! Korjaus lähti ylläpitäjille ilman nimeäsi.
comment-or-question = Onko tämä palaute vai kysymys? Palaute menee ylläpitäjille, kysymykseen vastaan itse.
comment-is = Palaute
question-is = Kysymys
your-id = Telegram-tunnuksesi on { $id }. Botin ylläpitäjä tarvitsee sen, jos hän antaa sinulle ylläpito-oikeudet.
language-name = Suomi
language-choose = Millä kielellä juttelen kanssasi? Luen kysymyksiä suomeksi, ruotsiksi ja englanniksi.
language-set = Selvä, juttelen suomeksi tämän keskustelun ajan.
language-names = fi suomi suomeksi suomen suomea finska Finnish
language-other = Tämän valitsee se, joka antoi komennon. Oman kielesi valitset komennolla /kieli.
language-group-names = ryhmä ryhmälle ryhmän ryhmässä
language-group-set = Selvä, juttelen tässä ryhmässä suomeksi, kunnes minut käynnistetään uudelleen. Oman kielen voi silti valita komennolla /kieli.
language-group-how = Kirjoita myös kieli: /kieli ryhmä suomi, /kieli ryhmä svenska tai /kieli ryhmä English.
language-group-admin = Ryhmän kielen voi valita vain ryhmän ylläpitäjä. Oman kielesi valitset komennolla /kieli.
level-national = Valtakunnallisesti
level-regional = Alueellisesti
level-both = Valtakunnallisesti ja alueellisesti
a-measure = Keino
a-theme = Teema
a-goal = Tavoite
a-actor = Toimija
a-region = Alue
a-topic = Aihe
a-term = Sana selitettynä
a-overview = Yleiskuva
ask-bot = Kysy botilta
failed = Pahoittelut, vastaaminen epäonnistui. Yritä hetken päästä uudelleen.
late = Vastaus tulee myöhässä, koska olin poissa käytöstä. Pahoittelut!
flood = Tahtisi on minulle liian nopea. Odota minuutti ja yritä sitten uudelleen.
flood-group = Tämän ryhmän tahti on minulle liian nopea. Odottakaa minuutti ja yrittäkää sitten uudelleen.
reload-forbidden = Tämä komento on vain ylläpitäjille.

## Komennot ja esittely (Telegram)

command-kysy = Kysy: /kysy ja kysymyksesi
command-tavoitteet = Teemat ja keinot
command-toimijat = { $nature ->
        [proposal] Mihin kutakin toimijaa ehdotettiin
        [decision] Mistä kukin toimija vastaa päätöksen mukaan
        [law] Mistä kukin toimija vastaa lain mukaan
        [report] Mistä kukin toimija vastaa selvityksen mukaan
       *[other] Mistä kukin toimija vastaa
    }
command-alueet = Maakunnat ja elinvoimakeskukset
command-sanasto = Sanat selitettyinä
command-kuva = { $nature ->
        [proposal] Mitä tahoja ehdotettiin mihinkin, kuvana
        [decision] Päätetyt vastuutahot keinoittain, yhtenä kuvana
        [law] Vastuutahot keinoittain lain mukaan, yhtenä kuvana
        [report] Vastuutahot keinoittain selvityksen mukaan, yhtenä kuvana
       *[other] Vastuutahot keinoittain, yhtenä kuvana
    }
command-taulukko = { $nature ->
        [proposal] Mitä tahoja ehdotettiin mihinkin, Excel- ja PDF-tiedostona
        [decision] Päätetyt vastuutahot keinoittain, Excel- ja PDF-tiedostona
        [law] Vastuutahot keinoittain lain mukaan, Excel- ja PDF-tiedostona
        [report] Vastuutahot keinoittain selvityksen mukaan, Excel- ja PDF-tiedostona
       *[other] Vastuutahot keinoittain, Excel- ja PDF-tiedostona
    }
command-help = Näin kysyt
command-kieli = Vaihda kieli
command-palaute = Lähetä palautetta ylläpitäjille
command-tietosuoja = Mitä tallennetaan
command-poista = Poista viime vuorokauden kysymyksesi
command-id = Oma Telegram-tunnuksesi
command-reload = Lataa sisältö uudelleen
command-uusi = Lisää uusi aihe
about-short = Vastaan kysymyksiin ja sanon, mistä tieto on.
about = Vastaan kysymyksiin siitä, mitä sisältöni kertoo, ja sanon, mistä tieto on. Kirjoita kysymys omin sanoin. Olen automaatti: jos en tiedä, sanon sen.

## Puutteet (Telegram, ylläpitäjille)

gaps-heading = Puutteet ({ $count })
gaps-aside-heading = Sivussa ({ $count })
gaps-line = { $number }. { $words } – kysytty { $count } ×, viimeksi { DATE($last) }
gaps-none = Puutteita ei ole.
gaps-doubts = Palaute vastauksista:
gaps-doubt = { $title }: väärä aihe { $wrong } ×, vanhentunut { $outdated } ×
gaps-meant = { $count } kysyjää tarkoitti: { $title }
unsure-heading = Epävarmasti vastatut ({ $count })
unsure-none = Epävarmasti vastattuja kysymyksiä ei ole.
unsure-how = Näihin kysymyksiin löytyi vastaus, mutta se voi olla väärästä kohdasta:
unsure-heard = { $question } → { $title } (sopivuus { NUMBER($score, minimumFractionDigits: 2, maximumFractionDigits: 2) })
unsure-right = Vastaus oli oikea
unsure-wrong = Avaa puutteena
gap-accept = Hyväksy: { $title } ({ $count } ×)
gap-join = Yhdistä…
gap-split = Irrota…
join-heading = Mihin puutteeseen yhdistetään: { $words }?
split-heading = Mikä sanamuoto irrotetaan puutteesta: { $words }?
gaps-again = Puutteet
gap-asked = Kysytty { $count } × ajalla { DATE($first) }–{ DATE($last) }, esimerkiksi:
gap-nearest = Lähin vastaus: { $title } (sopivuus { NUMBER($score, minimumFractionDigits: 2, maximumFractionDigits: 2) }).
gap-extend = Vastaus on { $title }
gap-elsewhere = Toinen vastaus…
gap-begin = Uusi aihe
gap-dismiss = Ei kuulu tänne
gap-several = useita vastauksia
gap-none = ei kuulu tänne
gap-later = Myöhemmin
gap-back = Takaisin puutteeseen
gap-wordless = Näistä kysymyksistä ei saa kuvaavia sanoja.
gap-closed = Puute on korjattu: sen kysymyksiin löytyy nyt vastaus.
gap-left = Puutteesta jäi auki sanamuotoja: { $count }.
left-line = ”{ $question }” – lähin { $first } ({ NUMBER($score, minimumFractionDigits: 2, maximumFractionDigits: 2) }), kilpailija { $rival } ({ NUMBER($behind, minimumFractionDigits: 2, maximumFractionDigits: 2) })
left-alone = ”{ $question }” – lähin { $first } ({ NUMBER($score, minimumFractionDigits: 2, maximumFractionDigits: 2) })
left-nothing = ”{ $question }” – mikään ei ole lähellä
gap-taught = Uudelle kohdalle vahvistettiin puutteen sanamuotoja: { $count }.
gap-untaught = Puutteen sanamuotoja ei vahvistettu uudelle kohdalle, koska se olisi rikkonut tarkistettuja vastauksia.
relabelled = Tarkistuskysymyksiä merkittiin tämän kohdan kysymyksiksi: { $count }.
gap-aside-talk = Sivussa: tervehdyksiä ja kiitoksia.
gap-aside-junk = Sivussa: ei sanoja, joista saisi selvää.
gap-aside-outside = Sivussa: asia ei kuulu siihen, mistä sisältö kertoo.
elsewhere-heading = Mikä vastaa kysymykseen: { $words }?
elsewhere-how = Valitse vastaus, selaa luetteloa tai kirjoita hakusana viestinä.
elsewhere-found = Valitse vastaus tai kirjoita toinen hakusana.
elsewhere-nothing = Tällä haulla ei löytynyt vastauksia. Kirjoita toinen hakusana.
kind-measure = Keinot
kind-theme = Teemat
kind-goal = Tavoitteet
kind-actor = Toimijat
kind-region = Alueet
kind-topic = Aiheet
kind-term = Sanasto
new-step = Uusi aihe: kysymys { $number }/{ $count }
new-title = Mikä on otsikko?
new-content = Mitä siitä kerrotaan? Vastaus ensin, lyhyesti.
new-synonyms = Millä muilla sanoilla siitä kysytään?
new-sources = Mistä tieto on? Kirjoita esimerkiksi ”{ $example }” tai verkkosivun osoite ja sen perään sivun nimi.
new-example = Esimerkiksi: { $example }
new-lines-chat = Voit kirjoittaa monta, kunkin omalle rivilleen.
new-words = Puutteen sanat lisätään joka tapauksessa: { $words }
new-check = Sitten tarkistan, mitä aihe muuttaa. Siihen voi mennä puoli minuuttia.
new-skip = Ohita
new-stop = Peru
new-noted = Kirjasin: ”{ $said }”
new-said = Vastasit: ”{ $said }”. Kirjoita vastaus uudelleen.
new-again = Jatketaan siitä, mihin jäätiin.
new-passed = Siihen on jo vastattu. Tässä on nykyinen kysymys.
new-stopped = Selvä, uutta aihetta ei tehty.
new-aged = Uusi aihe jäi kesken, eikä vastauksia ole enää muistissa. Aloita uudelleen: /uusi
edited = Muokattua viestiä en lue. Lähetä korjaus uutena viestinä.
unfit-needed = Tähän tarvitaan vastaus.
unfit-unseen = Vastauksessa on merkki, joka ei näy. Kirjoita vastaus uudelleen.
unfit-twice = Sama on kahteen kertaan. Kirjoita se vain kerran.
unfit-long = Vastaus on liian pitkä. Siinä saa olla enintään { $most } merkkiä.
unfit-form = Tämä vastaus ei kelpaa.
unfit-source = Tällaista lähdettä ei ole.
words-ask = Kirjoita seuraavaksi viestiksi muutama kuvaava sana perusmuodossa.
reason-ask = Kirjoita seuraavaksi viestiksi, miksi muutos julkaistaan, vaikka se huonontaa vastauksia. Syy kirjataan, ja muutos julkaistaan heti.
checking = Hetki, tarkistan muutoksen.
draft-words = Lisätään vastaukseen { $target }
draft-example = Ei kuulu tänne: lisätään lajiin { $target }
draft-accepted = Opetetaan: { $target }
draft-learned = Sanamuodoista jää talteen vain perusmuodot:
draft-alone = Osa sanamuodoista opitaan vain sellaisinaan, koska muuten jokin tarkistettu vastaus huononisi.
draft-addition = Uutta sisältöä: { $target }
draft-said = Sanat: ”{ $words }”
draft-closes = Puutteen sanamuodoista saa vastauksen { $answered }, kaikkiaan niitä on { $count }.
draft-teaches = Samalla uudelle kohdalle vahvistetaan puutteen sanamuotoja: { $count }.
draft-breaks = Muutos on estetty, koska se huonontaa näitä tarkistettuja vastauksia:
draft-publish = Julkaise
draft-relabel = Julkaise ja merkitse kysymykset ({ $count })
draft-force = Julkaise silti…
draft-turned = Katso muuttuvat ({ $count })
draft-own-words = Omat sanat…
draft-select = Valitse sanamuodot ({ $count }/{ $all })
select-how = Paina sanamuotoa, jos se ei kuulu joukkoon. Ota se takaisin painamalla uudelleen.
select-check = Tarkista valitut
select-taken = Näin on hyvä
draft-own-answers = Muuta vastauksia…
task-aged = Tätä ei enää ole. Avaa puutteet uudelleen.
trial-sum = { $asked } kysymystä: korjaa { $fixed }, rikkoo { $broken }, muuttaa { $changed }
trial-unguarded = Tarkistuskysymyksiä ei ole: kukaan ei huomaa, jos muutos rikkoo vastauksia.
trial-fixed = Korjaa:
trial-broken = Rikkoo:
trial-changed = Muuttaa:
turned = ”{ $question }” – ennen: { $before }, nyt: { $after }
heard-clarify = tarkennus ({ $titles })
heard-none = ei vastausta
published = Julkaistu. Sisällön versio on { $version }.
undo-last = Peru tämä
undo-ask = Perutaanko viimeisin muutos?
undo-do = Peru muutos
undo-leave = Älä peru
undo-left = Selvä, mitään ei peruttu.
undone = Muutos on peruttu
history-heading = Viimeisimmät muutokset
history-none = Muutoksia ei ole.
history-line = { DATE($day) } { $who }: { $what }{ $words }{ $why }
history-why = . Syy: { $why }
audit-words = : ”{ $words }”
an-admin = ylläpitäjä
change-words = Ilmaus lisätty kohtaan { $target }
change-example = Esimerkki lisätty lajiin { $target }
change-accepted = Sanamuotoja opetettu: { $target }
change-learned = Nämä sanamuodot on jo opittu.
change-addition = Uutta sisältöä: { $target }
change-undo = Peruttu muutos: { $target }
change-reload = Sisältö otettu käyttöön, vaikka vastauksia huononi
change-relabel = Tarkistuskysymyksiä merkitty kohdan kysymyksiksi: { $target }
change-no-target = Kohtaa { $target } ei ole.
change-alike = Ilmausta ”{ $words }” ei tarvita: siellä on jo ”{ $phrase }”.
change-answered = Ilmausta ”{ $words }” ei tarvita: siihen vastaa jo { $phrase }.
change-crowded = Tähän on lisätty jo { $count } ilmausta. Harkitse omaa kohtaa.
change-breaks = Muutosta ei tehdä, koska se huonontaa vastausta { $count } tarkistettuun kysymykseen.
change-stale = Sisältö on muuttunut tarkistuksen jälkeen. Tarkista muutos uudelleen.
change-file-taken = Tiedosto { $name } on jo olemassa. Anna uudelle tiedostolle toinen nimi.
change-unfit = Ilmauksessa saa olla enintään { $most } merkkiä, ja jokaisen niistä pitää näkyä.
change-other = Muutosta ei tehdä, koska se muuttaisi sisällöstä muutakin kuin pitää.
change-unloaded = Kansiossa on muutoksia, joita ei ole vielä ladattu. Lataa sisältö ensin uudelleen ja yritä sitten.
change-link = Muutosta ei tehdä, koska tiedosto { $file } on linkki. Korvaa linkki itse tiedostolla.
change-unwritable = Sisältökansioon ei voi kirjoittaa: { $reason } ({ $file }).
git-unknown = Muutos on voimassa, mutta sitä ei viety gitiin: tiedosto { $file } ei ole vielä gitissä. Vie se sinne itse.
git-ignored = Muutos on voimassa, mutta sitä ei viety gitiin: .gitignore jättää tiedoston { $file } sen ulkopuolelle.
git-overlap = Muutos on voimassa, mutta sitä ei viety gitiin: tiedostossa { $file } on samassa kohdassa muokkauksia, joita gitissä ei ole. Vie ne sinne itse.
git-unfinished = Muutos on voimassa, mutta sitä ei viety gitiin: gitissä on yhdistäminen tai muu työ kesken. Saata se loppuun ja vie sitten { $file } gitiin itse.
git-detached = Muutos on voimassa, mutta sitä ei viety gitiin: gitissä ei ole valittu haaraa (detached HEAD). Valitse haara ja vie sitten { $file } gitiin itse.
git-locked = Muutos on voimassa, mutta sitä ei viety gitiin: toinen ohjelma käyttää gitiä juuri nyt (index.lock). Vie { $file } gitiin itse.
git-refused = Muutos on voimassa, mutta sitä ei viety gitiin. Git sanoi: { $reason }
undo-nothing = Peruttavaa ei ole.
undo-gone = Muutosta { $number } ei voi perua: sitä ei ole, tai se on jo peruttu.
undo-edited = Muutosta ei voi perua, koska tiedostoa { $file } on sen jälkeen muokattu samasta kohdasta (rivi { $line }). Poista lisäys tiedostosta itse ja lataa sisältö uudelleen.
undo-first = Muutosta ei voi perua vielä, koska myöhempi muutos { $number } koskee samaa kohtaa. Peru ensin se.
reload-breaks = Sisältöä ei ladata, koska se huonontaa vastausta { $count } tarkistettuun kysymykseen:
    { $questions }
no-log = Kysymyslokia ei voi lukea: { $reason }.
log-unwritable = Kysymyslokiin ei voi kirjoittaa: { $reason }.
portion = { $percent } %
stats-heading = Luvut
stats-plot = Kysymykset viikoittain
stats-plot-up = Kysymyksiä
stats-plot-across = Viikon ensimmäinen päivä
stats-answered = vastattu
stats-clarified = tarkennettu
stats-none = ei vastausta
stats-week = Viikko { DAY($monday) } alkaen: { $asked } kysymystä, vastattu { $answered }, tarkennettu { $clarified }, ei vastausta { $none }
stats-time = Vastausaika: puolet alle { NUMBER($median, minimumFractionDigits: 1, maximumFractionDigits: 1) } ms, 95 prosenttia alle { NUMBER($slow, minimumFractionDigits: 1, maximumFractionDigits: 1) } ms
stats-helped = Auttoi: { $share } ({ $count } arviota)
stats-most = Kysytyimmät:
stats-unreached = Kohdat, joita kukaan ei ole nähnyt ({ $count }):
digest-heading = Viikon yhteenveto { DAY($first) }–{ DAY($last) }
digest-asked = Kysymyksiä: { $count }
digest-answered = Vastattu: { $share }
digest-gaps = Suurimmat puutteet:
digest-gap = { $words }: { $count } ×
command-puutteet = Mitä on kysytty turhaan, ja korjaa se
command-peru = Peru viimeisin muutos
command-tilastot = Luvut ja kuva viikoista
command-muutokset = Viimeisimmät muutokset

## Ylläpito

reload-done = Sisältö on ladattu (versio { $version }).
reload-same = Mikään ei muuttunut.
reload-added = Lisätty:
reload-removed = Poistettu:
reload-changed = Muutettu:
reload-remarks = Katso vielä nämä kohdat:
reload-faults = Sisällössä on virheitä ({ $count }). Vanha sisältö on edelleen käytössä.
reload-more = … ja { $count } muuta.
list-areas = Maakuntien ja paikkakuntien nimet
list-vocabulary = Sanat, jotka tarkoittavat samaa
list-spoken = Puhekielen muodot
list-questions = Tarkistuskysymykset
list-outside = Asiat, joista sisältö ei kerro
list-lessons = Opitut sanamuodot
list-documents = Lähteinä olevat dokumentit
list-about = Botin omat sanat

## Keskustelu päätteessä

console-how = Lopeta kirjoittamalla ”lopeta” tai painamalla Ctrl-D.
console-choose = Valitse numero väliltä 1–{ $count } tai kirjoita kysymys.

## Komentorivi

fault = Botissa on vika. Kerro siitä kehittäjille; alla on, missä se tuli vastaan, eikä mitään kysymyksistä:
no-token-talk = Telegram-tunnus BOT_TOKEN puuttuu, joten keskustellaan tässä päätteessä.
no-token-stop = Telegram-tunnus BOT_TOKEN puuttuu: lisää se ympäristöön tai tiedostoon .env.
no-voikko = BOT_VOIKKO: libvoikko-kirjastoa tai sen suomen kielen tietoja ei ole, asenna ne tai valitse pyvoikko.
seed-differs = Sisältö: { $name } eroaa levykuvan mukana tulleesta tiedostosta. Ylläpitäjän muutos jäi voimaan.
seed-failed = Kansioon { $folder } ei voi kirjoittaa, joten käytän levykuvan sisältöä.
no-question = Anna yksi kysymys lainausmerkeissä tai valitse --batch.
no-questions = Kysymyksiä ei voi lukea: { $reason }
evaluate-question = { $id } { $why }: odotettiin { $expected }, tuli { $outcome } { $entry } | { $question }
evaluate-understood = ymmärretty: { $words }
wrong-since = Anna aika muodossa 12h, 7d tai 4w.
one-form = Valitse joko --json tai --csv.
check-old = Tarkistettu yli vuosi sitten ({ $checked }): { $title }, { $url }, kohdassa { $entry }
check-overlap = Sama ilmaus on monessa kohdassa, joten se ei erota niitä: { $phrase } ({ $owners })
check-forgotten = Näistä kohdista on opittu sanoja, mutta niitä ei enää ole: { $entries }. Jos kohta sai uuden tunnuksen, lisää entinen tunnus sen kenttään formerly.
check-untranslated = { $count ->
        [one] Yhdeltä kohdalta puuttuu
       *[other] { $count } kohdalta puuttuu
    } { $language ->
        [sv] ruotsinkielisiä
       *[en] englanninkielisiä
    } tekstejä, jotka näkyvät siksi suomeksi: { $entries }
check-unguarded = Tarkistuskysymyksiä on 0, joten kukaan ei huomaa, jos muutos rikkoo vastauksia: { $folder }
check-done = Sisältö on kunnossa: { $counts } (versio { $version }).
count-theme = teemoja { $count }
count-goal = tavoitteita { $count }
count-measure = keinoja { $count }
count-actor = toimijoita { $count }
count-region = alueita { $count }
count-topic = aiheita { $count }
count-term = termejä { $count }
count-overview = yleiskuvia { $count }
count-questions = tarkistuskysymyksiä { $count }
diff-questions = Tarkistuskysymykset eroavat, kopioi ne itse: { $differences }
diff-added = lisätty { $count } ({ $ids })
diff-removed = poistettu { $count } ({ $ids })
diff-changed = muutettu { $count } ({ $ids })

## Asetukset

setting-wrong = { $name }: arvo ei kelpaa, { $mend }
setting-unknown = { $name }: tällaista asetusta ei ole, eikä sitä oteta huomioon
setting-misspelt = { $name }: tällaista asetusta ei ole, eikä sitä oteta huomioon (tarkoititko { $nearest }?)
setting-unread = .env: tiedostoa ei voi lukea, tarkista sen oikeudet ja tallenna se merkistöllä UTF-8
setting-token = anna BotFatherin antama tunnus, muoto on numerot:merkit
setting-api_in_clear = anna true tai false
setting-api_url = anna osoite muodossa https://palvelin; http:// käy vain tähän koneeseen, koska tunnus kulkisi muualle salaamatta (ellei BOT_API_IN_CLEAR=true)
setting-webhook_url = anna osoite muodossa https://palvelin/polku; Telegram hyväksyy portit 443, 80, 88 ja 8443
setting-webhook_port = anna portti väliltä 1–65535
setting-webhook_listen = anna osoite, jota kuunnellaan, esimerkiksi 127.0.0.1
setting-webhook_secret = käytä 1–256 merkkiä: kirjaimia a–z, numeroita, alaviivaa ja yhdysmerkkiä
setting-poll_seconds = anna sekuntien määrä väliltä 1–50
setting-https_proxy = anna HTTP-välityspalvelimen osoite muodossa http://nimi:salasana@palvelin:portti; SOCKS ei käy, ja nimessä ja salasanassa käyvät vain Latin-1-merkit (muut merkit ja #, /, @ ja % prosenttikoodattuina)
setting-http_proxy = { setting-https_proxy }
setting-all_proxy = { setting-https_proxy }
setting-no_proxy = anna palvelinten nimet pilkuilla erotettuina
setting-ssl_cert_file = anna PEM-muotoinen varmennetiedosto, jota botti saa lukea ja jossa on ainakin yksi varmentaja
setting-ssl_cert_dir = anna kansio, jonka varmenteet on valmisteltu komennolla openssl rehash
setting-keys = anna komennon bot key new tulostamat avaimet pilkuilla erotettuina, uusin ensin
setting-keys_file = anna luettava tiedosto, jonka joka rivillä on komennon bot key new tulostama avain; se ei saa olla lokin kansiossa
setting-send_limits = anna true tai false
setting-watch = anna true tai false
setting-digest = anna ylläpitäjien numerotunnukset pilkuilla erotettuina, esimerkiksi 123,456
setting-contact = anna yhteystieto yhdellä rivillä, enintään 200 merkkiä, tai jätä pois
setting-controller = anna rekisterinpitäjän nimi yhdellä rivillä, enintään 200 merkkiä, tai jätä pois
setting-legal_basis = valitse public-task tai legitimate-interest
setting-admin_names = anna tunnukset ja nimet muodossa 123=Maija,456=Pekka, nimessä enintään 40 merkkiä
setting-desk_name = anna nimi yhdellä rivillä, enintään 40 merkkiä
setting-keep_days = anna päivien määrä, vähintään 1
setting-questions = anna kansion polku tai jätä pois
setting-flood_limit = anna kokonaisluku, vähintään 1
setting-late_hours = anna tuntimäärä, vähintään 0
setting-metrics_port = anna portti väliltä 1–65535 tai jätä pois
setting-admins = anna ylläpitäjien numerotunnukset pilkuilla erotettuina, esimerkiksi 123,456
setting-database = anna tiedoston polku
setting-knowledge = anna kansion polku
setting-knowledge_image = anna kansion polku tai jätä pois
setting-voikko = valitse auto, libvoikko tai pyvoikko
setting-log_level = valitse DEBUG, INFO, WARNING tai ERROR

## Terveys (bot health)

health-good = Botti toimii.
health-token = Telegram-tunnus BOT_TOKEN puuttuu.
health-polled = Botti on viimeksi toiminut { $seconds } sekuntia sitten: se ei saa yhteyttä Telegramiin, tai lokiin ei voi kirjoittaa.
health-writer = Botti ei pysty kirjoittamaan lokiin.
health-never-polled = Telegramilta ei ole vielä kysytty viestejä.
health-listener = Botti ei vastaa portissa { $port }.
webhook-refused = Telegram ei hyväksy osoitetta BOT_WEBHOOK_URL: { $reason }
health-webhook = Telegram ei saa viestejä perille: { $reason }
health-telegram = Telegramiin ei saa yhteyttä: { $reason }
health-knowledge = Sisältö ei lataudu: { $reason }
health-log = Kysymyslokiin ei voi kirjoittaa: { $reason }

## Telegram-yhteys

token-refused = Telegram ei hyväksy tunnusta BOT_TOKEN: tarkista se BotFatherilta.
conflict-began = Samalla tunnuksella toimii toinen botti. Sammuta se; muuten tämä lopettaa minuutin kuluttua.
conflict-ended = Samalla tunnuksella toimi toinen botti koko minuutin, joten tämä lopetti.

## Puutteet ja luvut

plot-week = { DAY($monday) }
gap-some-entry = KOHTA
gap-some-words = SANAT
gap-wording = { $words }: { $count } × (rivi { $number })
gap-mend = Korjaa:
gap-mend-accept = bot mend accept { $number } { $entry }
gap-mend-add = bot mend add { $entry } "{ $words }"
gap-mend-outside = bot mend accept { $number } none
gap-mend-new = bot new topic --gap { $number }
unsure-review = Vastaus oli oikea, tai tämä on puute:
    bot gap { $number } --right
    bot gap { $number } --wrong
one-decision = Kerro puutteesta yksi asia kerrallaan: --join, --split, --right tai --wrong.
unsure-kept = Selvä. Vastausta ei enää epäillä, ennen kuin kohta muuttuu.
gap-alone = Puutteessa { $number } on vain yksi sanamuoto.
gap-same = Rivit { $number } ja { $other } ovat jo samassa puutteessa.
gap-not-in = Rivi { $row } ei ole puutteessa { $number }.
gap-unmeant = Puutteelle { $number } ei ole ehdotusta. Siihen tarvitaan kolme samanlaista palautetta.
gap-unanswered = Puutteen { $number } kysymyksiin ei ole vastattu, joten vastausta ei voi arvioida.
gap-gone = Puutetta { $number } ei ole: siihen löytyy nyt vastaus, tai sitä ei ole kysytty.

## Korjaaminen

gaps-more = … ja { $count } muuta. Näet ne valinnalla --limit.
reload-force = Jos haluat silti ottaa sen käyttöön, kerro syy: bot reload --force SYY
reload-no-bot = Mikään botti ei ole käynnissä.
reload-unanswered = Käynnissä oleva botti ei ladannut sisältöä: { $reason }. Tarkista asia komennolla bot health ja yritä uudelleen: bot reload
log-sealed = Loki on salattu avaimella, jota ei ole annettu. Lisää avain asetukseen BOT_KEYS tai tiedostoon, jonka asetus BOT_KEYS_FILE nimeää. Jos avain on kadonnut lopullisesti, komento bot key abandon tyhjentää sillä salatut tekstit.
key-none = Avainta ei ole annettu: tee se komennolla bot key new ja aseta se asetukseen BOT_KEYS.
key-renewed = { $count ->
    [one] Uusimmalla avaimella salattiin yksi teksti. Vanhempia avaimia ei enää tarvita.
   *[other] Uusimmalla avaimella salattiin { $count } tekstiä. Vanhempia avaimia ei enää tarvita.
}
key-sure = { $count ->
    [one] Poistetaanko yhden kysymyksen teksti, jota ei voi avata millään annetulla avaimella? Poistoa ei voi perua (k/e):
   *[other] Poistetaanko { $count } kysymyksen tekstit, joita ei voi avata millään annetulla avaimella? Poistoa ei voi perua (k/e):
}
key-abandoned = { $count ->
    [one] Poistettiin yksi teksti, jota ei voinut avata.
   *[other] Poistettiin { $count } tekstiä, joita ei voinut avata.
}
forget-short = Anna vähintään { $least } merkkiä: lyhyempi teksti on lähes kaikissa kysymyksissä.
forget-sure = Poistetaanko { $count } kysymystä tai vastausta? Poistoa ei voi perua (k/e):
forget-kept = Mitään ei poistettu.
forget-done = Poistettu { $count } kysymystä.
forget-learned = Opituista sanamuodoista poistettiin { $count }.
forget-closed = { $count } vastausta odottaa lähettämistä salattuna, eikä niitä voi tutkia ilman avainta tai botin tunnusta. Aseta BOT_KEYS tai BOT_TOKEN ja tee poisto uudelleen.
forget-aside = Vioittunut vanha loki jäi paikalleen, koska sitä ei voi siivota. Poista se itse: { $file }
learn-held = Opittuja sanamuotoja: { $count }. Oikein ilman opittua { $before }, muista opittuna { $after }.
diff-image = Verrattu levykuvan sisältöön ({ $folder }).
diff-git = Verrattu gitin viimeisimpään kommittiin.
diff-changes = Verrattu siihen, mitä tiedostoissa oli ennen ensimmäistä botilla tehtyä muutosta. Muita tiedostoja ei voi verrata, koska sisältö ei ole gitissä eikä levykuvan kansiota ole annettu (BOT_KNOWLEDGE_IMAGE).
diff-none = Eroja ei ole.
diff-by-change = muutos { $numbers }
diff-by-hand = käsin
new-kinds = Valitse jokin näistä: { $kinds }.
new-heading = Uusi { $kind }
new-label = Mikä on lyhyt nimi napeissa? Otsikko on niihin liian pitkä.
new-plain = Miten saman sanoo selkokielellä? Kirjoita yksi tai kaksi lyhyttä lausetta, enintään 300 merkkiä.
new-aliases = Millä muilla nimillä sitä kutsutaan?
new-theme = Mihin teemaan se kuuluu?
new-goal = Mihin tavoitteeseen se kuuluu?
new-measures = Mitä siinä tehdään?
new-national-coordinators = Ketkä koordinoivat sitä valtakunnallisesti?
new-national-tasks = Mitkä ovat valtakunnalliset tehtävät?
new-regional-coordinators = Ketkä koordinoivat sitä alueellisesti?
new-regional-tasks = Mitkä ovat alueelliset tehtävät?
new-quotation = Mikä on suora lainaus lähteestä?
new-short = Mikä on lyhyt nimi napeissa ja luetteloissa?
new-name = Miten nimi kirjoitetaan keskellä lausetta?
new-plural = Jos nimi tarkoittaa monia tahoja, miten se kirjoitetaan lauseessa ”… aloittivat”?
new-partitive = Miten lyhyt nimi kirjoitetaan lauseessa ”… ehdotettiin”?
new-publisher = Kuka sen on julkaissut?
new-date = Milloin se on julkaistu? Kirjoita vuosi, kuukausi ja päivä sen mukaan, mitä tiedät: 2022-03-25, 2022-03 tai 2022.
new-nature = Mikä se on: proposal (ehdotus), decision (päätös), law (laki) vai report (selvitys)?
new-url = Mikä on sen osoite verkossa?
new-place = Miksi sen paikkoja kutsutaan: slide (dia), page (sivu), chapter (luku) vai section (pykälä)?
new-first = Mikä on ensimmäisen paikan numero?
new-last = Mikä on viimeisen paikan numero?
new-lines = Kirjoita kukin omalle rivilleen. Tyhjä rivi lopettaa.
new-paragraphs = Kirjoita kukin kappale omalle rivilleen. Luettelon kohta alkaa viivalla ja välilyönnillä. Tyhjä rivi lopettaa.
new-optional = Jos et tiedä, jätä tyhjäksi.
new-usual = Tyhjä rivi: { $title }
new-more = Mitä lisätään vielä samaan tiedostoon: { $kinds }? Tyhjä rivi lopettaa.
new-publish = Julkaistaanko (k/e)?
new-relabel = { $count ->
    [one] Yhteen tarkistuskysymykseen ei odotettu vastausta, ja nyt muutos vastaa siihen. Merkitäänkö se kohdan kysymykseksi (k/e)?
   *[other] { $count } tarkistuskysymykseen ei odotettu vastausta, ja nyt muutos vastaa niihin. Merkitäänkö ne kohdan kysymyksiksi (k/e)?
}
new-force = Muutos huonontaa vastauksia. Miksi se julkaistaan silti? Tyhjä rivi: ei julkaista.
new-left = Mitään ei muutettu.
new-kept = Tätä ei voi lisätä. Tallenna yllä oleva tiedostoon, korjaa se ja anna: bot mend new TIEDOSTO
made-theme = teema
made-goal = tavoite
made-measure = keino
made-actor = toimija
made-region = alue
made-topic = aihe
made-term = termi
made-document = dokumentti
unfit-taken = Nimi ”{ $name }” on jo toisella: { $title }.
unfit-unknown = Nimellä ”{ $name }” ei löydy mitään. Kirjoita toinen nimi, tai lisää se ensin.
unfit-near = En tiedä varmasti, mitä ”{ $name }” tarkoittaa. Tarkoititko: { $near }?
trial-outgrown = { $count ->
    [one] Yhteen tarkistuskysymykseen ei odotettu vastausta, ja nyt muutos vastaa siihen. Merkitse se kohdan kysymykseksi
   *[other] { $count } tarkistuskysymykseen ei odotettu vastausta, ja nyt muutos vastaa niihin. Merkitse ne kohdan kysymyksiksi
} valitsimella --relabel.
trial-only = Mitään ei muutettu. Julkaise lisäämällä --publish.
import-some = Tiedostosta { $file } tulisi tiedostoon { $name } uusia kohtia ({ $count }):
import-none = Tiedostossa { $file } ei ole mitään uutta.
import-entry = { $id } – { $title }
import-left = Jää pois ({ $count }):
import-known = On jo sisällössä ({ $count }):
import-known-one = { $place }:{ $line }: ”{ $title }” – { $entry }
import-notes = Tarkista ({ $count }):
portion-none = ei kysytty
stats-mends = Korjaukset ja löytyikö niiden kysymyksiin vastaus ennen ja jälkeen:
stats-mend = { DATE($day) } { $what } – ennen: { $before }, jälkeen: { $after }
audit-line = { $number }: { $said } | { $before } → { $after }

## Sivu työpöydällä (bot review)

review-title = Kysymykset
review-what = Kopio kysymyslokista. Henkilötiedot on peitetty. Sivu näkyy vain tälle koneelle. Kopio on levyllä niin kauan kuin sivu on auki.
review-kept = Kysymyslokin kopio ({ $days } päivää, henkilötiedot peitettyinä) on levyllä niin kauan kuin sivu on auki: { $file }. Sulje sivu painamalla Ctrl+C, niin kopio poistetaan. Jos ohjelma kaatuu, kopio jää levylle, kunnes seuraavan kerran ajetaan bot run tai bot review.
review-open = Sivu on jo auki toisessa päätteessä.
review-missing = Datasette puuttuu. Asenna se: pip install --no-deps --require-hashes -r requirements/review.txt
review-nav = Sivut
review-period = { DATE($first) }–{ DATE($last) }: { $count } kysymystä, joista vastauksen löysi { $share }. Tervehdykset eivät ole mukana.
review-index = Yleiskuva
review-gaps = Puutteet
review-gap = Yksi puute
review-disappointing = Pettymykset
review-entry = Yksi kohta
review-changes = Korjaukset
review-weeks = Viikot
review-themes = Teemat
review-languages = Kielet
review-misses = Turhaan kysytyt
review-aside = Sivussa
review-how-gaps = Mitä kysytään mutta ei löydy, eniten kysytty ensin. Sanoista pääset kaikkiin sanamuotoihin. Kohta on se, joka sopii parhaiten.
review-how-gap = Puutteen kaikki sanamuodot, eniten kysytty ensin.
review-how-disappointing = Kohdat, joiden vastaukseen ei oltu tyytyväisiä tai joita tarjottiin turhaan, eniten pettymyksiä ensin. Tyytymättömien osuus on laskettu vastauksen saaneista.
review-how-entry = Mitä kohdasta on kysytty: ensin kysymykset, joihin vastausta ei löytynyt.
review-how-changes = Mitä korjattiin, ja kuinka moni samaa asiaa kysynyt löysi vastauksen ennen korjausta ja sen jälkeen. Perutut muutokset eivät ole mukana.
review-how-weeks = Kysymykset viikoittain sen mukaan, mitä botti vastasi.
review-how-themes = Kysymykset teemoittain sen mukaan, löytyikö vastaus.
review-how-languages = Kysymykset kielittäin sen mukaan, löytyikö vastaus.
review-how-misses = Kysymykset, joihin ei löytynyt vastausta tai joiden vastaus ei auttanut, uusin ensin.
review-how-aside = Tervehdykset, asiat, joista sisältö ei kerro, ja kirjoitukset, joista ei saa selvää.
review-column-number = Numero
review-column-words = Sanat
review-column-count = Kysytty
review-column-first = Ensimmäisen kerran
review-column-last = Viimeksi
review-column-entry = Kohta
review-column-heading = Otsikko
review-column-score = Sopivuus
review-column-command = Komento
review-column-question = Kysymys
review-column-outcome = Tulos
review-column-feedback = Palaute
review-column-times = Vastannut
review-column-doubted = Tyytymättömiä
review-column-wrong_topic = Väärä aihe
review-column-outdated = Vanhentunut
review-column-untaken = Tarjottu turhaan
review-column-theme = Teema
review-column-language = Kieli
review-column-languages = Kielet
review-column-places = Lähteessä
review-column-day = Päivä
review-column-what = Muutos
review-column-why = Syy
review-column-before = Ennen
review-column-after = Jälkeen
review-column-aside = Miksi sivussa
review-column-monday = Viikko alkaa
review-column-answered = vastattu
review-column-clarified = tarkennettu
review-column-none = ei vastausta
review-column-found = vastaus löytyi
review-column-missed = ei löytynyt
review-axis = Kysymyksiä (suluissa osuus: { $part })
review-bar = { $count } ({ $share })
review-outcome-answer = vastattu
review-outcome-clarify = tarkennettu
review-outcome-none = ei vastausta
review-aside-talk = tervehdys tai kiitos
review-aside-junk = ei saa selvää
review-aside-outside = ei kuulu sisältöön
review-day = { DATE($day) }
review-number = { $number }
review-no-theme = Ei teemaa
review-no-language = Ei tiedossa
review-language-fi = suomi
review-language-sv = ruotsi
review-language-en = englanti
review-nothing = Ei mitään tältä ajalta.
review-all = Näytä kaikki ({ $count })
review-csv = Lataa taulukkona (CSV)
review-truncated = Tässä on { $count } ensimmäistä riviä. Kaikki kysymykset saat komennolla bot log --csv.
review-forbidden = Sivu ei ole auki
review-how-forbidden = Avaa sivu osoitteella, jonka bot review tulosti. Osoite toimii kerran. Jos se on jo käytetty, käynnistä bot review uudelleen.
review-lost = Sivua ei voi näyttää
review-how-lost = Palaa yleiskuvaan osoitteen alkuosalla.
