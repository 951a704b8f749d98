### Texterna på svenska: det som alla läser. Det som bara operatörer läser är på finska.

## Svar

national-heading = Nationellt
regional-heading = Regionalt
who-national = { $nature ->
        [proposal] Nationellt föreslogs { $objects }.
        [decision] Nationellt ansvariga enligt beslutet: { $actors }.
        [law] Nationellt ansvariga enligt lagen: { $actors }.
        [report] Nationellt ansvariga enligt utredningen: { $actors }.
       *[other] Nationellt ansvariga: { $actors }.
    }
who-regional = { $nature ->
        [proposal] Regionalt föreslogs { $objects }.
        [decision] Regionalt ansvariga enligt beslutet: { $actors }.
        [law] Regionalt ansvariga enligt lagen: { $actors }.
        [report] Regionalt ansvariga enligt utredningen: { $actors }.
       *[other] Regionalt ansvariga: { $actors }.
    }
tasks-national = { $nature ->
        [proposal] Föreslagna nationella uppgifter:
        [decision] Nationella uppgifter enligt beslutet:
        [law] Nationella uppgifter enligt lagen:
        [report] Nationella uppgifter enligt utredningen:
       *[other] Nationella uppgifter:
    }
tasks-regional = { $nature ->
        [proposal] Föreslagna regionala uppgifter:
        [decision] Regionala uppgifter enligt beslutet:
        [law] Regionala uppgifter enligt lagen:
        [report] Regionala uppgifter enligt utredningen:
       *[other] Regionala uppgifter:
    }
task = { $nature ->
        [proposal] Föreslagen uppgift: { $task }.
        [decision] Beslutad uppgift: { $task }.
        [law] Uppgift enligt lag: { $task }.
        [report] Uppgift enligt utredningen: { $task }.
       *[other] Uppgift: { $task }.
    }
task-also = Samma uppgift finns också i dessa åtgärder:
tasks-others-national = Övriga nationella uppgifter:
tasks-others-regional = Övriga regionala uppgifter:
quotation = I regionernas svar stod det: ”{ $quotation }”.
measure-wording-one = { $label }: { $measure }.
measure-wording-many = { $label }:
measure-label = Åtgärd
measures-label = Åtgärder
abbreviations = Förkortningar:
abbreviation = { $short }: { $words }
ended-one = { $actors } upphörde { DATE($date) }
ended-many = { $actors } upphörde { DATE($date) }
ended-also = { $actors } { DATE($date) }
ended-unknown = Jag vet inte säkert vem som sköter uppgiften nu.
changed-also = Ändringar också: { $actors }.
changed = Ändringar: { $actors }.
changed-since = Ändringar efter { $year }: { $actors }.
checked = Kontrollerat { DATE($date) }.
cited = Källa: { $where }, { DATE($date) }.
cited-translated = Inofficiell översättning.
untranslated = På finska, eftersom översättning saknas.
place-of = { $of } { $place }
place-in = { $title }, { $place }
nature-proposal = förslag från { $year }, inget beslut.
nature-decision = beslut från { $year }.
nature-law = lag från { $year }.
nature-report = utredning från { $year }, inget beslut.
binding-proposal = förslag, inget beslut.
binding-decision = beslut.
binding-law = lag.
binding-report = utredning, inget beslut.
public-source = Källa: { $title }, kontrollerad { DATE($checked) }.
slide-one = bild { $numbers }
slide-many = bilder { $numbers }
page-one = sida { $numbers }
page-many = sidor { $numbers }
chapter-one = kapitel { $numbers }
chapter-many = kapitlen { $numbers }
section-one = paragraf { $numbers }
section-many = paragrafer { $numbers }
and = och
or = eller
and-also = samt
same-national = { $nature ->
        [proposal] Nationellt föreslogs för alla { $objects }.
        [decision] Enligt beslutet har alla samma nationella ansvariga: { $actors }.
        [law] Enligt lagen har alla samma nationella ansvariga: { $actors }.
        [report] Enligt utredningen har alla samma nationella ansvariga: { $actors }.
        [mixed] Alla har samma nationella ansvariga: { $actors }. Källorna är olika bindande.
       *[other] Alla har samma nationella ansvariga: { $actors }.
    }

## Tema, mål och aktör

of-measure = Åtgärd: { $title }
of-theme = Tema: { $title }
theme-measures = Temats åtgärder ({ $count }):
theme-regional = { $nature ->
        [proposal] Temats åtgärder, och vem som regionalt föreslogs för dem ({ $count }):
        [decision] Temats åtgärder, och vem som regionalt ansvarar för dem enligt beslutet ({ $count }):
        [law] Temats åtgärder, och vem som regionalt ansvarar för dem enligt lagen ({ $count }):
        [report] Temats åtgärder, och vem som regionalt ansvarar för dem enligt utredningen ({ $count }):
       *[other] Temats åtgärder, och vem som regionalt ansvarar för dem ({ $count }):
    }
goal-measures = Målets åtgärder ({ $count }):
goal-regional = { $nature ->
        [proposal] Målets åtgärder, och vem som regionalt föreslogs för dem ({ $count }):
        [decision] Målets åtgärder, och vem som regionalt ansvarar för dem enligt beslutet ({ $count }):
        [law] Målets åtgärder, och vem som regionalt ansvarar för dem enligt lagen ({ $count }):
        [report] Målets åtgärder, och vem som regionalt ansvarar för dem enligt utredningen ({ $count }):
       *[other] Målets åtgärder, och vem som regionalt ansvarar för dem ({ $count }):
    }
overview-themes = Antal teman: { $themes }. Antal åtgärder: { $measures }.
theme-counted = { $title }: { $count ->
        [0] inga åtgärder
        [one] en åtgärd
       *[other] { $count } åtgärder
    }
in-all = { $count ->
        [one] den enda åtgärden.
       *[other] alla { $count } åtgärder.
    }
in-some = { $count ->
        [one] en åtgärd:
       *[other] { $count } åtgärder:
    }
