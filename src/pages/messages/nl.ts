/** Dutch. */
import type { Messages } from './catalogue.ts'

const backAndAgain = 'Ga terug naar de applicatie en meld u daar opnieuw aan.'
const tell = 'Neem contact op met uw beheerder.'
const ifAgain = 'Gebeurt het weer, neem dan contact op met uw beheerder.'

export const nl: Messages = {
  errors: {
    malformed_request: {
      title: 'Dit verzoek was niet leesbaar',
      text: 'Het verzoek is onvolledig of heeft niet de juiste vorm.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    unknown_app: {
      title: 'Deze applicatie is hier niet geregistreerd',
      text: 'De applicatie die u hierheen stuurde om u aan te melden, is hier niet bekend.',
      next: 'Controleer of u de applicatie op het gebruikelijke adres hebt geopend. Zo ja, vraag uw beheerder om haar te registreren.',
    },
    app_unusable: {
      title: 'Deze applicatie kan u nog niet aanmelden',
      text: 'Wat haar federatie over haar publiceert, is niet te gebruiken. Met uw account is niets mis.',
      next: 'Vertel het degenen die de applicatie beheren. De reden hieronder zegt wat zij moeten verbeteren.',
    },
    reply_address_unknown: {
      title: 'Het retouradres van de applicatie is niet geregistreerd',
      text: 'De applicatie vroeg om uw aanmelding te sturen naar een adres dat niet voor haar is geregistreerd. Er is niets verzonden, zodat de aanmelding niet in verkeerde handen valt.',
      next: 'Open de applicatie op het gebruikelijke adres. Helpt dat niet, neem dan contact op met uw beheerder: de adressen hieronder moeten teken voor teken overeenkomen.',
    },
    answer_way_unknown: {
      title: 'De applicatie vraagt om een manier van antwoorden die hier niet bestaat',
      text: 'Zij wil uw aanmelding ontvangen op een manier die hier niet wordt aangeboden. Aan haar adres ligt het niet. Er is niets verzonden.',
      next: 'Neem contact op met uw beheerder: de applicatie moet het antwoord op de hieronder verwachte manier vragen, of de keuze openlaten.',
    },
    signature_refused: {
      title: 'De applicatie is niet herkend',
      text: 'Haar bericht moet ondertekend zijn met een geregistreerde sleutel, maar de handtekening ontbreekt of klopt niet.',
      next: `${tell} Misschien heeft de applicatie een nieuw certificaat dat hier nog niet is geregistreerd.`,
    },
    weak_algorithm: {
      title: 'De applicatie gebruikt een verouderde handtekening',
      text: 'Haar bericht is ondertekend met een methode die tegenwoordig te vervalsen is. Daarom is het niet geaccepteerd.',
      next: `${tell} De applicatie kan op een nieuwere methode worden ingesteld, of de oude kan voor haar worden toegestaan.`,
    },
    service_refused: {
      title: 'De aanmelddienst is niet herkend',
      text: 'Zijn bericht moet met een geregistreerde sleutel en een veilige methode ondertekend zijn, maar is dat niet.',
      next: `${tell} Misschien heeft de aanmelddienst een nieuw certificaat dat hier nog niet is geregistreerd, of ondertekent hij met een verouderde methode.`,
    },
    stale_or_replayed: {
      title: 'Dit aanmeldverzoek is niet meer geldig',
      text: 'Een verzoek kan maar één keer en maar kort worden gebruikt. Dit verzoek is al beantwoord, of het is te oud.',
      next: backAndAgain,
    },
    transaction_lost: {
      title: 'Deze aanmelding kan niet worden voortgezet',
      text: 'Ze duurde te lang, is in een ander tabblad voltooid of in een andere browser begonnen.',
      next: 'Begin opnieuw bij de applicatie. Helpt dat niet, sta dan cookies toe voor deze site.',
    },
    rate_limited: {
      title: 'Te veel pogingen',
      text: 'Vanuit uw netwerk kwamen in korte tijd te veel aanmeldingen.',
      next: 'Wacht een minuut en probeer het dan opnieuw.',
    },
    access_denied: {
      title: 'U hebt geen toegang tot deze applicatie',
      text: 'U bent aangemeld, maar uw account mag deze applicatie niet gebruiken.',
      next: 'Zou u toegang moeten hebben, vraag het dan aan uw beheerder.',
    },
    subject_mismatch: {
      title: 'De applicatie verwacht iemand anders',
      text: 'Ze vroeg om een bepaalde persoon, maar u bent als iemand anders aangemeld.',
      next: 'Meld u af en daarna aan met het account dat de applicatie verwacht.',
    },
    subject_policy_unmet: {
      title: 'De applicatie vraagt om een soort gebruikersnaam die niet beschikbaar is',
      text: 'Deze dienst kan haar dit soort gebruikersnaam niet geven.',
      next: `${tell} De applicatie en haar registratie moeten overeenkomen in het soort gebruikersnaam.`,
    },
    context_unmet: {
      title: 'De applicatie vereist een sterkere aanmelding',
      text: 'Ze vereist een manier van aanmelden die u niet hebt gebruikt, bijvoorbeeld met een tweede factor.',
      next: `${backAndAgain} Is u niet om een tweede factor gevraagd, neem dan contact op met uw beheerder.`,
    },
    login_required: {
      title: 'U bent niet aangemeld',
      text: 'De applicatie vroeg of u al aangemeld was, en dat bent u niet.',
      next: backAndAgain,
    },
    consent_required: {
      title: 'De applicatie heeft eerst uw toestemming nodig',
      text: 'Zij wilde weten wie u bent zonder u iets te vragen, maar u hebt daar nog geen toestemming voor gegeven.',
      next: backAndAgain,
    },
    upstream_denied: {
      title: 'De aanmelding is niet voltooid',
      text: 'De dienst waar u zich aanmeldt, heeft de aanmelding gestopt: ze is geannuleerd of niet toegestaan.',
      next: backAndAgain,
    },
    upstream_unavailable: {
      title: 'De aanmelddienst reageert niet',
      text: 'De dienst waar u zich aanmeldt, is op dit moment niet bereikbaar.',
      next: 'Wacht even en probeer het dan opnieuw.',
    },
    upstream_invalid: {
      title: 'De aanmelddienst stuurde een ongeldig antwoord',
      text: 'Het antwoord kon niet worden gecontroleerd en is daarom niet geaccepteerd. U bent niet aangemeld.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    internal: {
      title: 'Er is iets misgegaan',
      text: 'De fout ligt bij ons, niet bij u. U bent niet aangemeld.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    not_found: {
      title: 'Deze pagina bestaat niet',
      text: 'Misschien bevat het adres een tikfout, of is de link verouderd.',
      next: 'Open om u aan te melden de applicatie die u wilt gebruiken.',
    },
    wrong_method: {
      title: 'Deze pagina kan niet rechtstreeks worden geopend',
      text: 'Ze is een stap van een aanmelding en werkt niet op zichzelf.',
      next: 'Open om u aan te melden de applicatie die u wilt gebruiken.',
    },
    too_large: {
      title: 'Dit verzoek is te groot',
      text: 'Het is groter dan een aanmelding ooit hoeft te zijn. Een bestand dat u uploadt, mag hoogstens 1 MB zijn.',
      next: `${backAndAgain} Hebt u een bestand geüpload, kies dan een kleiner bestand. ${ifAgain}`,
    },
    wrong_type: {
      title: 'Dit verzoek was niet leesbaar',
      text: 'Het is verzonden in een vorm die deze dienst niet begrijpt.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    client_refused: {
      title: 'De aanmelddienst accepteert deze site niet',
      text: 'Deze site kon zich niet bij de aanmelddienst identificeren. Dat heeft niets te maken met u of uw wachtwoord.',
      next: `${tell} Opnieuw proberen helpt pas als dit is verholpen.`,
    },
    storage_away: {
      title: 'Aanmelden is op dit moment niet mogelijk',
      text: 'Een deel van deze dienst reageert niet. Dat herstelt zich vanzelf.',
      next: 'Wacht even en probeer het dan opnieuw.',
    },
  },
  facts: {
    claimed: 'Zegt te zijn',
    received: 'Ontvangen',
    registered: 'Geregistreerd',
    expected: 'Verwacht',
    difference: 'Verschil',
    setting: 'Instelling',
  },
  urlParts: {
    scheme: 'schema (http of https)',
    host: 'hostnaam',
    port: 'poort',
    path: 'pad',
    slash: 'schuine streep aan het eind',
    indexPhp: '“index.php” in het pad',
    case: 'hoofdletters en kleine letters',
    query: 'query (na “?”)',
    fragment: 'fragment (na “#”)',
  },
  error: {
    nextStep: 'Wat u kunt doen',
    backTo: (app) => `Terug naar ${app}`,
    forAdministrator: 'Voor uw beheerder',
    giveThis: 'Vraagt u om hulp, geef dan dit nummer aan uw beheerder. Daarmee is de oorzaak in het logboek te vinden.',
    errorId: 'Foutnummer',
    time: 'Tijd',
    reason: 'Reden (technisch, in het Engels)',
    code: 'Code',
    differsIn: (parts) => `Verschillend: ${parts}`,
    more: (count) => `en nog ${count}`,
  },
  chooser: {
    title: 'Waar wilt u zich aanmelden?',
    text: (app) => `Kies een dienst om u aan te melden bij ${app}.`,
    remembered: 'Uw keuze wordt in deze browser onthouden.',
  },
  passage: {
    signingIn: (app) => `U wordt aangemeld bij ${app}`,
    oneMoment: 'Een ogenblik',
    pressIfNothing: 'Gebeurt er niets, druk dan op de knop.',
    go: 'Doorgaan',
  },
  denied: {
    application: 'Applicatie',
    signedInAs: 'U bent aangemeld als',
    signedInAt: 'Aangemeld via',
    ask: (whom) => `Hoort u wel toegang te hebben, vraag het dan hier: ${whom}.`,
    askAdministrator: 'Hoort u wel toegang te hebben, vraag het dan aan uw beheerder.',
    orAnother: 'Hebt u een ander account dat de applicatie mag gebruiken, meld u dan daarmee aan.',
    another: 'Ander account gebruiken',
  },
  logout: {
    title: 'Afmelden?',
    text: 'Hiermee eindigt uw aanmelding hier.',
    apps: 'Bij deze applicaties hebt u zich via deze dienst aangemeld. Ze krijgen bericht dat u zich afmeldt:',
    notTold: 'Deze applicaties kunnen geen bericht krijgen. Meld u daar zo nodig zelf af:',
    signOut: 'Afmelden',
    stay: 'Aangemeld blijven',
  },
  logoutAsked: {
    title: (app) => `${app} wil u afmelden`,
    text: (app) => `Niets bewijst dat dit verzoek van ${app} komt, dus er is nog niets gebeurd. Wilt u zich afmelden?`,
    named: (app) =>
      `${app} heeft erom gevraagd, maar niet onder de naam waarmee u daar bent aangemeld. Daarom is er nog niets gebeurd. Wilt u zich afmelden?`,
  },
  loggingOut: {
    title: 'Bezig met afmelden…',
    text: 'Uw applicaties krijgen bericht. Dat duurt even.',
    go: 'Doorgaan',
  },
  loggedOut: {
    title: 'U bent hier afgemeld',
    text: 'Uw aanmelding bij deze dienst is beëindigd.',
    list: 'De applicaties die u hebt gebruikt:',
    outcomes: {
      ended: 'Afgemeld',
      told: 'Ze heeft bericht gekregen, maar niet bevestigd dat u bent afgemeld.',
      unanswered: 'Ze heeft niet geantwoord: misschien bent u daar nog aangemeld.',
      refused: 'Ze heeft geweigerd u af te melden.',
      unreachable: 'Ze was niet bereikbaar: misschien bent u daar nog aangemeld.',
      untold: 'Ze kan geen bericht krijgen: misschien bent u daar nog aangemeld.',
    },
    tryAgain: (app) => `Afmelden bij ${app}`,
    upstreamEnded: (name) => `Ook uw aanmelding bij ${name} is beëindigd.`,
    upstream: (name) => `Misschien bent u ook nog aangemeld bij ${name}; die kan u zonder wachtwoord weer binnenlaten.`,
    atUpstream: (name) => `Afmelden bij ${name}`,
    close: 'Sluit op een gedeelde computer de browser wanneer u klaar bent.',
  },
  alreadySignedIn: {
    title: 'U bent al aangemeld',
    text: (app) => `U bent aangemeld, en ${app} heeft bericht gekregen. Op deze pagina hoeft u niets meer te doen.`,
    startAgain: (app) => `Opnieuw beginnen bij ${app}`,
  },
}
