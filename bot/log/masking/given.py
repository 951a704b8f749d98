"""Common given names, in lower case and without dots.

Those that the population's name service (dvv.fi) counts most often, Swedish ones of Finland, and common ones of people
who moved here. The first part of a double name is enough.
"""

from __future__ import annotations

GIVEN = frozenset(
    """
    aada aapo aarne aaro aaron aatos aatu abdi abdullah adam ahmed ahti aija aila aimo aino ake aki aleksandr
    aleksandra aleksi aleksis alexander alexandra ali aliisa alina alisa alma alpo alva amanda amina amir amira
    anders andrei andrii ann anna anne anneli anni anniina annika annikki annukka ansa anssi ante antero anton antti
    anu ari arja armi arto arttu arvo asa asko asta astrid atte aura ava axel beata bengt benjamin birgit birgitta
    bjorn bo borje britta carina carita carl carola caroline cecilia charlotta christer christian christina claes
    dan daniel david dmitri ebba edvin eelis eemeli eemil eero eetu eeva eija eila eino eira elena elias eliel
    eliisa elin elina elisa elisabet elisabeth ella ellen elli elma elmeri elsa elvi emil emilia emma emmi enni
    ensio eric erik erika erja erkki erno ernst esa esko essi esteri eva eveliina evert fadumo fanni fatima felix
    filip fredrik frida gabriel georg goran gun gunilla gunnar gustav hamid hamza hanna hanne hannele hannes hannu
    harri harry hassan hawa hege heidi heikki heini helena helga heli helka hellevi helvi henna henri henriikka
    henrik henry hilda hilja hilkka hilla hodan hugo hussein ibrahim ida iida iines iiris iiro ilja ilkka ilmari
    ilona ilpo ilta immo inari inga inge ingrid inka inkeri irene irina iris irja irma iryna isak isla ismo ivan
    jaakko jaana jan jani janika janina janita janne jari jarkko jarmo jarno jasmin jenna jenni jere jeremias jesse
    jessica jimi joakim joel johan johanna johannes john jonas jonna jonne joona joonas jorma josefiina jouko jouni
    juha juhani juho jukka julia julius jussi juuli juulia juuso jyri jyrki kaarina kaarlo kaija kaisa kaj kalevi
    kalle kari karin karl karoliina karri katariina kati katja katri katriina kauko keijo kerttu kerttuli khadija
    kim kimi kimmo kirsi kirsikka kirsti klas knut konsta krista kristian kristiina kurt kyllikki kyosti lars lasse
    lassi laura lauri layla lea leena leevi leif lempi lena lenni leo leyla liisa liisi lilja lilli lina linda
    linnea lotta lucas ludvig lukas luukas lyyti maaria maarit madeleine magnus maija maiju maila mainio manu marcus
    mare margareta margit mari maria mariam marianne marie mariia marika marita marja marjaana marjatta marjo
    marjukka marjut markku marko markus marten martin martta mary mathias matias matilda mats matti mauno mauri max
    maxim merja mervi mette mia michael mika mikael mikko mila milja milka milla minea minh minna minttu mira mirja
    mirjam mirka miro miska mohamed mohammed muhammad mustafa mykola natalia nea neea nella nestori nguyen niclas
    nico niila niilo niina niklas niko nikolai nils nina noel noora nora nuppu oiva okko oksana ola olavi olena olga
    oliver olivia olli olof omar oona oskar oskari osmo ossi otso otto outi paavo paivi paivikki panu pasi patrik
    paul paula pauli pauliina pekka pelle pentti per perttu peter petra petri petteri pia pihla piia pilvi pinja
    pirita pirjo pirkko pontus raija raili raimo raine rami rasmus rauha rauni rauno rebecka reetta reija reijo
    reima reino riikka riina risto ritva robert roberta robin roger roni ronja roope roosa rosa ruth ruusu ruut
    saana saara sahra said saija saila saimi saku salla salli salme sam sami samu samuel samuli sandra sanna sanni
    santeri sara sari satu saul sauli selma senja seppo sergei severi siina siiri silja silvia simo sini sinikka
    sirkka sirkku sirpa sisko sofia sohvi soile soili sointu sonja soren stefan stig sulo susanna suvi sven svetlana
    sylvi taavi taina taneli tanja tapani tapio tarja taru tatjana tatu tauno tea teemu teija teppo terhi tero
    terttu tetiana thi tiia tiina tilda timo tina titta toini toivo tomas tomi tommi toni topi topias torsten tuija
    tuire tuomas tuomi tuomo tuula tuulia tuulikki tuure tyko tyyne ulf ulla unto uolevi urho usko uuno vaino
    valdemar valtteri veera veeti veijo veikko venla vera verneri vesa vieno vihtori viivi viktor viktoria vilhelmi
    vilho vili vilja viljami viljo ville vilma vivian vladimir volodymyr wilhelm yasmin ylva yrjo yusuf zahra zainab
""".split()
)
AMBIGUOUS = frozenset(
    """
    al alma ann anna ansa ante armi asta aura ava bo dan ella ellen elma eri gun hilla ilo ilta inari inga inka into
    jan kai kauko kim lempi leo lilja linda mainio mare marie max meri mila milla minea nea niina oiva okko ola onni
    otso paula pelle per pihla pilvi rauha ruusu said sam sara satu siina sini sisko sointu sulo suvi tea the thi
    toivo topi tuomi tuuli urho usko vieno vilja
""".split()
)
"""Those that are, or without dots look like, other words: they are names only with a capital letter."""
