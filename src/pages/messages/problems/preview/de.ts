/** German: why an app would be told something or not, by the English. */

export const de = {
  'the lists are too long for the work on each of their items':
    'die Listen sind zu lang für die Arbeit an jedem ihrer Einträge',
  '`allow` must give true or false': '`allow` muss true oder false ergeben',
  'the list has no item at this place': 'die Liste hat an dieser Stelle keinen Eintrag',
  'there is no {0}': '{0} gibt es nicht',
  "it can't be evaluated; in English: {0}": 'das lässt sich nicht auswerten; auf Englisch: {0}',
  'what is not a text is only in claims.groups': 'was kein Text ist, steht nur in claims.groups',
  'the upstream does not say that it is verified ({0} is {1})':
    'der Anmeldedienst sagt nicht, dass sie geprüft ist ({0} ist {1})',
  'the upstream says that it is not verified ({0} is {1})':
    'der Anmeldedienst sagt, dass sie nicht geprüft ist ({0} ist {1})',
  'the upstream says of several addresses that one is verified ({0} is {1})':
    'der Anmeldedienst sagt von mehreren Adressen, dass eine geprüft ist ({0} ist {1})',
  'a list within a list has no text form; name the member that you mean':
    'eine Liste in einer Liste hat keine Textform; nennen Sie das Element, das Sie meinen',
  'a map has no text form; name the member that you mean':
    'eine Zuordnung hat keine Textform; nennen Sie das Element, das Sie meinen',
  'people from {0} may not use it (upstream)': 'Menschen von {0} dürfen sie nicht benutzen (upstream)',
  'it is switched off (disabled)': 'sie ist ausgeschaltet (disabled)',
  'the account has no e-mail address': 'das Konto hat keine E-Mail-Adresse',
  'the account has no e-mail address that may be used: {0}': 'das Konto hat keine E-Mail-Adresse, die gelten darf: {0}',
  'the config has no expression for the name': 'in der Konfiguration fehlt der Ausdruck für den Namen',
  '{0} gives no name for this account': '{0} ergibt für dieses Konto keinen Namen',
  'the name can not be made: {0}': 'der Name lässt sich nicht bilden: {0}',
  'the name of this person begins or ends with a space, or has a character that can not be seen':
    'der Name dieser Person beginnt oder endet mit einem Leerzeichen oder hat ein unsichtbares Zeichen',
  'There is no answer; in English: {0}': 'Es gibt keine Antwort; auf Englisch: {0}',
} satisfies Readonly<Record<string, string>>
