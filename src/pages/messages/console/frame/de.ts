/** German. */
import type { FrameTexts } from './catalogue.ts'

export const de: FrameTexts = {
  skip: 'Zum Inhalt',
  menu: 'Konsole',
  sections: {
    apps: 'Anwendungen',
    quarantine: 'Wartend',
    addresses: 'Adressen',
    sessions: 'Sitzungen',
    upstreams: 'Anmeldedienste',
    keys: 'Schlüssel',
    audit: 'Protokoll',
  },
  reader: 'darf nur ansehen',
  readerText: 'Sie dürfen hier alles ansehen, aber nichts ändern.',
  signOut: 'Abmelden',
  emergency: (until) => `Notzugang bis ${until}. Alles, was Sie tun, wird als solcher Zugriff aufgezeichnet.`,
  notices: {
    created: 'Die Anwendung ist eingetragen und in Kraft.',
    saved: 'Gespeichert und in Kraft.',
    unchanged: 'Es hat sich nichts geändert.',
    removed: 'Die Anwendung ist entfernt. Ihr Verlauf bleibt erhalten.',
    undone: 'Der frühere Stand ist wieder in Kraft.',
    disabled: 'Niemand kommt in diese Anwendung, bis sie wieder eingeschaltet wird.',
    enabled: 'Die Anwendung ist wieder eingeschaltet.',
    takenOver: 'Eine Kopie liegt im Speicher. Sie gilt, sobald der Eintrag aus der Datei verschwunden ist.',
    approved: 'Freigegeben und in Kraft.',
    rejected: 'Abgelehnt. Die geltende Fassung bleibt.',
    ended: 'Die Sitzung ist beendet.',
    forgotten: 'Die Zustimmung ist zurückgenommen.',
    read: 'Die Adresse wurde soeben gelesen.',
    lost: 'Ihre Sitzung war abgelaufen, und das Gesendete war zu groß, um es aufzuheben. Bitte senden Sie es noch einmal.',
  },
  severities: { error: 'Fehler', warning: 'Warnung', good: 'Gut', note: 'Hinweis' },
  parts: { settings: 'Einstellungen', metadata: 'Metadaten' },
  line: (line) => `Zeile ${line}`,
  actOn: (act, on) => `${act}: ${on}`,
  leftOut: 'Das wird ausgelassen.',
  faults: 'Da stimmt etwas nicht',
  copy: 'Kopieren',
  copied: 'Kopiert',
  again: {
    title: 'Jetzt senden?',
    text: 'Ihre Sitzung war abgelaufen, als Sie dieses Formular gesendet haben. Es ist noch nichts geschehen. Sehen Sie Ihre Eingaben durch und senden Sie sie ab.',
    send: 'Senden',
    discard: 'Verwerfen',
    fields: {
      revision: 'Ausgangsstand (Änderung)',
      to: 'Stand, der zurückgeholt wird',
      digest: 'Unterschiede, die gesehen wurden (Prüfsumme)',
      reference: 'Sitzung',
      unused: 'Der Link wurde nicht benutzt',
    },
  },
  confirm: {
    yes: 'Ja, ausführen',
    no: 'Nein, zurück',
    acts: {
      remove: {
        title: (on) => `${on} entfernen?`,
        text: 'Niemand kann sich dort mehr anmelden. Der Verlauf bleibt erhalten, Sie können die Anwendung also zurückholen.',
      },
      end: {
        title: (on) => `${on} abmelden?`,
        text: 'Die Sitzung endet sofort, hier und bei den Anwendungen, denen man es sagen kann.',
      },
      approve: {
        title: (on) => `Die neuen Metadaten von ${on} freigeben?`,
        text: 'Ihren neuen Schlüsseln und Adressen wird ab jetzt vertraut. Vergewissern Sie sich, dass sie vom Betreiber der Anwendung stammen.',
      },
      reject: {
        title: (on) => `Die neuen Metadaten von ${on} ablehnen?`,
        text: 'Die geltende Fassung bleibt. Hat die Anwendung wirklich einen neuen Schlüssel, schlagen Anmeldungen fehl, sobald sie ihn benutzt.',
      },
      takeBack: {
        title: (on) => `Einrichtungslink für ${on} zurücknehmen?`,
        text: 'Niemand kann darüber noch Metadaten senden. Bisher wurde nichts darüber gesendet.',
      },
      rename: {
        title: (on) => `Menschen in ${on} neue Namen geben?`,
        text: 'Wer die Anwendung schon benutzt, bekäme dort ein neues Konto. Tun Sie das nur, wenn es so gewollt ist.',
      },
      takeOver: {
        title: (on) => `${on} in den Speicher übernehmen?`,
        text: 'So entsteht eine Kopie, die Sie hier ändern können. Die Datei geht vor: Die Kopie wartet, bis der Eintrag dort verschwunden ist.',
      },
      secret: {
        title: (on) => `Neues Geheimnis für ${on} erzeugen?`,
        text: 'Das alte Geheimnis gilt sofort nicht mehr: Bis das neue bei der Anwendung eingetragen ist, kann sich dort niemand anmelden.',
      },
      forget: {
        title: (on) => `Die Zustimmung für ${on} zurücknehmen?`,
        text: 'Die Person wird bei der nächsten Anmeldung dort wieder gefragt, und bis dahin kann die Anwendung nichts erneuern.',
      },
      undo: {
        title: (on) => `Diesen früheren Stand von ${on} zurückholen?`,
        text: 'Er wird zu einer neuen Änderung, Sie können also auch das rückgängig machen.',
      },
    },
  },
  refused: { missing: 'Nicht gefunden', title: 'Das wurde nicht ausgeführt', back: 'Zurück' },
  link: {
    title: 'Notzugang',
    text: 'Das öffnet die Konsole für eine halbe Stunde ohne Anmeldedienst. Es geht nur einmal, und alles, was geschieht, wird aufgezeichnet.',
    enter: 'Konsole öffnen',
    overTitle: 'Dieser Link ist nicht gültig',
    overText:
      'Er wurde schon benutzt, ist älter als zehn Minuten oder beschädigt; oder die Uhr des Rechners, auf dem er gemacht wurde, geht falsch. Einen neuen macht: isthmus admin link',
  },
}
