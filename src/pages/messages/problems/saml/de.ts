/** German: what does not hold between the settings of an app, by the English. */

export const de = {
  'Requests signed with SHA-1 are accepted: such a signature can be forged.':
    'Anfragen mit SHA-1-Unterschrift werden angenommen: Eine solche Unterschrift kann man fälschen.',
  'Make the app sign with rsa-sha256, then remove this.':
    'Lassen Sie die Anwendung mit rsa-sha256 unterschreiben, und entfernen Sie das dann.',
  'Assertions are encrypted with {0}, which does not show whether someone changed them on the way.':
    'Assertions werden mit {0} verschlüsselt, und daran ist nicht zu sehen, ob sie unterwegs jemand geändert hat.',
  'Keep `sign` at `both` or `assertion`, and remove this as soon as the app reads aes256-gcm.':
    'Lassen Sie `sign` auf `both` oder `assertion`, und entfernen Sie das, sobald die Anwendung aes256-gcm liest.',
  'People from different upstreams could get the same name: this NameID is not a pseudonym made here.':
    'Menschen aus verschiedenen Anmeldediensten könnten denselben Namen bekommen: Diese NameID ist kein Pseudonym von hier.',
  'Keep it only where two people can never get the same name from {0}; otherwise name one upstream.':
    'Behalten Sie das nur, wenn zwei Menschen aus {0} nie denselben Namen bekommen können; sonst nennen Sie einen einzigen Anmeldedienst.',
  'Add `upstream:` with the one that may vouch for these names, or use `nameId: persistent`. Upstreams that know the same people get one `subjectNamespace`.':
    'Fügen Sie `upstream:` mit dem Anmeldedienst hinzu, der für diese Namen bürgen darf, oder setzen Sie `nameId: persistent`. Anmeldedienste, die dieselben Menschen kennen, bekommen einen gemeinsamen `subjectNamespace`.',
  '{0} is not a NameID format.': '{0} ist kein NameID-Format.',
  'Write one of {0}, or the URI of a format.': 'Schreiben Sie eines davon: {0}; oder die URI eines Formats.',
  'This format needs a value.': 'Dieses Format braucht einen Wert.',
  'Add `value` with an expression, as in claims.email.':
    'Fügen Sie `value` mit einem Ausdruck hinzu, etwa claims.email.',
  'A transient name is random and has no value.': 'Ein transienter Name ist zufällig und hat keinen Wert.',
  'Leave `value` out.': 'Lassen Sie `value` weg.',
  'No upstream is called {0}.': 'Kein Anmeldedienst heißt {0}.',
  '`{0}` is in the metadata already.': '`{0}` steht schon in den Metadaten.',
  'Remove `{0}` or `metadata`.': 'Entfernen Sie `{0}` oder `metadata`.',
  'The metadata lies beside the settings already.': 'Die Metadaten liegen schon neben den Einstellungen.',
  'Remove `metadata`, or the metadata itself.': 'Entfernen Sie `metadata` oder die Metadaten selbst.',
  'A file has no new keys but those that somebody puts into it.':
    'Eine Datei hat keine neuen Schlüssel außer denen, die jemand hineinschreibt.',
  'Remove `keys`, or name the address of the metadata.':
    'Entfernen Sie `keys`, oder nennen Sie die Adresse der Metadaten.',
  'New keys in the metadata apply unseen: whoever serves the address decides which signatures count.':
    'Neue Schlüssel in den Metadaten gelten ungesehen: Wer unter der Adresse antwortet, entscheidet, welche Unterschriften gelten.',
  'Remove `keys`, or pin the metadata with `fingerprint` or `certFile`.':
    'Entfernen Sie `keys`, oder binden Sie die Metadaten mit `fingerprint` oder `certFile` an einen Schlüssel.',
  'There is no metadata here whose signature it could verify.':
    'Hier gibt es keine Metadaten, deren Unterschrift damit zu prüfen wäre.',
  'Remove `{0}`, or name the metadata that must be signed.':
    'Entfernen Sie `{0}`, oder nennen Sie die Metadaten, die unterschrieben sein müssen.',
  'Name its metadata (a file or an address), or write `entityId` and `acs` here.':
    'Nennen Sie ihre Metadaten (eine Datei oder eine Adresse), oder schreiben Sie `entityId` und `acs` hierher.',
  "{0} holds a certificate that can't be read.": 'In {0} steht ein Zertifikat, das sich nicht lesen lässt.',
  'Export it from the app again, as PEM.': 'Exportieren Sie es noch einmal aus der Anwendung, als PEM.',
} satisfies Readonly<Record<string, string>>