actor-national = { $nature ->
        [proposal] { $object } föreslogs nationellt för { $where }
        [decision] I beslutet utsågs { $object } nationellt för { $where }
        [law] I lagen utses { $object } nationellt för { $where }
        [report] I utredningen nämns { $object } nationellt för { $where }
       *[other] { $object } nämns nationellt för { $where }
    }
actor-regional = { $nature ->
        [proposal] { $object } föreslogs regionalt för { $where }
        [decision] I beslutet utsågs { $object } regionalt för { $where }
        [law] I lagen utses { $object } regionalt för { $where }
        [report] I utredningen nämns { $object } regionalt för { $where }
       *[other] { $object } nämns regionalt för { $where }
    }
actor-none-national = { $nature ->
        [proposal] { $object } föreslogs inte nationellt för någon åtgärd.
        [decision] I beslutet utsågs { $object } inte nationellt för någon åtgärd.
        [law] I lagen utses { $object } inte nationellt för någon åtgärd.
        [report] I utredningen nämns { $object } inte nationellt för någon åtgärd.
       *[other] { $object } nämns inte nationellt för någon åtgärd.
    }
actor-none-regional = { $nature ->
        [proposal] { $object } föreslogs inte regionalt för någon åtgärd.
        [decision] I beslutet utsågs { $object } inte regionalt för någon åtgärd.
        [law] I lagen utses { $object } inte regionalt för någon åtgärd.
        [report] I utredningen nämns { $object } inte regionalt för någon åtgärd.
       *[other] { $object } nämns inte regionalt för någon åtgärd.
    }
of-goal = Mål: { $title }
actor-coordinates-none = Aktören nämns inte som samordnare för någon åtgärd.
measure-in-place = { $title } ({ $place })

## Beräknat svar: ja eller nej, lista, antal, jämförelse

verb = { $nature ->
        [proposal] föreslogs
       *[other] utsågs
    }
verb-not = { $nature ->
        [proposal] föreslogs inte
       *[other] utsågs inte
    }
line-quoted = I källan står: ”{ $line }”.
role-together = { $nature ->
        [proposal] Uppgifterna föreslogs för nivåns ansvariga tillsammans, inte för var och en:
       *[other] Uppgifterna är gemensamma för nivåns ansvariga:
    }
untold = Källan berättar inte detta.
untold-told = Källan berättar vilka som { $verb } som ansvariga och för vilka uppgifter: { $title }.
untold-else = Källan berättar annat om detta: { $title }.
denied = Jag är inte säker på vad ”inte” eller ”utom” gäller i din fråga.
denied-try = Fråga till exempel: ”Vilka är inte med i åtgärden { $title }?”
said-yes = Ja.
said-no = Nej.
national-proposed = Nationellt { $verb }: { $actors }.
regional-proposed = Regionalt { $verb }: { $actors }.
has-coordinators = { $title }: { $actors }
fact-task-national = En nationell uppgift { $verb }: ”{ $task }”.
fact-task-regional = En regional uppgift { $verb }: ”{ $task }”.
fact-in = { $title }: { $level }{ $verb } { $actors }.
fact-not-in = { $title }: { $level }{ $not } { $actors }.
fact-some-in = { $title }: { $level }{ $verb } { $actors }, men inte { $absent }.
fact-every = För alla { $all } åtgärder { $verb } { $level }{ $actors }.
fact-many = { $count ->
    [one] För bara en åtgärd { $verb } { $level }{ $actors }.
   *[other] För { $count } av { $all } åtgärder { $verb } { $level }{ $actors }.
}
not-in-these = Inte för dessa:
fact-none = Inte för en enda åtgärd { $verb } { $level }{ $actors }.
fact-without = { $count ->
    [0] Det finns ingen åtgärd där { $actors } { $not } { $level }.
    [one] För en åtgärd { $not } { $level }{ $actors }.
   *[other] För { $count } åtgärder { $not } { $level }{ $actors }.
}
fact-vary = De ansvariga varierar { $level }från åtgärd till åtgärd.
fact-same = För alla { $count } åtgärder { $verb } { $level }samma ansvariga.
fact-such = { $count ->
    [0] Det finns ingen sådan åtgärd.
    [one] Det finns en sådan åtgärd.
   *[other] Det finns { $count } sådana åtgärder.
}
fact-both-levels = { $actors ->
    [0] Ingen { $verb } på båda nivåerna.
   *[other] På båda nivåerna { $verb }:
}
elsewhere = { $count ->
    [one] { $actors } { $verb } bara för åtgärden { $titles }.
    [2] { $actors } { $verb } för åtgärderna { $titles }.
   *[other] { $actors } { $verb } för { $count } andra åtgärder.
}
elsewhere-none = { $actors } { $not } för någon åtgärd.
usual = Vanligen { $verb }: { $actors }.
list-tasks = { $where ->
    [in] { $title }: uppgifter { $level }{ $count }.
   *[all] Uppgifter { $level }{ $count }.
}
list-themes = Teman: { $count }
fact-theme = Åtgärden ”{ $title }” hör till temat ”{ $theme }”.
fact-themes = { $count ->
    [0] { $actors } { $verb } { $level }inte för åtgärder i något tema.
    [one] { $actors } { $verb } { $level }för åtgärder i bara ett tema. Temana är { $all }.
   *[other] { $actors } { $verb } { $level }för åtgärder i { $count } teman. Temana är { $all }.
}
list-themes-such = { $count ->
    [0] Inget tema har så många åtgärder.
   *[other] Dessa teman har så många åtgärder ({ $count }):
}
list-themes-most = { $count ->
    [one] Flest åtgärder har temat:
   *[other] Flest åtgärder har dessa teman ({ $count }):
}
list-themes-fewest = { $count ->
    [one] Minst antal åtgärder har temat:
   *[other] Minst antal åtgärder har dessa teman ({ $count }):
}
list-themes-with = { $count ->
    [0] För inget temas åtgärder { $verb } { $level }{ $actors }.
   *[other] { $actors } { $verb } { $level }för åtgärder i dessa teman ({ $count }):
}
list-themes-without = { $count ->
    [0] { $absent } { $verb } { $level }för åtgärder i varje tema (0 saknas).
   *[other] { $absent } { $verb } { $level }inte för någon åtgärd i dessa teman ({ $count }):
}
list-themes-but = { $count ->
    [0] Det finns inget tema för vars åtgärder { $actors } { $verb } { $level }men inte { $absent }.
   *[other] { $actors } men inte { $absent } { $verb } { $level }för åtgärder i dessa teman ({ $count }):
}
list-goals = Mål: { $count }
list-measures = { $where ->
    [in] { $title }: åtgärder { $count }.
   *[all] Åtgärder: { $count }
}
list-measures-with = { $count ->
    [0] Inte för en enda åtgärd { $verb } { $level }{ $actors }.
    [one] För en åtgärd { $verb } { $level }{ $actors }:
   *[other] För { $count } åtgärder { $verb } { $level }{ $actors }:
}
list-measures-without = { $count ->
    [0] Det finns ingen åtgärd där { $absent } { $not } { $level }.
    [one] För en åtgärd { $not } { $level }{ $absent }:
   *[other] För { $count } åtgärder { $not } { $level }{ $absent }:
}
list-measures-but = { $count ->
    [0] Det finns ingen åtgärd där { $level }{ $actors } men inte { $absent } { $verb }.
    [one] För en åtgärd { $verb } { $level }{ $actors } men inte { $absent }:
   *[other] För { $count } åtgärder { $verb } { $level }{ $actors } men inte { $absent }:
}
list-measures-most = Flest { $tasks ->
    [true] uppgifter
   *[false] ansvariga
    } finns { $level }här ({ $count }):
