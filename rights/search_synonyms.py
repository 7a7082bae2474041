"""Everyday words that mean nearly the same. Official words stand in the glossary instead.

One line is one group; without accents, as people type. Only words of one meaning:
a wrong pair costs more than a missing one.
"""

from __future__ import annotations

from functools import lru_cache

from eligibility.schema import Lang

GROUPS: dict[Lang, str] = {
    "nl": """
        stroom elektriciteit elektriek elektrisch licht energie
        verwarming verwarmen stoken stookkosten
        stookolie mazout
        appartement woning huis flat studio
        huisbaas verhuurder huiseigenaar
        dokter arts huisarts geneesheer huisdokter
        medicijnen medicatie pillen geneesmiddelen
        ziekenhuis kliniek hospitaal
        ziekenfonds mutualiteit mutueel ziekenkas
        werk job baan
        ontslagen afgedankt buitengezet ontslag
        werkloos werkloosheid werkloosheidsuitkering dop doppen dopgeld stempelen stempelgeld
        baas werkgever
        kind kindje baby zoon dochter
        kinderbijslag kindergeld
        zwanger zwangerschap
        student studie studies studeer studeren universiteit hogeschool
        advocaat jurist
        rechtbank rechter gerecht vrederechter
        alimentatie onderhoudsgeld
        vader papa
        moeder mama
        ex exman exvrouw gescheiden scheiding
        burnout burn overspannen
        koelkast frigo eten
        zwembad zwemmen
        handicap gehandicapt gehandicapte mindervalide mindervaliden invalide beperking
        oud oudere ouderen bejaard bejaarde senior senioren
        dakloos thuisloos straat
        schuld schulden afbetaling afbetalingen deurwaarder lening leningen
        eten voedsel voeding voedselpakket
        internet wifi
        auto wagen
        trein treinen treinticket nmbs
        factuur rekening
        meubels meubelen inrichten
        weduwe weduwnaar overleden gestorven sterfgeval
        begrafenis uitvaart
        opvang creche kinderopvang onthaalmoeder onthaalouder
        poetsen schoonmaken poetshulp poetsvrouw huishoudhulp
        verhuizen verhuis verhuizing
        schimmel vochtig vocht ongezond onbewoonbaar
        isoleren isolatie dakisolatie renoveren renovatie
        vuilnis vuilniszakken huisvuil afval
        bril brillen
        rolstoel rolwagen scootmobiel
        stervend stervende terminaal palliatief
        kunstenaar artiest muzikant acteur
        failliet faillissement bankroet
        kwijt verloren verlies
    """,
    "fr": """
        electricite courant energie lumiere
        chauffage chauffer
        mazout gasoil
        appartement logement maison studio kot
        proprietaire bailleur proprio
        medecin docteur generaliste toubib
        medicaments medicament pharmacie
        hopital clinique hospitalisation
        mutualite mutuelle
        travail emploi boulot job
        licencie vire renvoye licenciement
        chomage chomeur chomeuse onem
        patron employeur
        enfant enfants bebe fils fille gosses
        enceinte grossesse
        etudiant etudiante etudes universite
        avocat avocate juriste
        tribunal juge justice
        pere papa
        ex exmari divorce divorcee separe separee
        burnout burn epuise epuisee
        frigo nourriture manger
        piscine natation nager
        handicap handicape handicapee invalide infirme
        age agee agees senior seniors vieux vieille
        pension retraite
        sdf sans-abri abri rue
        dette dettes huissier credit credits
        manger nourriture alimentaire colis
        internet wifi
        voiture auto
        train trains sncb
        facture factures
        meubles mobilier meubler
        veuf veuve deces decede
        enterrement funerailles obseques
        creche garderie accueillante
        menage nettoyage nettoyer femme-de-menage
        demenager demenagement
        insalubre moisissures moisissure humidite humide malsain
        isoler isolation renover renovation
        poubelle poubelles dechets immondices
        lunettes verres
        fauteuil-roulant chaise-roulante
        mourant mourante palliatif palliative
        artiste musicien comedien comedienne
        faillite failli
        football foot sport
    """,
    "de": """
        strom elektrizitat energie licht
        heizung heizen heizkosten
        heizol ol
        wohnung haus appartement studio
        vermieter hausbesitzer
        arzt hausarzt doktor arztin
        medikamente medikament tabletten arznei arzneimittel
        krankenhaus klinik spital hospital
        krankenkasse krankenversicherung
        arbeit job stelle beschaftigung
        entlassen gekundigt kundigung
        arbeitslos arbeitslosigkeit arbeitslosengeld stempelgeld
        chef arbeitgeber
        kind baby sohn tochter
        schwanger schwangerschaft
        student studium studieren universitat
        anwalt rechtsanwalt
        gericht richter
        unterhalt alimente unterhaltsgeld
        vater papa
        ex exmann exfrau geschieden getrennt scheidung
        burnout burn erschopft
        kuhlschrank essen lebensmittel
        schwimmbad schwimmen
        behinderung behindert behinderte behinderten invalide
        alt altere senioren senior betagte rentner
        rente pension
        obdachlos wohnungslos strasse
        schulden schuld gerichtsvollzieher kredit kredite
        essen lebensmittel nahrung
        internet wlan wifi
        auto wagen
        zug bahn zugticket fahrkarte
        rechnung faktura
        mobel einrichtung
        witwe witwer verstorben gestorben
        beerdigung bestattung
        kita krippe kindertagesstatte tagesmutter kinderbetreuung kindergarten
        putzen putzfrau putzhilfe reinigen
        umziehen umzug
        schimmel schimmelig schimmelige feucht ungesund unbewohnbar
        dammen isolieren renovieren sanieren
        mull abfall mullsacke
        brille brillen
        krankgeschrieben krankmeldung krankschreibung
        sterben sterbend palliativ
        kunstler musiker schauspieler
        pleite konkurs insolvenz
        auszeit pause unterbrechung
    """,
    "en": """
        electricity electric power energy
        heating heat
        home house flat apartment
        landlord owner
        doctor gp physician
        medicine medicines medication drugs pills pharmacy
        hospital clinic
        work job employment
        fired dismissed sacked redundant
        unemployment unemployed dole jobless
        boss employer
        child children kid kids baby son daughter
        pregnant pregnancy expecting
        mother mum mom mam
        student studies university college
        lawyer solicitor attorney
        court judge tribunal
        maintenance alimony
        father dad
        ex husband divorced separated divorce
        burnout burn exhausted
        fridge food eat
        pool swimming swim
        disability disabled handicap handicapped
        old older elderly senior seniors pensioner pensioners
        pension retirement
        homeless street
        debt debts bailiff loan loans
        food eat groceries
        internet wifi broadband
        car parking
        train trains rail
        furniture furnish
        widow widower died death
        funeral burial
        welfare assistance
        daycare nursery creche childcare childminder kindergarten
        cleaner cleaning clean
        moving relocate
        mould mouldy damp unhealthy
        insulate insulation renovate renovation
        bin bins rubbish waste garbage trash
        glasses spectacles
        wheelchair scooter
        dying terminal palliative
        artist musician actor performer
        bankrupt bankruptcy bust insolvent
        diapers nappies pads
        deposit guarantee
    """,
}


@lru_cache
def synonyms(lang: Lang) -> dict[str, tuple[str, ...]]:
    """Word without accents → the other words of its groups."""
    found: dict[str, tuple[str, ...]] = {}
    for line in GROUPS[lang].split("\n"):
        group = line.split()
        for word in group:
            others = tuple(other for other in group if other != word)
            found[word] = found.get(word, ()) + others
    return found
