"""Common given names, without dots: those that the population's name service (dvv.fi) counts most often, Swedish ones
of Finland, and common ones of people who moved here.
"""

from __future__ import annotations

GIVEN = frozenset("""
    aada aaron abdi abdullah adam ahmed aino aki aleksandr aleksandra aleksi aleksis alexander alexandra ali alina alisa
    aliisa amanda amina amir amira anders andrei ann anna anne anneli anni anniina annika annikki annukka ansa anssi ante
    antero anton antti anu arja armi arto arttu arvo ari asko asta astrid atte aura axel aila aija aimo ahti alma alpo
    ava aatu aapo aarne aaro aatos
    beata benjamin bengt birgit birgitta bjorn bo borje britta carina carita carl carola caroline cecilia charlotta
    christer christian christina claes daniel david dmitri dan ebba edvin eelis eemeli eemil eero eetu eeva eeva-liisa
    eija eila eino eira elena eliisa eliel elin elina elisa elisabet elisabeth elias ella ellen elli elma elmeri elsa elvi
    emil emilia emma emmi enni ensio eric erik erika erja erkki erno ernst eronen esa essi esteri esko eveliina eva evert
    fadumo fatima felix filip fredrik frida fanni
    gabriel georg gun gunnar gunilla gustav goran
    hamid hanna hanna-mari hannele hannes hannu harri harry hassan heidi heikki heini helena helga heli hellevi helka
    helvi henna henri henriikka henrik henry hilda hilja hilkka hilla hugo hussein hanne
    ibrahim ida iida iines iiris iiro ilja ilkka ilmari ilona ilpo immo inari inga inge ingrid inka inkeri irene irina
    iris irja irma isak isla ismo ivan ilta
    jaakko jaana jan jani janina janita janne janika jari jarkko jarmo jarno jasmin jenna jenni jere jeremias jesse
    jessica jimi joel joakim johan johanna johannes john jonas jonna jonne joona joonas jooseppi jorma josefiina jouko
    jouni juha juhani juho jukka julia julius juha-pekka jussi juuli juulia juuso jyri jyrki
    kaarina kaarlo kaija kaisa kalevi kalle karl kari karin karoliina karri katariina kati katja katri katriina kauko
    keijo kerttu kerttuli kim kimi kimmo kirsi kirsti kirsikka klas knut konsta krista kristian kristiina kyllikki kyosti
    lars lasse lassi laura lauri lea leena leevi lempi lena leo lenni liisa liisi lilja lina linda linnea lotta lucas
    ludvig lukas luukas lyyti lilli
    maaria maarit madeleine magnus maija maija-liisa maiju maila mainio manu marcus mare margareta margit mari maria
    mariam marianne marie mariia marika marita marja marja-leena marja-liisa marjaana marjatta marjo marjukka marjut
    markku marko markus martin martta marttu mary matias mathias matilda mats matti maxim mauno mauri max merja mervi
    mette michael mia mika mikael mikko mila milja milla milka minea minna minttu mira mirja mirjam mirka miro miska
    mohamed mohammed muhammad mustafa marten natalia nea neea nella niclas nico niilo niina niklas niko nikolai niila
    nils nina noel noora nora nuppu nestori
    oiva okko ola olavi olga oliver olli oona oskar oskari ossi osmo otso otto outi olof olivia omar
    paavo paivi paivikki panu pasi patrik paul paula pauli pauliina pekka pelle pentti per perttu peter petra petri petteri
    pia pihla piia pilvi pinja pirita pirjo pirkko pontus paula
    raija raili raimo raine rami rasmus rauha rauni rauno reetta reija reijo reima reino riikka riina risto ritva roberta
    robert robin roger roope roosa rosa ronja roni ruut ruusu ruth rebecka
    saana saara said saija saila saimi saku salla salli salme sam sami samu samuel samuli sandra sanna sanni santeri sara
    sari satu saul sauli selma senja seppo sergei severi siiri silja silvia simo sini sinikka siina siiri sirkka sirkku
    sirpa sisko sofia sohvi soile soili sointu sonja stefan stig sulo susanna suvi sven svetlana sylvi soren
    taina taavi tanja tapani tapio taneli taru tarja tatjana tatu tauno teemu teija teppo terhi tero tero-pekka tea terttu
    tiia tiina tilda timo tina titta toini toivo tomas tomi tommi toni topi topias torsten tuija tuire tuomas tuomo tuomi
    tuula tuulia tuulikki tuure tyyne tyko
    ulla ulla-maija ulf unto uolevi urho usko uuno vaino valdemar valma valtteri veera veeti veijo veikko venla vera
    verneri vesa vieno vilho vihtori viivi viktor viktoria vili vilja viljo vilhelmi vilma ville viljami vivian vladimir
    wilhelm yrjo ylva yusuf
    hamza hodan hawa khadija leyla layla sahra yasmin zahra zainab olena oksana iryna tetiana mykola andrii volodymyr
    nguyen thi minh asa ake alva hege kaj kurt leif
""".split())
AMBIGUOUS = frozenset("""
    alma anna ansa armi asta ante aura ava bo eronen eri gun hilla ilta inari into kauko kim leo lempi linda lilja mainio mare
    marie milla mila minea nea niina oiva okko ola otso paula pelle per pihla pilvi rauha ruusu sam sara satu siina sini
    sisko sointu sulo suvi tea thi toivo topi tuomi tuuli urho usko vieno vilja inka inga elma meri the al max ann said
    dan jan ella ellen
""".split())
"""Names that are, or without dots look like, other words: they are names only with a capital letter."""