list-measures-fewest = Minst antal { $tasks ->
    [true] uppgifter
   *[false] ansvariga
    } finns { $level }här ({ $count }):
list-measures-such = { $count ->
    [0] Det finns ingen sådan åtgärd.
    [one] Det finns en sådan åtgärd:
   *[other] Det finns { $count } sådana åtgärder:
}
list-measures-differing = { $count ->
    [0] De ansvariga avviker inte i någon åtgärd.
    [one] De ansvariga avviker i en åtgärd:
   *[other] De ansvariga avviker i { $count } åtgärder:
}
list-actors-some = { $where ->
    [in] { $title }: { $level }{ $verb } dessa ({ $count }):
   *[all] Som ansvariga { $verb } { $level }dessa ({ $count }):
}
named-body = { $name }
named-bodies = { $name }
list-actors-only = { $count ->
    [0] Ingen { $verb } { $level }bara för detta: { $title }.
   *[other] Bara för detta { $verb } { $level }dessa ({ $count }): { $title }.
}
list-actors-beside = { $count ->
    [0] Alla som { $verb } { $level }för { $title } { $verb } också för { $other } (0 andra).
   *[other] För { $title } men inte för { $other } { $verb } { $level }dessa ({ $count }):
}
list-actors-others = { $where ->
    [in] { $title }: { $level }{ $verb } { $count } andra aktörer:
   *[all] Andra ansvariga som { $verb } { $level }: { $count }
}
list-actors-every = { $count ->
    [0] Ingen { $verb } { $level }för alla dessa åtgärder.
   *[other] För alla dessa åtgärder ({ $all }) { $verb } { $level }dessa ({ $count }):
}
list-actors-nearly = { $count ->
    [0] Ingen { $verb } { $level }för nästan alla åtgärder.
   *[other] För nästan alla åtgärder { $verb } { $level }dessa ({ $count }):
}
list-actors-most = För de flesta åtgärder { $verb } { $level }dessa ({ $count }):
list-actors-fewest = För minst antal åtgärder { $verb } { $level }dessa ({ $count }):
list-actors-one = { $count ->
    [0] Ingen { $verb } { $level }för bara en åtgärd.
   *[other] För bara en åtgärd { $verb } { $level }dessa ({ $count }):
}
list-actors-none = { $count ->
    [0] { $where ->
        [in] Alla som nämns för andra åtgärder (0 saknas) { $verb } { $level }också här: { $title }.
       *[all] Alla som nämns { $verb } { $level }för minst en åtgärd (0 saknas).
    }
   *[other] { $where ->
        [in] { $title }: { $level }{ $not } dessa, fast de { $verb } för andra åtgärder ({ $count }):
       *[all] Dessa { $verb } { $level }inte för någon åtgärd ({ $count }):
    }
}
compare-actors-sets = { $same ->
    [true] Ingen skillnad: alla { $verb } för samma åtgärder.
   *[false] Skillnaden är vilka åtgärder de { $verb } för:
}
compare-actors-count = { $same ->
    [true] Ingen skillnad: båda { $verb } för lika många åtgärder.
   *[false] Skillnaden är antalet åtgärder:
}
compare-measures-sets = { $same ->
    [true] Ingen skillnad: samma ansvariga { $verb }.
   *[false] De ansvariga skiljer sig:
}
compare-measures-count = { $same ->
    [true] Ingen skillnad: lika många { $counted ->
        [tasks] uppgifter.
        [measures] åtgärder.
       *[other] ansvariga.
    }
   *[false] Antalet skiljer sig:
}
compare-levels-sets = { $same ->
    [true] Ingen skillnad: samma ansvariga { $verb } på båda nivåerna.
   *[false] På nivåerna { $verb } olika ansvariga:
}
compare-levels-count = { $same ->
    [true] Ingen skillnad: lika många på båda nivåerna.
   *[false] Antalet skiljer sig:
}
measures-number = { $count ->
    [one] en åtgärd
   *[other] { $count } åtgärder
}
tasks-number = { $count ->
    [one] en uppgift
   *[other] { $count } uppgifter
}
share-every = { $actor }: alla åtgärder ({ $count })
share-none = { $actor }: inga åtgärder
share-but = { $actor }: { $count } åtgärder, alla utom { $titles }
share-in = { $actor }: { $count ->
    [one] en åtgärd, { $titles }
   *[other] { $count } åtgärder: { $titles }
}

