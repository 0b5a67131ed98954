/** Dutch. */
import type { FrameTexts } from './catalogue.ts'

export const nl: FrameTexts = {
  skip: 'Naar de inhoud',
  menu: 'Console',
  sections: {
    apps: 'Apps',
    quarantine: 'Wachtend',
    addresses: 'Adressen',
    sessions: 'Sessies',
    upstreams: 'Aanmelddiensten',
    keys: 'Sleutels',
    audit: 'Logboek',
  },
  reader: 'mag alleen kijken',
  readerText: 'U mag hier alles bekijken, maar niets wijzigen.',
  signOut: 'Afmelden',
  emergency: (until) => `Noodtoegang tot ${until}. Alles wat u doet, wordt als zodanig vastgelegd.`,
  notices: {
    created: 'De app is geregistreerd en van kracht.',
    saved: 'Opgeslagen en van kracht.',
    unchanged: 'Er is niets veranderd.',
    removed: 'De app is verwijderd. De geschiedenis blijft bewaard.',
    undone: 'De eerdere toestand is weer van kracht.',
    disabled: 'Niemand komt deze app binnen tot zij weer wordt ingeschakeld.',
    enabled: 'De app is weer ingeschakeld.',
    takenOver: 'Er staat een kopie in de opslag. Zij geldt zodra het item uit het bestand is verdwenen.',
    approved: 'Goedgekeurd en van kracht.',
    rejected: 'Afgewezen. De geldende versie blijft.',
    ended: 'De sessie is beëindigd.',
    forgotten: 'De toestemming is ingetrokken.',
    read: 'Het adres is zojuist gelezen.',
    lost: 'Uw sessie was afgelopen, en wat u stuurde was te groot om te bewaren. Stuur het nog een keer.',
  },
  severities: { error: 'Fout', warning: 'Waarschuwing', good: 'Goed', note: 'Opmerking' },
  parts: { settings: 'Instellingen', metadata: 'Metadata' },
  line: (line) => `regel ${line}`,
  actOn: (act, on) => `${act}: ${on}`,
  leftOut: 'Dat wordt weggelaten.',
  faults: 'Er klopt iets niet',
  copy: 'Kopiëren',
  copied: 'Gekopieerd',
  again: {
    title: 'Dit nu versturen?',
    text: 'Uw sessie was afgelopen toen u dit formulier verstuurde. Er is nog niets gebeurd. Kijk na wat u invulde en verstuur het.',
    send: 'Versturen',
    discard: 'Weggooien',
    fields: {
      revision: 'Uitgangswijziging',
      to: 'Toestand die wordt teruggehaald',
      digest: 'Verschillen die zijn bekeken (controlesom)',
      reference: 'Sessie',
      unused: 'De link is niet gebruikt',
    },
  },
  confirm: {
    yes: 'Ja, doen',
    no: 'Nee, terug',
    acts: {
      remove: {
        title: (on) => `${on} verwijderen?`,
        text: 'Niemand kan zich er nog aanmelden. De geschiedenis blijft bewaard, dus u kunt de app terughalen.',
      },
      end: {
        title: (on) => `${on} afmelden?`,
        text: 'De sessie eindigt meteen, hier en bij de apps die ervan op de hoogte kunnen worden gesteld.',
      },
      approve: {
        title: (on) => `De nieuwe metadata van ${on} goedkeuren?`,
        text: 'De nieuwe sleutels en adressen worden vanaf nu vertrouwd. Ga na of zij van de eigenaar van de app komen.',
      },
      reject: {
        title: (on) => `De nieuwe metadata van ${on} afwijzen?`,
        text: 'De geldende versie blijft. Heeft de app echt een nieuwe sleutel, dan mislukken aanmeldingen zodra zij die gebruikt.',
      },
      takeBack: {
        title: (on) => `Configuratielink voor ${on} terugnemen?`,
        text: 'Niemand kan er nog metadata mee sturen. Er is nog niets mee gestuurd.',
      },
      rename: {
        title: (on) => `Mensen nieuwe namen geven in ${on}?`,
        text: 'Wie deze app al gebruikt, zou er een nieuw account krijgen. Doe dit alleen als het de bedoeling is.',
      },
      takeOver: {
        title: (on) => `${on} overnemen in de opslag?`,
        text: 'Zo ontstaat een kopie die u hier kunt wijzigen. Het bestand gaat voor: de kopie wacht tot het item daaruit is verdwenen.',
      },
      secret: {
        title: (on) => `Een nieuw geheim voor ${on} maken?`,
        text: 'Het oude geheim werkt meteen niet meer: niemand kan zich daar aanmelden tot het nieuwe bij de app is ingevuld.',
      },
      forget: {
        title: (on) => `De toestemming voor ${on} intrekken?`,
        text: 'De persoon wordt bij de volgende aanmelding daar opnieuw gevraagd, en tot dan kan de app niets vernieuwen.',
      },
      undo: {
        title: (on) => `Deze eerdere toestand van ${on} terughalen?`,
        text: 'Zij wordt een nieuwe wijziging, dus u kunt ook dit ongedaan maken.',
      },
    },
  },
  refused: { missing: 'Niet gevonden', title: 'Dit is niet gedaan', back: 'Terug' },
  link: {
    title: 'Noodtoegang',
    text: 'Hiermee opent u de console een half uur lang zonder aanmelddienst. Het werkt één keer, en alles wordt vastgelegd.',
    enter: 'Console openen',
    overTitle: 'Deze link is niet bruikbaar',
    overText:
      'Hij is al gebruikt, ouder dan tien minuten of beschadigd; of de klok van de computer waarop hij is gemaakt, loopt niet goed. Maak een nieuwe met: isthmus admin link',
  },
}
