/** German: what the functions of the console refuse, and what to do about it. */
import type { FindingText } from '../text.ts'

export const de = {
  'name-invalid': [
    'So kann keine Anwendung heißen.',
    'Verwenden Sie Buchstaben, Ziffern, Punkte, Binde- und Unterstriche, am Anfang einen Buchstaben oder eine Ziffer; höchstens 64 Zeichen.',
  ],
  'name-taken': ['{name} gibt es schon.', 'Wählen Sie einen anderen Namen.'],
  'changed-meanwhile': [
    'Es wurde inzwischen geändert.',
    'Sehen Sie sich an, was jetzt da ist, und entscheiden Sie neu.',
  ],
  'changed-by': [
    'Jemand anders ({author}) hat es inzwischen geändert.',
    'Sehen Sie sich an, was jetzt da ist, und entscheiden Sie neu.',
  ],
  gone: ['Es ist nicht mehr da.', 'Sehen Sie sich an, was jetzt da ist, und entscheiden Sie neu.'],
  'no-room': [
    'Auf der Platte, auf der die Anwendungen liegen, ist kein Platz mehr.',
    'Nichts wurde geändert. Schaffen Sie dort Platz, und versuchen Sie es noch einmal.',
  ],
  'store-away': [
    'Der Speicher der Anwendungen antwortet nicht.',
    'Versuchen Sie es gleich noch einmal, und sehen Sie vorher nach, ob es geschehen ist.',
  ],
  'done-unrecorded': [
    'Es ist geschehen, steht aber nicht im Protokoll der Verwaltung.',
    'Tun Sie es nicht noch einmal. Im Log steht es.',
  ],
  'made-unrecorded': [
    'Das Protokoll der Verwaltung lässt sich nicht schreiben; darum wurde nichts angelegt.',
    'Versuchen Sie es wieder, wenn dort Platz ist.',
  ],
  'refused-unrecorded': ['Es wurde abgelehnt, und das steht nicht im Protokoll der Verwaltung.', 'Im Log steht es.'],
  'settings-no-map': [
    'Die Einstellungen dieser Anwendung sind keine Schlüssel mit Werten in YAML.',
    'Berichtigen Sie zuerst diese.',
  ],
  'revision-unknown': ['Einen solchen früheren Stand von {name} gibt es nicht.', 'Welche es gibt, zeigt der Verlauf.'],
  'not-looked-at': [
    'Was für {name} wartet, ist nicht mehr das, was Sie gesehen haben.',
    'Sehen Sie sich an, was jetzt wartet, und entscheiden Sie neu.',
  ],
  'nothing-waits': ['Für {name} wartet nichts mehr.', 'Vielleicht hat schon jemand anders entschieden.'],
  'person-nameless': [
    'Diese Person hat hier keinen Namen.',
    'Nennen Sie die Angabe, die `subjectFrom` des Anmeldedienstes verlangt; `sub`, wo es keine nennt.',
  ],
  'time-past': ['Diese Zeit ist vorbei.', 'Nennen Sie eine Zeit, die noch kommt, oder keine.'],
  'not-storable': [
    'Was in der Datei steht, lässt sich in einem Dokument des Speichers nicht sagen.',
    'Berichtigen Sie in der Datei, was hier steht, oder schreiben Sie ein Dokument.',
  ],
  'not-permitted': ['Sie dürfen das ansehen, aber nicht ändern.', 'Bitten Sie jemanden, den `admin.allow` zulässt.'],
  'no-secret': [
    'Von {name} wird hier kein Geheimnis aufbewahrt.',
    'Ändern Sie es dort, wo es steht, oder im Dokument.',
  ],
  'no-redirect-uri': ['Es fehlt eine Redirect-URI.', 'Geben Sie wenigstens eine ein.'],
  'no-address-given': ['Es fehlt die Adresse der Anwendung.', 'Geben Sie sie ein.'],
  'address-no-web': ['{address} ist keine Webadresse.', 'Schreiben Sie sie ganz, mit https:// am Anfang.'],
  'address-no-https': [
    '{address} ist nicht verschlüsselt.',
    'Schreiben Sie https://; ohne geht es nur mit Adressen dieses Rechners.',
  ],
  'link-days': ['Ein Einrichtungslink gilt 1 bis 30 Tage.', 'Wählen Sie eine der angebotenen Dauern.'],
  'link-used': ['Dieser Link wurde schon benutzt.', ''],
  'link-unknown': [
    'Diesen Einrichtungslink gibt es nicht.',
    'Bitten Sie die Person, von der Sie ihn haben, um einen neuen.',
  ],
  'link-approving': [
    'Jemand gibt es gerade frei, oder wurde dabei unterbrochen.',
    'Geben Sie es noch einmal frei, oder lehnen Sie es in fünf Minuten ab.',
  ],
  'link-decided': ['Darüber wurde schon entschieden.', ''],
  'link-empty': ['Über diesen Link wartet nichts.', ''],
  'metadata-unusable': ['Diese Metadaten sind nicht zu gebrauchen.', ''],
  'upload-too-large': ['Was gesendet wurde, ist größer als 1 MB.', 'Senden Sie nur die Metadaten dieser Anwendung.'],
  'no-metadata-given': [
    'Im Formular stehen keine Metadaten.',
    'Wählen Sie eine Datei, oder fügen Sie die Metadaten ein.',
  ],
  'claims-many': ['Das sind zu viele Angaben.', 'Schreiben Sie ein Objekt wie {"sub": "anna", "groups": ["staff"]}.'],
  'claims-no-object': [
    'Die Angaben sind kein Objekt in JSON.',
    'Schreiben Sie ein Objekt wie {"sub": "anna", "groups": ["staff"]}.',
  ],
  'in-files': [
    '{name} steht in {where} und wird dort geändert.',
    'Ändern Sie es in der Datei; oder übernehmen Sie es in den Speicher und entfernen es dann aus der Datei.',
  ],
  'app-faulty': [
    'Mit dieser Anwendung stimmt etwas nicht (Fehler: {count}).',
    'Berichtigen Sie, was hier steht, und senden Sie es noch einmal.',
  ],
  renames: [
    '{people} von {of} Personen, die dort zuletzt gesehen wurden, bekämen in dieser Anwendung ein neues Konto.',
    'Bestätigen Sie das nur, wenn es so gemeint ist.',
  ],
  'no-app': ['Die Anwendung {name} gibt es hier nicht.', 'Die Liste zeigt, welche es gibt.'],
  'no-app-in-force': [
    'Die Anwendung {name} ist nicht in Kraft.',
    'Eine Vorschau gibt es nur von Anwendungen in Kraft.',
  ],
  'not-kept': [
    'Was hier eingegeben war, ist nicht mehr da: Es ist schon verwendet, oder es hat zu lange gewartet.',
    'Füllen Sie das Formular noch einmal aus.',
  ],
  'no-session': ['Diese Sitzung gibt es nicht.', 'Vielleicht ist sie zu Ende.'],
  'no-upstream': ['Den Anmeldedienst {name} gibt es nicht.', ''],
  'no-address': ['Von {name} werden keine Metadaten von einer Adresse gelesen.', ''],
} satisfies Readonly<Record<string, FindingText>>