## Knappar

show-national = Nationellt
show-regional = Regionalt
show-both = Båda nivåerna
more = Mera …
open-theme = Öppna tema …
open-goal = Öppna mål …
open-measure = Öppna åtgärd …
open-actor = Öppna aktör …
open-region = Öppna område …
open-topic = Öppna ämne …
open-term = Öppna ord …
show-changes = Vad har ändrats?
show-source = Källa
share = Dela
back-to-answer = Tillbaka till svaret
back = Tillbaka
page-on = Nästa
page-back = Föregående
feedback-helped = 👍
feedback-not-helped = 👎
feedback-wrong-topic = Fel ämne
feedback-incomplete = Bristfälligt
feedback-outdated = Föråldrat
feedback-other = Annat
feedback-thanks = Tack för responsen!
feedback-reason = Tack. Vad var fel?
feedback-known = Den här responsen är redan antecknad.
feedback-which = Tack. Vilket av de här hade varit rätt?
erase = Radera min fråga
erase-done = Orden i din fråga är raderade.
erase-other = Bara den som frågade kan radera frågan.
erase-all = { $count ->
    [0] Jag minns inga frågor från dig, så det finns inget att radera. Jag minns dem i högst ett dygn och glömmer dem när jag startas om. Om du kommer ihåg hur frågan löd kan administratörerna radera den: skicka en begäran med kommandot /palaute.
    [one] Orden i din fråga är raderade. Själva meddelandet finns kvar i Telegram tills du raderar det där.
   *[other] Orden i { $count } av dina frågor är raderade. Själva meddelandena finns kvar i Telegram tills du raderar dem där.
}
erase-late = Frågan kan inte raderas just nu. Försök igen om en stund.

## Lättläst

show-plain = På lätt svenska
plain-none = Det finns ingen lättläst text om det här.

## Vad har ändrats

changes-heading = Vad har ändrats?
changes-none = Inga ändringar är kända.

## Det egna området

own-area-which = Mitt område
own-area-heading = Vilket är ditt område?
own-area-choose = Välj landskap.
own-area-other = Välj ett annat landskap
own-area = Ditt område är { $area }. { $authority }
area-centre = Där verkar nu { $centre }.
area-office = Där verkar { $office }, ingen livskraftscentral.
area-unsure = Vilken livskraftscentral området nu har kan jag inte bekräfta.
area-said = Om området sägs:
area-not-said = Mitt innehåll säger inget om området.
area-untold = mitt innehåll säger inget om det här området.
area-more = { $area }: hela svaret
area-remembered = Jag minns ditt område under det här samtalet, högst en halv timme.

## Listor

list-of-theme = Teman
list-of-actor = Aktörer
list-of-term = Ordlista
list-choose = Välj en.
list-page = Sida { $number }/{ $count }

## Bild och tabell

picture-title = { $nature ->
        [proposal] Vem föreslogs för vad?
        [decision] Ansvariga för varje åtgärd enligt beslutet
        [law] Ansvariga för varje åtgärd enligt lagen
        [report] Ansvariga för varje åtgärd enligt utredningen
       *[other] Ansvariga för varje åtgärd
    }
picture-subtitle = Åtgärder
picture-button = Bild
chart-all = { $nature ->
        [proposal] { $level } föreslagna för alla { $count } åtgärder
        [decision] { $level } enligt beslutet för alla { $count } åtgärder
        [law] { $level } enligt lagen för alla { $count } åtgärder
        [report] { $level } enligt utredningen för alla { $count } åtgärder
       *[other] { $level } för alla { $count } åtgärder
    }
chart-most = { $nature ->
        [proposal] { $level } föreslagna för { $count } åtgärder
        [decision] { $level } enligt beslutet för { $count } åtgärder
        [law] { $level } enligt lagen för { $count } åtgärder
        [report] { $level } enligt utredningen för { $count } åtgärder
       *[other] { $level } för { $count } åtgärder
    }
chart-nature = { $nature ->
        [proposal] Föreslagna
        [decision] Enligt beslutet
        [law] Enligt lagen
        [report] Enligt utredningen
        [mixed] Enligt flera källor
       *[other] Enligt en offentlig sida
    }
chart-apart = { $count ->
        [one] Annorlunda i en åtgärd
       *[other] Annorlunda i { $count } åtgärder
    }
chart-signs = + dessutom, − inte med
chart-missing = inte med: { $actors }
chart-checked = Ändringarna kontrollerade { DATE($day) }.
table-file = ansvariga
table-theme = Tema
table-measure = Åtgärd
table-level = Nivå
table-actors = Ansvariga
table-tasks = Uppgifter
table-place = Ställe
table-source = Källa
table-changed = Vad som har ändrats
table-others = Övriga
table-absent = inte med
table-csv = Tabell för Excel: åtgärder, nivåer, ansvariga, uppgifter, källor och ändringar.
table-pdf = De ansvariga i en överblick, som bilaga till en promemoria.

## Källa

sources-heading = Varifrån uppgifterna kommer (sidornas namn är på finska)
source-says = Källans egna rader
source-document = { $title }, { $publisher }, { DATE($date) } (på finska)
source-public = { $title }, kontrollerad { DATE($checked) }: { $url }

## Val

clarify-heading = Vad menade du?
choice-none = Inget av de här
none-of-these = Då hittade jag inget svar. Jag antecknade saken, så att innehållet kan förbättras.
ask-one-more = Här är svaret på den första frågan. De andra finns i knapparna.
read-in-part = Jag läste bara början av ditt meddelande. Fråga kort, om svaret inte träffade rätt.
read-one-of = Jag hittade svar på en av dina frågor: ”{ $question }”. Ställ den andra för sig, med andra ord.
clarify-regional-differs = Regionalt varierar de ansvariga från åtgärd till åtgärd.
clarify-which = Vad vill du veta mer om?
task-shared-national = { $nature ->
        [proposal] Som nationell uppgift föreslogs i { $count } åtgärder: { $task }.
        [decision] Som nationell uppgift beslutades i { $count } åtgärder: { $task }.
        [law] Nationell uppgift enligt lag i { $count } åtgärder: { $task }.
        [report] Nationell uppgift enligt utredningen i { $count } åtgärder: { $task }.
       *[other] Nationell uppgift i { $count } åtgärder: { $task }.
    }
