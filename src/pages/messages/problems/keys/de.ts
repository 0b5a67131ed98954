/** German: what the keys of an app are for, by the English. */

export const de = {
  'CEL: who may use the app. Default: everyone who can log in upstream. Once any entry under `apps` has it, files in `metadata/` need it in `defaults`.':
    'CEL: wer die Anwendung benutzen darf. Sonst: alle, die sich beim Anmeldedienst anmelden können. Sobald ein Eintrag unter `apps` es hat, brauchen es Dateien in `metadata/` in `defaults`.',
  'The upstream, or list of upstreams, through which people may sign in.':
    'Der Anmeldedienst, oder eine Liste von Anmeldediensten, über den man sich anmelden darf.',
  'If the login upstream is older than this, the person must log in again.':
    'Ist die Anmeldung beim Anmeldedienst älter, muss die Person sich neu anmelden.',
  'Where a person goes whom the app is not open to: `app` sends them there with the refusal; `page` shows ours first, with whom to ask (`support`) and a way to another account. Many apps show a refusal as a crash.':
    'Wohin eine Person kommt, die die Anwendung nicht benutzen darf: `app` schickt sie mit der Ablehnung dorthin; `page` zeigt zuerst unsere Seite, mit der Stelle, die man fragen kann (`support`), und einem Weg zu einem anderen Konto. Viele Anwendungen zeigen eine Ablehnung wie einen Absturz.',
  'Whether people are asked what the app may be told: `ask` at their first sign-in, and again once it would be told more; `requested` only where the request wants it (`prompt=consent`); `never`.':
    'Ob die Menschen gefragt werden, was die Anwendung erfahren darf: `ask` bei der ersten Anmeldung, und wieder, wenn sie mehr erführe; `requested` nur, wenn die Anfrage es verlangt (`prompt=consent`); `never` nie.',
  'Nobody is let in: `true`, or until this time.': 'Niemand wird eingelassen: `true`, oder bis zu dieser Zeit.',
  'PasswordProtectedTransport and similar classes need proof from `contexts` too.':
    'Auch PasswordProtectedTransport und ähnliche Klassen müssen durch `contexts` belegt sein.',
  'The name that people see. Default: from the metadata, if there is any, else the key here.':
    'Der Name, den die Menschen sehen. Sonst: der aus den Metadaten, wenn es welche gibt, oder der Schlüssel hier.',
  'Where people start at the app; error pages link to it.':
    'Wo man in der Anwendung beginnt; Fehlerseiten verweisen darauf.',
  'CEL: one value, or a list of them.': 'CEL: ein Wert oder eine Liste von Werten.',
  'NameFormat of the attribute. Default: `uri` for a name that is a URI, else `basic`.':
    'NameFormat des Attributs. Sonst: `uri` bei einem Namen, der eine URI ist, oder `basic`.',
  'FriendlyName of the attribute.': 'FriendlyName des Attributs.',
  '`persistent`, `transient`, `email`, `unspecified`, or the URI of a format.':
    '`persistent`, `transient`, `email`, `unspecified` oder die URI eines Formats.',
  'CEL: the value of the NameID, for a format of your choice.':
    'CEL: der Wert der NameID, bei einem Format Ihrer Wahl.',
  'Give this NameID even where the app asks for another.':
    'Diese NameID geben, auch wenn die Anwendung eine andere verlangt.',
  'What the app is told: a set by name, or a map of attribute → CEL over `claims`, `groups`, `upstream`.':
    'Was die Anwendung erfährt: ein Satz mit Namen, oder Attribut → CEL über `claims`, `groups`, `upstream`.',
  'How people are named: `persistent` (a different pseudonym at each app), `transient`, `email`, or your own.':
    'Wie die Menschen heißen: `persistent` (in jeder Anwendung ein anderes Pseudonym), `transient`, `email`, oder etwas Eigenes.',
  'What is signed. Every known app accepts `both`.':
    'Was unterschrieben wird. Alle bekannten Anwendungen nehmen `both` an.',
  "Encrypt assertions with the key in the app's metadata. On where `encryption` is set.":
    'Assertions mit dem Schlüssel aus den Metadaten der Anwendung verschlüsseln. Eingeschaltet, wo `encryption` gesetzt ist.',
  'How assertions are encrypted, whatever the metadata lists. CBC is for apps that can not read GCM: it does not show whether the text was changed. Where absent, the first of the methods in the metadata that is one of these, else `aes256-gcm`.':
    'Wie Assertions verschlüsselt werden, was immer die Metadaten nennen. CBC ist für Anwendungen, die GCM nicht lesen können: Daran ist nicht zu sehen, ob der Text geändert wurde. Fehlt es, gilt das erste Verfahren in den Metadaten, das eines von diesen ist, sonst `aes256-gcm`.',
  'Refuse unsigned requests, whatever the metadata says.':
    'Anfragen ohne Unterschrift ablehnen, was immer die Metadaten sagen.',
  'Accept requests signed with rsa-sha1, which is broken: only for old apps.':
    'Anfragen annehmen, die mit rsa-sha1 unterschrieben sind, das gebrochen ist: nur für alte Anwendungen.',
  'An older request is refused.': 'Eine ältere Anfrage wird abgelehnt.',
  'How the app is told of a logout: `soap` (behind the browser), `frame` (in a page of ours), `chain` (the browser goes there), or `none`. Default: the best that its metadata offers.':
    'Wie die Anwendung von einer Abmeldung erfährt: `soap` (am Browser vorbei), `frame` (in einer Seite von uns), `chain` (der Browser geht hin) oder `none`. Sonst: das Beste, was ihre Metadaten anbieten.',
  'The protocol of the app.': 'Das Protokoll der Anwendung.',
  "The app's SAML metadata: a file, or an https address that is fetched again every day.":
    'Die SAML-Metadaten der Anwendung: eine Datei, oder eine https-Adresse, die jeden Tag neu gelesen wird.',
  'CA bundle (PEM) to trust while metadata is fetched.':
    'CA-Zertifikate (PEM), denen beim Holen der Metadaten vertraut wird.',
  'What becomes of a new key in metadata that is read by address: `ask` lets it wait until an administrator has looked at it; `follow` takes it at once.':
    'Was aus einem neuen Schlüssel in Metadaten von einer Adresse wird: `ask` lässt ihn warten, bis ihn jemand von der Verwaltung angesehen hat; `follow` nimmt ihn sofort.',
  'The metadata must be signed, by a certificate with this SHA-256 fingerprint (or one of these), as announced by its publisher.':
    'Die Metadaten müssen unterschrieben sein, mit einem Zertifikat mit diesem SHA-256-Fingerabdruck (oder einem davon), wie ihn der Herausgeber bekannt gibt.',
  'The metadata must be signed with the key of this certificate (PEM), or of one of these.':
    'Die Metadaten müssen mit dem Schlüssel dieses Zertifikats (PEM) unterschrieben sein, oder eines davon.',
  "The app's entityID: needed if there is no metadata, or to choose one of several in a file.":
    'Die entityID der Anwendung: nötig, wenn es keine Metadaten gibt, oder um eine von mehreren in einer Datei zu wählen.',
  'AssertionConsumerService addresses (HTTP-POST), if there is no metadata; the first is the default.':
    'Adressen des AssertionConsumerService (HTTP-POST), wenn es keine Metadaten gibt; die erste ist die übliche.',
  "Files with the app's certificates (PEM), if there is no metadata: to verify its signatures and to encrypt to it.":
    'Die Zertifikate der Anwendung (PEM), wenn es keine Metadaten gibt: um ihre Unterschriften zu prüfen und für sie zu verschlüsseln.',
  'Somebody else uploaded the metadata: addresses in it are judged like those of metadata that was fetched. What comes by a setup link has it; remove it once you have looked at them.':
    'Jemand anders hat die Metadaten hochgeladen: Adressen darin werden beurteilt wie die von geholten Metadaten. Was über einen Einrichtungslink kommt, hat es; entfernen Sie es, sobald Sie sie angesehen haben.',
} satisfies Readonly<Record<string, string>>
