/** Dutch. */
import type { Messages } from './messages.ts'

const backAndAgain = 'Ga terug naar de applicatie en meld u daar opnieuw aan.'
const tell = 'Neem contact op met uw beheerder.'
const ifAgain = 'Gebeurt het weer, neem dan contact op met uw beheerder.'

export const nl: Messages = {
  errors: {
    malformed_request: {
      title: 'Dit verzoek was niet leesbaar',
      text: 'Wat hier aankwam, is onvolledig of heeft niet de juiste vorm.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    unknown_app: {
      title: 'Deze applicatie is hier niet geregistreerd',
      text: 'Een applicatie die hier niet bekend is, heeft u hierheen gestuurd om u aan te melden.',
      next: 'Controleer of u de applicatie op het gebruikelijke adres hebt geopend. Zo ja, vraag uw beheerder om haar te registreren.',
    },
    reply_address_unknown: {
      title: 'De weg terug naar de applicatie is niet geregistreerd',
      text: 'De applicatie wil uw aanmelding ontvangen op een adres dat niet voor haar is geregistreerd. Er is niets verzonden, zodat niemand anders haar kan ontvangen.',
      next: 'Open de applicatie op het gebruikelijke adres. Helpt dat niet, neem dan contact op met uw beheerder: de adressen hieronder moeten teken voor teken gelijk zijn.',
    },
    answer_way_unknown: {
      title: 'De applicatie vraagt om een manier van antwoorden die hier niet bestaat',
      text: 'Zij wil uw aanmelding ontvangen op een manier die hier niet wordt aangeboden. Aan haar adres ligt het niet. Er is niets verzonden.',
      next: 'Neem contact op met uw beheerder: de applicatie moet het antwoord op de hieronder verwachte manier vragen, of de keuze openlaten.',
    },
    signature_refused: {
      title: 'De applicatie is niet herkend',
      text: 'Haar bericht hoort ondertekend te zijn met een geregistreerde sleutel. De handtekening ontbreekt of klopt niet.',
      next: `${tell} Misschien heeft de applicatie een nieuw certificaat dat hier nog niet is geregistreerd.`,
    },
    weak_algorithm: {
      title: 'De applicatie ondertekent op een verouderde manier',
      text: 'Haar bericht is beschermd met een methode die tegenwoordig te vervalsen is. Daarom is het niet aanvaard.',
      next: `${tell} De applicatie kan op een nieuwere methode worden ingesteld, of de oude kan voor haar worden toegestaan.`,
    },
    stale_or_replayed: {
      title: 'Dit aanmeldverzoek geldt niet meer',
      text: 'Elk verzoek telt één keer en maar kort. Dit is al beantwoord, of het is te oud.',
      next: backAndAgain,
    },
    transaction_lost: {
      title: 'Deze aanmelding kan niet worden voortgezet',
      text: 'Ze duurde te lang, is in een ander tabblad voltooid of in een andere browser begonnen.',
      next: 'Begin opnieuw bij de applicatie. Helpt dat niet, sta dan cookies toe voor deze site.',
    },
    rate_limited: {
      title: 'Te veel pogingen',
      text: 'Vanuit uw netwerk kwamen in korte tijd veel aanmeldingen.',
      next: 'Wacht een minuut en probeer het dan opnieuw.',
    },
    access_denied: {
      title: 'U hebt geen toegang tot deze applicatie',
      text: 'U bent aangemeld, maar de applicatie staat niet open voor uw account.',
      next: 'Zou u toegang moeten hebben, vraag het dan aan uw beheerder.',
    },
    subject_mismatch: {
      title: 'De applicatie verwacht iemand anders',
      text: 'Ze vroeg om een bepaalde persoon, en u bent als een ander aangemeld.',
      next: 'Meld u af en daarna aan met het account dat de applicatie verwacht.',
    },
    subject_policy_unmet: {
      title: 'De applicatie vraagt een gebruikersnaam die ze niet kan krijgen',
      text: 'Het soort gebruikersnaam dat ze wil, is hier niet voor haar beschikbaar.',
      next: `${tell} De applicatie en haar registratie moeten het eens zijn over het soort gebruikersnaam.`,
    },
    context_unmet: {
      title: 'De applicatie vraagt een sterkere aanmelding',
      text: 'Ze eist een manier van aanmelden, bijvoorbeeld met een tweede factor, die niet is gebruikt.',
      next: `${backAndAgain} Is u niet om een tweede factor gevraagd, neem dan contact op met uw beheerder.`,
    },
    login_required: {
      title: 'U bent niet aangemeld',
      text: 'De applicatie vroeg of u al aangemeld was, en dat bent u niet.',
      next: backAndAgain,
    },
    upstream_denied: {
      title: 'De aanmelding is niet voltooid',
      text: 'De dienst waar u zich aanmeldt, heeft haar beëindigd: ze is geannuleerd of niet toegestaan.',
      next: backAndAgain,
    },
    upstream_unavailable: {
      title: 'De aanmelddienst antwoordt niet',
      text: 'De dienst waar u zich aanmeldt, is op dit moment niet bereikbaar.',
      next: 'Wacht even en probeer het dan opnieuw.',
    },
    upstream_invalid: {
      title: 'De aanmelddienst gaf een onbruikbaar antwoord',
      text: 'Het antwoord kon niet worden gecontroleerd en is daarom niet aanvaard. U bent niet aangemeld.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    internal: {
      title: 'Er is iets misgegaan',
      text: 'De fout ligt aan deze kant, niet bij u. U bent niet aangemeld.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    not_found: {
      title: 'Deze pagina bestaat niet',
      text: 'Misschien bevat het adres een tikfout, of is een link verouderd.',
      next: 'Open om u aan te melden de applicatie die u wilt gebruiken.',
    },
    wrong_method: {
      title: 'Zo kan deze pagina niet worden geopend',
      text: 'Ze hoort bij een lopende aanmelding en staat niet op zichzelf.',
      next: 'Open om u aan te melden de applicatie die u wilt gebruiken.',
    },
    too_large: {
      title: 'Dit verzoek is te groot',
      text: 'Hier kwam meer aan dan een aanmelding ooit nodig heeft.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    wrong_type: {
      title: 'Dit verzoek was niet leesbaar',
      text: 'Het is verzonden in een vorm die hier niet wordt begrepen.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    client_refused: {
      title: 'De aanmelddienst weigert deze site',
      text: 'Deze site kon zich niet bij de aanmelddienst bekendmaken. Dat heeft niets te maken met u of uw wachtwoord.',
      next: `${tell} Opnieuw proberen helpt pas als dit is verholpen.`,
    },
    storage_away: {
      title: 'Aanmelden is op dit moment niet mogelijk',
      text: 'Een deel van deze dienst antwoordt niet. Het herstelt zich vanzelf.',
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
    case: 'hoofdletters en kleine letters',
    query: 'query (na “?”)',
    fragment: 'fragment (na “#”)',
  },
  error: {
    nextStep: 'Wat u kunt doen',
    backTo: (app) => `Terug naar ${app}`,
    forAdministrator: 'Voor uw beheerder',
    giveThis: 'Vraagt u om hulp, geef dan dit nummer aan uw beheerder. Daarmee is de reden in het logboek te vinden.',
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
  home: {
    as: (name, upstream) => `Als ${name}, via ${upstream}.`,
    at: (upstream) => `Via ${upstream}.`,
    apps: 'U kunt openen',
    signedIn: 'U bent aangemeld',
    signedInText: 'Applicaties die deze aanmelding gebruiken, kunnen u binnenlaten zonder opnieuw te vragen.',
    signedOut: 'U bent niet aangemeld',
    signedOutText:
      'Open om u aan te melden de applicatie die u wilt gebruiken. Die stuurt u hierheen wanneer dat nodig is.',
    remembered: (upstream) => `Deze browser meldt zich aan met ${upstream}.`,
    forget: 'De volgende keer weer vragen',
  },
  logout: {
    title: 'Afmelden?',
    text: 'Hiermee eindigt uw aanmelding hier.',
    apps: 'Bij deze applicaties hebt u zich via deze dienst aangemeld. Ze horen dat u zich afmeldt:',
    notTold: 'Deze kunnen geen bericht krijgen. Meld u daar zo nodig zelf af:',
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
    list: 'Zo staat het met de applicaties die u hebt gebruikt:',
    outcomes: {
      ended: 'Afgemeld',
      told: 'Ze heeft bericht gekregen, maar of u daar bent afgemeld is van hieruit niet te zien.',
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
    title: 'Deze aanmelding is al voltooid',
    text: (app) =>
      `U bent aangemeld, en ${app} heeft het antwoord gekregen. Op deze pagina hoeft u niets meer te doen.`,
    startAgain: (app) => `Opnieuw beginnen bij ${app}`,
  },
}