task-shared-regional = { $nature ->
        [proposal] Som regional uppgift föreslogs i { $count } åtgärder: { $task }.
        [decision] Som regional uppgift beslutades i { $count } åtgärder: { $task }.
        [law] Regional uppgift enligt lag i { $count } åtgärder: { $task }.
        [report] Regional uppgift enligt utredningen i { $count } åtgärder: { $task }.
       *[other] Regional uppgift i { $count } åtgärder: { $task }.
    }

## Inget svar

none-said = Jag hittade inget svar.
none-read = Jag hittade inget svar. Jag läste orden: { $words }.
none-perhaps-one = Kunde det här vara till hjälp?
none-perhaps-two = Kunde någon av de här två vara till hjälp?
none-area = { $area }: { $said }
none-known = Jag vet bara det som mitt innehåll berättar.
none-try = Pröva att fråga om en sak i taget.
show-overview = Teman och åtgärder
aged = Det här finns inte längre. Fråga på nytt, så söker jag igen.

## Småprat

talk-greeting = Hej! Fråga mig om det som mitt innehåll berättar.
talk-thanks = Varsågod! Fråga gärna mer.
talk-fine = Bra. Fråga gärna mer.
talk-feeling = Fråga gärna vidare när du vill.
talk-complaint = Tråkigt. Om svaret var fel, berätta vad som var fel i det.
talk-like = Tack! Jag antecknade att svaret hjälpte.
talk-dislike = Tråkigt. Vad var fel i svaret?
talk-goodbye = Hej då! Jag finns här när du behöver mig.
talk-who-are-you = Jag är en bot. Jag berättar vad mitt innehåll säger och varifrån uppgifterna kommer. Jag är ingen människa och hittar inte på svar.

## Administration

keeper = Boten administreras av { $name }.
keeper-contact = Kontakt: { $contact }.
keeper-untold = Vem som administrerar boten är inte antecknat i dess innehåll.

## Nöd

distress-here = Nu behövs hjälp av en människa, och den finns genast. Jag är bara en bot.
distress-danger = Om någons liv är i fara, ring { $number }.
distress-line = Annars kan du ringa MIELI Kristelefon: { $sv } på svenska, men den är inte alltid öppen. På finska { $fi }, på engelska { $en }.
distress-other = Du kan ringa också när du är orolig för någon annan. Lämna inte den personen ensam.
distress-kept = Jag sparar inte orden i ditt meddelande.

## Start och hjälp (Telegram)

