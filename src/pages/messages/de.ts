/** German. */
import type { Messages } from './catalogue.ts'

const backAndAgain = 'Gehen Sie zur Anwendung zurück und melden Sie sich dort noch einmal an.'
const tell = 'Wenden Sie sich an Ihre Administration.'
const ifAgain = 'Wenn es wieder geschieht, wenden Sie sich an Ihre Administration.'

export const de: Messages = {
  errors: {
    malformed_request: {
      title: 'Diese Anfrage war nicht lesbar',
      text: 'Die Anfrage ist unvollständig oder hat nicht das richtige Format.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    unknown_app: {
      title: 'Diese Anwendung ist hier nicht registriert',
      text: 'Die Anwendung, die Sie zum Anmelden hierher geschickt hat, ist hier nicht bekannt.',
      next: 'Prüfen Sie, ob Sie die Anwendung unter ihrer üblichen Adresse geöffnet haben. Wenn ja, bitten Sie Ihre Administration, sie zu registrieren.',
    },
    app_unusable: {
      title: 'Diese Anwendung kann Sie noch nicht anmelden',
      text: 'Was ihre Föderation über sie veröffentlicht, ist nicht zu gebrauchen. Mit Ihrem Konto ist alles in Ordnung.',
      next: 'Wenden Sie sich an die Betreuung der Anwendung. Der Grund unten sagt, was dort zu berichtigen ist.',
    },
    reply_address_unknown: {
      title: 'Der Weg zurück zur Anwendung ist nicht registriert',
      text: 'Die Anwendung hat darum gebeten, Ihre Anmeldung an eine Adresse zu senden, die nicht für sie registriert ist. Es wurde nichts gesendet, damit die Anmeldung nicht in falsche Hände gerät.',
      next: 'Öffnen Sie die Anwendung unter ihrer üblichen Adresse. Wenn das nicht hilft, wenden Sie sich an Ihre Administration: Die Adressen unten müssen Zeichen für Zeichen übereinstimmen.',
    },
    answer_way_unknown: {
      title: 'Die Anwendung verlangt eine Art der Antwort, die es hier nicht gibt',
      text: 'Sie möchte Ihre Anmeldung auf einem Weg erhalten, der hier nicht angeboten wird. An ihrer Adresse liegt es nicht. Es wurde nichts gesendet.',
      next: 'Wenden Sie sich an Ihre Administration: Die Anwendung muss die Antwort auf die unten erwartete Art verlangen oder die Wahl offenlassen.',
    },
    signature_refused: {
      title: 'Die Anwendung wurde nicht erkannt',
      text: 'Ihre Nachricht muss mit einem registrierten Schlüssel signiert sein, aber die Signatur fehlt oder stimmt nicht.',
      next: `${tell} Vielleicht hat die Anwendung ein neues Zertifikat, das hier noch nicht registriert ist.`,
    },
    weak_algorithm: {
      title: 'Die Anwendung verwendet eine veraltete Signatur',
      text: 'Ihre Nachricht ist mit einem Verfahren signiert, das sich heute fälschen lässt. Sie wurde daher nicht angenommen.',
      next: `${tell} Die Anwendung lässt sich auf ein neueres Verfahren umstellen, oder das alte lässt sich für sie erlauben.`,
    },
    service_refused: {
      title: 'Der Anmeldedienst wurde nicht erkannt',
      text: 'Seine Nachricht muss mit einem registrierten Schlüssel und einem sicheren Verfahren signiert sein, ist es aber nicht.',
      next: `${tell} Vielleicht hat der Anmeldedienst ein neues, hier noch nicht registriertes Zertifikat, oder er signiert mit einem veralteten Verfahren.`,
    },
    stale_or_replayed: {
      title: 'Diese Anmeldeanfrage ist nicht mehr gültig',
      text: 'Jede Anfrage gilt nur einmal und nur für kurze Zeit. Diese wurde schon beantwortet oder ist zu alt.',
      next: backAndAgain,
    },
    transaction_lost: {
      title: 'Diese Anmeldung lässt sich nicht fortsetzen',
      text: 'Sie hat zu lange gedauert, wurde in einem anderen Tab beendet oder in einem anderen Browser begonnen.',
      next: 'Beginnen Sie in der Anwendung noch einmal. Wenn das nicht hilft, erlauben Sie Cookies für diese Seite.',
    },
    rate_limited: {
      title: 'Zu viele Versuche',
      text: 'Aus Ihrem Netz kamen in kurzer Zeit zu viele Anmeldungen.',
      next: 'Warten Sie eine Minute und versuchen Sie es dann noch einmal.',
    },
    access_denied: {
      title: 'Sie haben keinen Zugriff auf diese Anwendung',
      text: 'Sie sind angemeldet, aber Ihr Konto darf diese Anwendung nicht benutzen.',
      next: 'Wenn Sie Zugriff haben sollten, fragen Sie Ihre Administration.',
    },
    subject_mismatch: {
      title: 'Die Anwendung erwartet jemand anderen',
      text: 'Sie hat nach einer bestimmten Person gefragt, aber Sie sind als jemand anderes angemeldet.',
      next: 'Melden Sie sich ab und dann mit dem Konto an, das die Anwendung erwartet.',
    },
    subject_policy_unmet: {
      title: 'Die Anwendung verlangt eine Art von Benutzernamen, die es hier nicht gibt',
      text: 'Dieser Dienst kann ihr einen solchen Benutzernamen nicht geben.',
      next: `${tell} Die Anwendung und ihre Registrierung müssen in der Art des Benutzernamens übereinstimmen.`,
    },
    context_unmet: {
      title: 'Die Anwendung verlangt eine stärkere Anmeldung',
      text: 'Sie verlangt eine Art der Anmeldung, die Sie nicht verwendet haben, zum Beispiel mit einem zweiten Faktor.',
      next: `${backAndAgain} Wenn Sie nicht nach einem zweiten Faktor gefragt wurden, wenden Sie sich an Ihre Administration.`,
    },
    login_required: {
      title: 'Sie sind nicht angemeldet',
      text: 'Die Anwendung hat gefragt, ob Sie schon angemeldet sind. Das ist nicht der Fall.',
      next: backAndAgain,
    },
    consent_required: {
      title: 'Die Anwendung braucht zuerst Ihre Zustimmung',
      text: 'Sie wollte erfahren, wer Sie sind, ohne Sie zu fragen. Dem haben Sie noch nicht zugestimmt.',
      next: backAndAgain,
    },
    upstream_denied: {
      title: 'Die Anmeldung wurde nicht abgeschlossen',
      text: 'Der Dienst, bei dem Sie sich anmelden, hat sie beendet: Sie wurde abgebrochen oder nicht erlaubt.',
      next: backAndAgain,
    },
    upstream_unavailable: {
      title: 'Der Anmeldedienst antwortet nicht',
      text: 'Der Dienst, bei dem Sie sich anmelden, ist im Augenblick nicht erreichbar.',
      next: 'Warten Sie einen Augenblick und versuchen Sie es dann noch einmal.',
    },
    upstream_invalid: {
      title: 'Der Anmeldedienst hat eine ungültige Antwort gesendet',
      text: 'Seine Antwort ließ sich nicht prüfen und wurde daher nicht angenommen. Sie wurden nicht angemeldet.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    internal: {
      title: 'Etwas ist schiefgegangen',
      text: 'Der Fehler liegt bei uns, nicht bei Ihnen. Sie wurden nicht angemeldet.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    not_found: {
      title: 'Diese Seite gibt es nicht',
      text: 'Vielleicht enthält die Adresse einen Tippfehler, oder ein Link ist veraltet.',
      next: 'Öffnen Sie zum Anmelden die Anwendung, die Sie benutzen möchten.',
    },
    wrong_method: {
      title: 'Diese Seite lässt sich nicht direkt öffnen',
      text: 'Sie ist ein Schritt einer Anmeldung und funktioniert nicht für sich allein.',
      next: 'Öffnen Sie zum Anmelden die Anwendung, die Sie benutzen möchten.',
    },
    too_large: {
      title: 'Diese Anfrage ist zu groß',
      text: 'Sie ist größer, als eine Anmeldung je sein muss. Eine Datei, die Sie hochladen, darf höchstens 1 MB groß sein.',
      next: `${backAndAgain} Haben Sie eine Datei hochgeladen, wählen Sie stattdessen eine kleinere. ${ifAgain}`,
    },
    wrong_type: {
      title: 'Diese Anfrage war nicht lesbar',
      text: 'Sie wurde in einem Format gesendet, das dieser Dienst nicht versteht.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    client_refused: {
      title: 'Der Anmeldedienst akzeptiert diesen Dienst nicht',
      text: 'Dieser Dienst konnte sich gegenüber dem Anmeldedienst nicht ausweisen. Mit Ihnen und Ihrem Kennwort hat das nichts zu tun.',
      next: `${tell} Ein neuer Versuch hilft erst, wenn das behoben ist.`,
    },
    storage_away: {
      title: 'Anmelden ist im Augenblick nicht möglich',
      text: 'Ein Teil dieses Dienstes antwortet nicht. Er erholt sich von selbst.',
      next: 'Warten Sie einen Augenblick und versuchen Sie es dann noch einmal.',
    },
  },
  facts: {
    claimed: 'Gibt sich aus als',
    received: 'Empfangen',
    registered: 'Registriert',
    expected: 'Erwartet',
    difference: 'Unterschied',
    setting: 'Einstellung',
  },
  urlParts: {
    scheme: 'Schema (http oder https)',
    host: 'Hostname',
    port: 'Port',
    path: 'Pfad',
    slash: 'Schrägstrich am Ende',
    indexPhp: '„index.php“ im Pfad',
    case: 'Groß- und Kleinschreibung',
    query: 'Abfrage (nach „?“)',
    fragment: 'Fragment (nach „#“)',
  },
  error: {
    nextStep: 'Was Sie tun können',
    backTo: (app) => `Zurück zu ${app}`,
    forAdministrator: 'Für Ihre Administration',
    giveThis:
      'Wenn Sie um Hilfe bitten, geben Sie diese Nummer an. Mit ihr findet Ihre Administration den Grund im Protokoll.',
    errorId: 'Fehlernummer',
    time: 'Zeit',
    reason: 'Grund (technisch, auf Englisch)',
    code: 'Code',
    differsIn: (parts) => `Verschieden: ${parts}`,
    more: (count) => `und ${count} weitere`,
  },
  chooser: {
    title: 'Wo möchten Sie sich anmelden?',
    text: (app) => `Wählen Sie einen Dienst, um sich bei ${app} anzumelden.`,
    remembered: 'Dieser Browser merkt sich Ihre Auswahl.',
  },
  passage: {
    signingIn: (app) => `Sie werden bei ${app} angemeldet`,
    oneMoment: 'Einen Augenblick',
    pressIfNothing: 'Wenn nichts geschieht, klicken Sie auf die Schaltfläche.',
    go: 'Weiter',
  },
  denied: {
    application: 'Anwendung',
    signedInAs: 'Sie sind angemeldet als',
    signedInAt: 'Angemeldet über',
    ask: (whom) => `Wenn Sie Zugriff haben sollten, fragen Sie hier: ${whom}.`,
    askAdministrator: 'Wenn Sie Zugriff haben sollten, fragen Sie Ihre Administration.',
    orAnother: 'Wenn Sie ein anderes Konto haben, das die Anwendung benutzen darf, melden Sie sich damit an.',
    another: 'Anderes Konto benutzen',
  },
  logout: {
    title: 'Abmelden?',
    text: 'Damit endet Ihre Anmeldung hier.',
    apps: 'Bei diesen Anwendungen haben Sie sich über diesen Dienst angemeldet. Sie werden über Ihre Abmeldung benachrichtigt:',
    notTold: 'Diese lassen sich nicht benachrichtigen. Melden Sie sich dort bei Bedarf selbst ab:',
    signOut: 'Abmelden',
    stay: 'Angemeldet bleiben',
  },
  logoutAsked: {
    title: (app) => `${app} möchte Sie abmelden`,
    text: (app) =>
      `Nichts beweist, dass diese Anfrage von ${app} kommt, darum ist noch nichts geschehen. Möchten Sie sich abmelden?`,
    named: (app) =>
      `${app} hat darum gebeten, aber nicht unter dem Namen, unter dem Sie dort angemeldet sind. Deshalb ist noch nichts geschehen. Möchten Sie sich abmelden?`,
  },
  loggingOut: {
    title: 'Abmeldung läuft …',
    text: 'Ihre Anwendungen werden benachrichtigt. Das dauert einen Augenblick.',
    go: 'Weiter',
  },
  loggedOut: {
    title: 'Sie sind hier abgemeldet',
    text: 'Ihre Anmeldung bei diesem Dienst ist beendet.',
    list: 'Die Anwendungen, die Sie benutzt haben:',
    outcomes: {
      ended: 'Abgemeldet',
      told: 'Sie wurde benachrichtigt, hat aber nicht bestätigt, dass Sie abgemeldet sind.',
      unanswered: 'Sie hat nicht geantwortet: Dort sind Sie vielleicht noch angemeldet.',
      refused: 'Sie hat die Abmeldung abgelehnt.',
      unreachable: 'Sie war nicht erreichbar: Dort sind Sie vielleicht noch angemeldet.',
      untold: 'Sie lässt sich nicht benachrichtigen: Dort sind Sie vielleicht noch angemeldet.',
    },
    tryAgain: (app) => `Bei ${app} abmelden`,
    upstreamEnded: (name) => `Auch Ihre Anmeldung bei ${name} ist beendet.`,
    upstream: (name) =>
      `Vielleicht sind Sie auch bei ${name} noch angemeldet und können dann ohne Kennwort wieder angemeldet werden.`,
    atUpstream: (name) => `Bei ${name} abmelden`,
    close: 'Schließen Sie an einem gemeinsam genutzten Computer zum Schluss den Browser.',
  },
  alreadySignedIn: {
    title: 'Sie sind schon angemeldet',
    text: (app) => `Sie sind angemeldet, und ${app} wurde benachrichtigt. Auf dieser Seite ist nichts weiter zu tun.`,
    startAgain: (app) => `Bei ${app} neu beginnen`,
  },
}
