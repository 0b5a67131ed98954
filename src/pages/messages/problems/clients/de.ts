/** German: what does not hold in an app that speaks OpenID Connect, by the English. */

export const de = {
  'The secret has only {0} characters: it can be guessed.': 'Das Geheimnis hat nur {0} Zeichen: Es lässt sich erraten.',
  'Make one with `isthmus app secret {0}`.': 'Erzeugen Sie eines mit `isthmus app secret {0}`.',
  'The secret has characters that no app can send by Basic authentication.':
    'Das Geheimnis hat Zeichen, die keine Anwendung mit Basic Authentication senden kann.',
  'No app of OpenID Connect is called {0} in this file.':
    'Keine Anwendung mit OpenID Connect heißt in dieser Datei {0}.',
  'Leave it only if it is an app of the app store.':
    'Lassen Sie es nur stehen, wenn es eine Anwendung des Speichers ist.',
  'The secret is set twice.': 'Das Geheimnis ist zweimal gesetzt.',
  'Keep only one of `clientSecretFile` and `clientSecretHash`.':
    'Behalten Sie nur `clientSecretFile` oder `clientSecretHash`.',
  'With `clientAuthentication: {0}` a secret is never asked for.':
    'Mit `clientAuthentication: {0}` wird nie nach einem Geheimnis gefragt.',
  'Remove the secret, or choose client_secret_basic.':
    'Entfernen Sie das Geheimnis, oder wählen Sie client_secret_basic.',
  'The client secret is missing.': 'Das Client-Geheimnis fehlt.',
  'Make one: `isthmus app secret {0}`. For an app that can keep none: `clientAuthentication: none`.':
    'Erzeugen Sie eines: `isthmus app secret {0}`. Für eine Anwendung, die keines bewahren kann: `clientAuthentication: none`.',
  'The keys are set twice.': 'Die Schlüssel sind zweimal gesetzt.',
  'Keep only one of `jwksUri` and `jwks`.': 'Behalten Sie nur `jwksUri` oder `jwks`.',
  'private_key_jwt needs the public keys of the app.':
    'private_key_jwt braucht die öffentlichen Schlüssel der Anwendung.',
  'Add `jwksUri` or `jwks`.': 'Fügen Sie `jwksUri` oder `jwks` hinzu.',
  'This is not a public key.': 'Das ist kein öffentlicher Schlüssel.',
  'Write the public key alone (RSA or EC), and make a new pair.':
    'Schreiben Sie nur den öffentlichen Schlüssel (RSA oder EC), und erzeugen Sie ein neues Paar.',
  'This key cannot be used: it is incomplete, or too short.':
    'Dieser Schlüssel ist nicht brauchbar: Er ist unvollständig oder zu kurz.',
  'Write the whole of it: RSA from 2048 bits, P-256, P-384 or Ed25519.':
    'Schreiben Sie ihn ganz: RSA ab 2048 Bit, P-256, P-384 oder Ed25519.',
  '`redirectUris` is missing.': '`redirectUris` fehlt.',
  'Write every address where people return to the app, character for character.':
    'Schreiben Sie jede Adresse, an der man zur Anwendung zurückkehrt, Zeichen für Zeichen.',
  'Only an app that can prove who it is may ask about the tokens of others.':
    'Nach den Tokens anderer darf nur eine Anwendung fragen, die nachweisen kann, wer sie ist.',
  'client_credentials is for apps that can prove who they are.':
    'client_credentials ist für Anwendungen, die nachweisen können, wer sie sind.',
  'Remove it, or give the app a secret.': 'Entfernen Sie es, oder geben Sie der Anwendung ein Geheimnis.',
  'Nothing here gives a refresh token.': 'Nichts davon ergibt ein Refresh-Token.',
  'Add authorization_code or device_code, or remove refresh_token.':
    'Fügen Sie authorization_code oder device_code hinzu, oder entfernen Sie refresh_token.',
  'An app without a secret must use PKCE: a stolen code could be used by anyone.':
    'Eine Anwendung ohne Geheimnis muss PKCE verwenden: Einen gestohlenen Code könnte sonst jeder einlösen.',
  'Remove `pkce`.': 'Entfernen Sie `pkce`.',
  'PKCE is not required: a stolen code can be used in another login of the app.':
    'PKCE ist nicht verlangt: Ein gestohlener Code lässt sich in einer anderen Anmeldung der Anwendung einlösen.',
  'Switch PKCE on in the app, if it can, then remove this.':
    'Schalten Sie PKCE in der Anwendung ein, wenn sie es kann, und entfernen Sie das dann.',
  'Access tokens for a resource are JWTs: one is believed until its end, though its login is long over.':
    'Access-Tokens für eine Ressource sind JWTs: Einem solchen wird bis zu seinem Ende geglaubt, auch wenn die Anmeldung längst vorbei ist.',
  'Keep it at 15 minutes or less, with refresh tokens; or let the resource ask at /oidc/introspect.':
    'Lassen Sie es bei 15 Minuten oder weniger, mit Refresh-Tokens; oder lassen Sie die Ressource bei /oidc/introspect fragen.',
  'People from different upstreams could get the same `sub`: it is not a pseudonym made here.':
    'Menschen aus verschiedenen Anmeldediensten könnten dasselbe `sub` bekommen: Es ist kein Pseudonym von hier.',
  'Add `upstream:` with the one that may vouch for these names, or use `sub: pairwise`.':
    'Fügen Sie `upstream:` mit dem Anmeldedienst hinzu, der für diese Namen bürgen darf, oder setzen Sie `sub: pairwise`.',
  'A sector is for `sub: pairwise` alone.': 'Einen Sektor gibt es nur mit `sub: pairwise`.',
  'Remove one of the two.': 'Entfernen Sie eines von beiden.',
  'Write it as `sub`, beside `claims`.': 'Schreiben Sie es als `sub`, neben `claims`.',
  'Choose another name.': 'Wählen Sie einen anderen Namen.',
  '`{0}` is a claim of the protocol itself.': '`{0}` ist ein Claim des Protokolls selbst.',
  'Every user of this machine can read the secret in {0}.':
    'Alle Benutzer dieses Rechners können das Geheimnis in {0} lesen.',
  'The secret begins or ends with a space, which is part of it.':
    'Das Geheimnis beginnt oder endet mit einem Leerzeichen, das dazugehört.',
  'Remove it, unless the secret really has it.': 'Entfernen Sie es, außer das Geheimnis enthält es wirklich.',
} satisfies Readonly<Record<string, string>>