start-greeting = Hej!
start-what = Jag svarar på frågor om det som mitt innehåll berättar, och säger varifrån uppgifterna kommer.
start-automaton = Jag är en bot. Jag sparar frågor utan namn: /tietosuoja
start-try = Skriv med egna ord eller prova:
start-write = Skriv en fråga med egna ord.
help-heading = Så frågar du
help-what = Skriv med egna ord vad du vill veta. Du kan också fråga om bara en nivå: lägg till ”nationellt” eller ”regionalt”.
help-examples = Exempel:
help-buttons = Med knapparna under svaret byter du nivå och ger respons. Källan och de andra knapparna får du med Mera …
help-commands = Kommandon:
inline-none = Jag hittade inget svar. Fråga boten
help-inline = I andra chattar: skriv { $name } och din fråga, så kan du skicka svaret dit.
ask-how = Skriv din fråga i samma meddelande: { $name } eller /kysy och din fråga.
ask-reply = Om någon redan har frågat, svara på det meddelandet med bara { $name } eller /kysy, så besvarar jag frågan.
group-how = Fråga så här: { $name } eller /kysy och din fråga. Andra meddelanden svarar jag inte på. Vad jag sparar: /tietosuoja.
ask-in-private = Det här kommandot fungerar bara på tu man hand: { $link }
not-text = Jag läser bara text. Skriv din fråga, så söker jag svaret.
privacy-heading = Dataskydd
privacy-controller = Personuppgiftsansvarig: { $controller }.
privacy-controller-none = Den personuppgiftsansvariga har inte angetts i botens inställningar.
privacy-contact = Frågor och begäranden om radering: { $contact }.
privacy-comment = Frågor och begäranden om radering: skicka dem till administratörerna med /palaute och berätta hur man når dig.
privacy-basis-public-task = Jag behandlar uppgifter för att kunna svara på din fråga och för att innehållet ska kunna förbättras. Grunden är en uppgift av allmänt intresse (artikel 6.1 e i dataskyddsförordningen).
privacy-basis-legitimate-interest = Jag behandlar uppgifter för att kunna svara på din fråga och för att innehållet ska kunna förbättras. Grunden är den personuppgiftsansvarigas berättigade intresse (artikel 6.1 f i dataskyddsförordningen).
privacy-stored = Jag sparar frågans text, tiden, svarets ämne och säkerhet samt responsen från knapparna eller en tumme. Om jag märker att ett meddelande handlar om självmord eller självskada sparar jag inte orden i det.
privacy-masked = Jag sparar inte ditt namn, ditt användar-id eller chattens id. Personbeteckningar, telefonnummer, e-postadresser och andra personuppgifter som jag känner igen döljer jag innan något sparas.
privacy-number = I högst tre dygn finns Telegrams nummer på meddelandet kvar hos frågan, så att jag inte svarar två gånger på samma meddelande och så att du kan radera din fråga. Därefter kan jag inte koppla frågan till dig.
privacy-memory = Jag minns det senaste i samtalet, ditt område och ditt språk i högst en halv timme. Vilka meddelanden jag svarade på och om vad minns jag i högst ett dygn, så att samtalet kan gå vidare från ett äldre meddelande och en tumme hittar rätt fråga. Inget av det sparas. Om ett svar måste vänta på att skickas, finns svaret och chattens id sparade i krypterad form tills dess.
privacy-sealed = Frågornas texter är krypterade på disken, och nyckeln finns på annat håll.
privacy-unsealed = Frågornas texter är inte krypterade på disken.
privacy-learned = När en administratör berättar vad en fråga betydde sparar jag bara ordens grundformer och vad de betydde. Jag sparar inte frågans text på nytt och lär inte upp något annat med den.
privacy-long = Frågornas texter raderar jag senast efter { $days } dagar; antalen finns kvar.
privacy-recipients = Meddelandena går via Telegram, som behandlar dem enligt sina egna villkor också utanför EU. Frågornas texter ser bara botens administratörer.
privacy-rights = Du kan själv radera din fråga: tryck inom ett dygn på knappen Mera … under svaret och sedan på Radera min fråga. Kommandot /poista raderar alla dina frågor från det senaste dygnet. En äldre fråga raderas av administratörerna när du berättar vad den löd. Du kan också be att få se, rätta eller radera dina uppgifter, be att behandlingen begränsas och invända mot behandlingen.
privacy-complaint = Du kan lämna klagomål om behandlingen till dataombudsmannen: tietosuoja.fi/sv.
comment-ask = Skriv din respons som nästa meddelande. Den går till administratörerna utan ditt namn.
comment-how = Skriv din respons i samma meddelande som kommandot: /palaute och din respons.
comment-leave = Avbryt
comment-left = Ingen respons skickades.
comment-came = Respons till boten: { $text }
comment-sent = Tack! Responsen gick till administratörerna utan ditt namn.
comment-nobody = Respons kan inte skickas nu, eftersom boten inte har någon administratör.
comment-corrected = Rättad respons till boten: { $text }
correction-sent = Tack! Rättelsen gick till administratörerna utan ditt namn.
comment-or-question = Är det här respons eller en fråga? Respons går till administratörerna, en fråga svarar jag på själv.
comment-is = Respons
question-is = En fråga
your-id = Ditt Telegram-id är { $id }. Bottens administratör behöver det för att ge dig administratörsrättigheter.
language-name = Svenska
language-choose = På vilket språk ska jag tala med dig? Frågor läser jag på finska, svenska och engelska.
language-names = sv svenska ruotsi ruotsiksi ruotsin ruotsia Swedish
language-other = Det här väljer den som gav kommandot. Ditt eget språk väljer du med /kieli.
language-group-names = grupp gruppen
language-group-set = Okej, jag talar svenska i den här gruppen tills jag startas om. Var och en kan ändå välja sitt eget språk med /kieli.
language-group-how = Skriv också språket: /kieli grupp svenska, /kieli grupp suomi eller /kieli grupp English.
language-group-admin = Bara en administratör kan välja gruppens språk. Ditt eget språk väljer du med /kieli.
language-set = Jag talar svenska med dig under det här samtalet.
level-national = Nationellt
level-regional = Regionalt
level-both = Nationellt och regionalt
a-measure = Åtgärd
a-theme = Tema
a-goal = Mål
a-actor = Aktör
a-region = Område
a-topic = Ämne
a-term = Ordförklaring
a-overview = Översikt
ask-bot = Fråga boten
failed = Tyvärr lyckades det inte att svara. Försök igen om en stund.
late = Svaret kommer sent, eftersom jag var ur funktion. Förlåt!
flood = Ditt tempo är för högt för mig. Vänta en minut och försök sedan på nytt.
flood-group = Den här gruppens tempo är för högt för mig. Vänta en minut och försök sedan på nytt.
reload-forbidden = Det här kommandot är bara för administratörer.

## Kommandon och presentation (Telegram)

command-kysy = Fråga: /kysy och din fråga
command-tavoitteet = Teman och åtgärder
command-toimijat = { $nature ->
        [proposal] Vad varje aktör föreslogs för
        [decision] Vad varje aktör ansvarar för enligt beslutet
        [law] Vad varje aktör ansvarar för enligt lagen
        [report] Vad varje aktör ansvarar för enligt utredningen
       *[other] Vad varje aktör ansvarar för
    }
command-alueet = Landskap och livskraftscentraler
command-sanasto = Ord förklarade
command-kuva = { $nature ->
        [proposal] Vem som föreslogs för vad, som en bild
        [decision] Ansvariga för varje åtgärd enligt beslutet, som en bild
        [law] Ansvariga för varje åtgärd enligt lagen, som en bild
        [report] Ansvariga för varje åtgärd enligt utredningen, som en bild
       *[other] Ansvariga för varje åtgärd, som en bild
    }
command-taulukko = { $nature ->
        [proposal] Vem som föreslogs för vad, som Excel- och PDF-fil
        [decision] Ansvariga för varje åtgärd enligt beslutet, som Excel- och PDF-fil
        [law] Ansvariga för varje åtgärd enligt lagen, som Excel- och PDF-fil
        [report] Ansvariga för varje åtgärd enligt utredningen, som Excel- och PDF-fil
       *[other] Ansvariga för varje åtgärd, som Excel- och PDF-fil
    }
command-help = Så frågar du
command-kieli = Byt språk
command-palaute = Skicka respons till administratörerna
command-poista = Radera dina frågor från det senaste dygnet
command-tietosuoja = Vad som sparas
command-id = Ditt Telegram-id
command-reload = Läs innehållet på nytt
command-uusi = Lägg till ett nytt ämne
about-short = Jag svarar på frågor och säger varifrån uppgifterna kommer.
about = Jag svarar på frågor om det som mitt innehåll berättar, och säger varifrån uppgifterna kommer. Skriv en fråga med egna ord. Jag är en bot: om jag inte vet, säger jag det.

## Luckor (Telegram, för administratörer)

