/** German: why a federation does not answer with metadata, by the English. */

export const de = {
  'The metadata has not been read since the start; until then its apps are unknown.':
    'Die Metadaten wurden seit dem Start noch nicht gelesen; bis dahin sind ihre Anwendungen unbekannt.',
  'Nothing to do if it is read soon.': 'Nichts zu tun, wenn sie bald gelesen werden.',
  'Ask the federation.': 'Fragen Sie die Föderation.',
  'Tell the federation.': 'Sagen Sie es der Föderation.',
  'The metadata is older than the one in force.': 'Die Metadaten sind älter als die in Kraft.',
  'Its answer is older than the one in force.': 'Die Antwort ist älter als die, die in Kraft ist.',
  "{0} can't be written: after a restart the apps of federations are unknown until these have answered.":
    'In {0} lässt sich nicht schreiben: Nach einem Neustart sind die Anwendungen der Föderationen unbekannt, bis diese geantwortet haben.',
  'Let the user that runs isthmus write it; in a container, mount a volume there.':
    'Lassen Sie den Benutzer, unter dem isthmus läuft, dort schreiben; in einem Container binden Sie dort ein Volume ein.',
  'It did not answer completely.': 'Die Antwort kam nicht vollständig.',
  'The service of the federation answered with no entity.':
    'Der Dienst der Föderation hat keinen Teilnehmer geantwortet.',
  'It answered with another entity than was asked for.':
    'Die Antwort nennt einen anderen Teilnehmer als den gefragten.',
  'It answered with no such app.': 'In der Antwort ist keine solche Anwendung.',
  'Its answer has no validUntil.': 'In der Antwort fehlt validUntil.',
  'The validUntil of its answer has passed, or is not a date.':
    'Das validUntil der Antwort ist vorbei oder kein Datum.',
  'The service of the federation answered {0}, not 200.':
    'Der Dienst der Föderation hat mit {0} geantwortet, nicht mit 200.',
} satisfies Readonly<Record<string, string>>