gaps-heading = Luckor ({ $count })
gaps-aside-heading = Åt sidan ({ $count })
gaps-line = { $number }. { $words } – frågat { $count } ×, senast { DATE($last) }
gaps-none = Det finns inga luckor.
gaps-doubts = Respons på svaren:
gaps-doubt = { $title }: fel ämne { $wrong } ×, föråldrat { $outdated } ×
gaps-meant = { $count } frågare menade: { $title }
unsure-heading = Osäkert besvarade ({ $count })
unsure-none = Det finns inga osäkert besvarade frågor.
unsure-how = De här frågorna fick ett svar, men det kan vara ur fel ställe:
unsure-heard = { $question } → { $title } (passar { NUMBER($score, minimumFractionDigits: 2, maximumFractionDigits: 2) })
unsure-right = Svaret var rätt
unsure-wrong = Öppna som lucka
gap-accept = Godkänn: { $title } ({ $count } ×)
gap-join = Slå ihop…
gap-split = Skilj åt…
join-heading = Med vilken lucka slås den ihop: { $words }?
split-heading = Vilken ordalydelse skiljs från luckan: { $words }?
gaps-again = Luckor
gap-asked = Frågat { $count } × under { DATE($first) }–{ DATE($last) }, till exempel:
gap-nearest = Närmaste svar: { $title } (passar { NUMBER($score, minimumFractionDigits: 2, maximumFractionDigits: 2) }).
gap-extend = Svaret är { $title }
gap-elsewhere = Ett annat svar…
gap-begin = Nytt ämne
gap-dismiss = Hör inte hit
gap-several = flera svar
gap-none = hör inte hit
gap-later = Senare
gap-back = Tillbaka till luckan
gap-wordless = De här frågorna ger inga beskrivande ord.
gap-closed = Luckan är åtgärdad: frågorna får nu ett svar.
gap-left = Ordalydelser som ännu saknar svar: { $count }.
left-line = ”{ $question }” – närmast { $first } ({ NUMBER($score, minimumFractionDigits: 2, maximumFractionDigits: 2) }), konkurrent { $rival } ({ NUMBER($behind, minimumFractionDigits: 2, maximumFractionDigits: 2) })
left-alone = ”{ $question }” – närmast { $first } ({ NUMBER($score, minimumFractionDigits: 2, maximumFractionDigits: 2) })
left-nothing = ”{ $question }” – inget är nära
gap-taught = För det nya bekräftades luckans ordalydelser: { $count }.
gap-untaught = Luckans ordalydelser bekräftades inte för det nya, eftersom granskade svar då hade gått sönder.
relabelled = Granskningsfrågor som nu hör hit: { $count }.
gap-aside-talk = Åt sidan: hälsningar och tack.
gap-aside-junk = Åt sidan: inga begripliga ord.
gap-aside-outside = Åt sidan: detta hör inte till det som presentationen berättar om.
elsewhere-heading = Vad svarar på frågan: { $words }?
elsewhere-how = Välj ett svar, bläddra i en lista eller skriv ett sökord som meddelande.
elsewhere-found = Välj ett svar eller skriv ett annat sökord.
elsewhere-nothing = Sökningen gav inga svar. Skriv ett annat sökord.
kind-measure = Åtgärder
kind-theme = Teman
kind-goal = Mål
kind-actor = Aktörer
kind-region = Regioner
kind-topic = Ämnen
kind-term = Ordlista
new-step = Nytt ämne: fråga { $number }/{ $count }
new-title = Vilken är rubriken?
new-content = Vad ska berättas om det? Svaret först, kort.
new-synonyms = Med vilka andra ord frågar man om det?
new-sources = Varifrån är uppgiften? Skriv till exempel ”{ $example }” eller adressen till en webbsida och därefter sidans namn.
new-example = Till exempel: { $example }
new-lines-chat = Du kan skriva flera, var och en på sin egen rad.
new-words = Luckans ord läggs till i varje fall: { $words }
new-check = Sedan kontrollerar jag vad ämnet ändrar. Det kan ta en halv minut.
new-skip = Hoppa över
new-stop = Avbryt
new-noted = Jag antecknade: ”{ $said }”
new-said = Du svarade: ”{ $said }”. Skriv svaret på nytt.
new-again = Vi fortsätter där vi slutade.
new-passed = Den frågan är redan besvarad. Här är den fråga som står i tur.
new-stopped = Uppfattat, inget nytt ämne gjordes.
new-aged = Det nya ämnet blev på hälft, och svaren finns inte längre i minnet. Börja på nytt: /uusi
edited = Jag läser inte ett redigerat meddelande. Skicka rättelsen som ett nytt meddelande.
unfit-needed = Här behövs ett svar.
unfit-unseen = Svaret har ett tecken som inte syns. Skriv svaret på nytt.
unfit-twice = Samma sak står två gånger. Skriv den bara en gång.
unfit-long = Svaret är för långt. Det får ha högst { $most } tecken.
unfit-form = Det här svaret duger inte.
unfit-source = En sådan källa finns inte.
words-ask = Skriv några beskrivande ord i grundform som nästa meddelande.
reason-ask = Skriv som nästa meddelande varför ändringen publiceras fast den försämrar svar. Orsaken antecknas, och ändringen publiceras genast.
checking = Ett ögonblick, jag kontrollerar ändringen.
draft-words = Läggs till i svaret { $target }
draft-example = Hör inte hit: läggs till i { $target }
draft-accepted = Lärs in: { $target }
draft-learned = Av ordalydelserna sparas bara grundformerna:
draft-alone = En del av ordalydelserna lärs in bara som de står, eftersom något granskat svar annars skulle bli sämre.
draft-addition = Nytt innehåll: { $target }
draft-said = Ord: ”{ $words }”
draft-closes = Av luckans ordalydelser får { $answered } ett svar, totalt finns det { $count }.
draft-teaches = Samtidigt bekräftas luckans ordalydelser för det nya: { $count }.
draft-breaks = Ändringen är spärrad, eftersom den försämrar dessa granskade svar:
draft-publish = Publicera
draft-relabel = Publicera och märk frågorna ({ $count })
draft-force = Publicera ändå…
draft-turned = Se vad som ändras ({ $count })
draft-own-words = Egna ord…
draft-select = Välj ordalydelser ({ $count }/{ $all })
select-how = Tryck på en ordalydelse om den inte hör hit. Tryck igen för att ta med den.
select-check = Kontrollera de valda
select-taken = Så här är det bra
draft-own-answers = Ändra svaren…
task-aged = Detta finns inte längre. Öppna luckorna på nytt.
trial-sum = { $asked } frågor: rättar { $fixed }, förstör { $broken }, ändrar { $changed }
trial-unguarded = Det finns inga granskningsfrågor: ingen märker om en ändring förstör svar.
trial-fixed = Rättar:
trial-broken = Förstör:
trial-changed = Ändrar:
turned = ”{ $question }” – före: { $before }, nu: { $after }
heard-clarify = precisering ({ $titles })
heard-none = inget svar
published = Publicerat. Innehållets version är { $version }.
undo-last = Ångra detta
undo-ask = Ska den senaste ändringen ångras?
undo-do = Ångra ändringen
undo-leave = Ångra inte
undo-left = Okej, ingenting ångrades.
undone = Ändringen är ångrad
history-heading = De senaste ändringarna
history-none = Det finns inga ändringar.
history-line = { DATE($day) } { $who }: { $what }{ $words }{ $why }
history-why = . Orsak: { $why }
audit-words = : ”{ $words }”
an-admin = administratör
change-words = Uttryck tillagt i { $target }
change-example = Exempel tillagt i { $target }
change-accepted = Ordalydelser inlärda: { $target }
change-learned = De här ordalydelserna är redan inlärda.
change-addition = Nytt innehåll: { $target }
change-undo = Ångrad ändring: { $target }
change-reload = Innehållet togs i bruk fast svar blev sämre
change-relabel = Granskningsfrågor märkta som frågor om: { $target }
change-no-target = { $target } finns inte.
change-alike = Uttrycket ”{ $words }” behövs inte: där finns redan ”{ $phrase }”.
change-answered = Uttrycket ”{ $words }” behövs inte: { $phrase } svarar redan på det.
change-crowded = Här har redan lagts till { $count } uttryck. Överväg ett eget ämne.
change-breaks = Ändringen görs inte, eftersom den försämrar svaret på { $count } granskade frågor.
change-stale = Innehållet har ändrats efter kontrollen. Kontrollera ändringen på nytt.
change-file-taken = Filen { $name } finns redan. Ge den nya filen ett annat namn.
change-unfit = Uttrycket får ha högst { $most } tecken, och alla tecken ska synas.
change-other = Ändringen görs inte, eftersom den skulle ändra mer av innehållet än den ska.
change-unloaded = Mappen har ändringar som inte har lästs in än. Läs först in innehållet på nytt och försök sedan igen.
change-link = Ändringen görs inte, eftersom filen { $file } är en länk. Ersätt själv länken med en fil.
change-unwritable = Det går inte att skriva i innehållsmappen: { $reason } ({ $file }).
git-unknown = Ändringen gäller, men den fördes inte in i git: filen { $file } finns ännu inte i git. För själv in den dit.
git-ignored = Ändringen gäller, men den fördes inte in i git: .gitignore lämnar filen { $file } utanför.
git-overlap = Ändringen gäller, men den fördes inte in i git: i filen { $file } finns på samma ställe redigeringar som inte finns i git. För själv in dem dit.
git-unfinished = Ändringen gäller, men den fördes inte in i git: en sammanslagning eller något annat arbete pågår i git. Slutför det och för sedan själv in { $file } i git.
git-detached = Ändringen gäller, men den fördes inte in i git: ingen gren är vald i git (detached HEAD). Välj en gren och för sedan själv in { $file } i git.
git-locked = Ändringen gäller, men den fördes inte in i git: ett annat program använder git just nu (index.lock). För själv in { $file } i git.
git-refused = Ändringen gäller, men den fördes inte in i git. Git sade: { $reason }
undo-nothing = Det finns inget att ångra.
undo-gone = Ändring { $number } kan inte ångras: den finns inte, eller så har den redan ångrats.
undo-edited = Ändringen kan inte ångras, eftersom filen { $file } sedan dess har redigerats på samma ställe (rad { $line }). Ta själv bort tillägget i filen och läs in innehållet på nytt.
undo-first = Ändringen kan inte ångras än, eftersom den senare ändringen { $number } gäller samma ställe. Ångra först den.
reload-breaks = Innehållet läses inte in, eftersom det försämrar svaret på { $count } granskade frågor:
    { $questions }
no-log = Frågeloggen kan inte läsas: { $reason }.
log-unwritable = Det går inte att skriva i frågeloggen: { $reason }.
portion = { $percent } %
stats-heading = Siffror
stats-plot = Frågor per vecka
stats-plot-up = Frågor
stats-plot-across = Veckans första dag
stats-answered = besvarade
stats-clarified = preciserade
stats-none = inget svar
stats-week = Veckan från { DAY($monday) }: { $asked } frågor, besvarade { $answered }, preciserade { $clarified }, utan svar { $none }
stats-time = Svarstid: hälften under { NUMBER($median, minimumFractionDigits: 1, maximumFractionDigits: 1) } ms, 95 procent under { NUMBER($slow, minimumFractionDigits: 1, maximumFractionDigits: 1) } ms
stats-helped = Hjälpte: { $share } ({ $count } bedömningar)
stats-most = Mest frågade:
stats-unreached = Poster som ingen har sett ({ $count }):
digest-heading = Veckan { DAY($first) }–{ DAY($last) } i korthet
digest-asked = Frågor: { $count }
digest-answered = Besvarade: { $share }
digest-gaps = Största luckorna:
digest-gap = { $words }, { $count } gånger
command-puutteet = Vad som frågats förgäves, och rätta det
command-peru = Ångra den senaste ändringen
command-tilastot = Siffror och en bild av veckorna
command-muutokset = De senaste ändringarna
