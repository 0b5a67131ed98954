/** Spanish. */
import type { Messages } from './catalogue.ts'

const backAndAgain = 'Vuelva a la aplicación e inicie sesión de nuevo.'
const tell = 'Avise a su administrador.'
const ifAgain = 'Si ocurre otra vez, avise a su administrador.'

export const es: Messages = {
  errors: {
    malformed_request: {
      title: 'No se pudo leer esta petición',
      text: 'La petición está incompleta o no tiene el formato correcto.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    unknown_app: {
      title: 'Esta aplicación no está registrada aquí',
      text: 'La aplicación que le ha enviado aquí para iniciar sesión no es conocida por este servicio.',
      next: 'Compruebe que abrió la aplicación en su dirección habitual. Si es así, pida a su administrador que la registre.',
    },
    app_unusable: {
      title: 'Esta aplicación aún no puede iniciar su sesión',
      text: 'Lo que su federación publica sobre ella no se puede usar. Su cuenta no tiene ningún problema.',
      next: 'Avise a quienes se encargan de la aplicación. El motivo que figura abajo indica lo que deben corregir.',
    },
    reply_address_unknown: {
      title: 'La dirección de vuelta a la aplicación no está registrada',
      text: 'La aplicación pidió que su inicio de sesión se enviara a una dirección que no está registrada para ella. No se envió nada, para que no caiga en malas manos.',
      next: 'Abra la aplicación en su dirección habitual. Si eso no ayuda, avise a su administrador: las direcciones de abajo deben coincidir, carácter por carácter.',
    },
    answer_way_unknown: {
      title: 'La aplicación pide una forma de respuesta que aquí no se ofrece',
      text: 'Quiere recibir su inicio de sesión de una forma que aquí no está disponible. El problema no es su dirección. No se envió nada.',
      next: 'Avise a su administrador: la aplicación tiene que pedir la respuesta de la forma esperada que se indica abajo, o dejar abierta la elección.',
    },
    signature_refused: {
      title: 'No se pudo reconocer la aplicación',
      text: 'Su mensaje debe estar firmado con una clave registrada, pero la firma falta o no coincide.',
      next: `${tell} Puede que la aplicación tenga un certificado nuevo que aún no está registrado aquí.`,
    },
    weak_algorithm: {
      title: 'La aplicación usa una firma obsoleta',
      text: 'Su mensaje está firmado con un método que hoy se puede falsificar. Por eso no se aceptó.',
      next: `${tell} La aplicación se puede configurar con un método más nuevo, o se puede permitir el antiguo para ella.`,
    },
    service_refused: {
      title: 'No se pudo reconocer el servicio de inicio de sesión',
      text: 'Su mensaje debe estar firmado con una clave registrada y un método seguro, pero no lo está.',
      next: `${tell} Puede que el servicio tenga un certificado nuevo que aún no está registrado aquí, o que firme con un método obsoleto.`,
    },
    stale_or_replayed: {
      title: 'Esta petición de inicio de sesión ya no es válida',
      text: 'Cada petición sirve una sola vez y durante poco tiempo. Esta ya se respondió, o es demasiado antigua.',
      next: backAndAgain,
    },
    transaction_lost: {
      title: 'Este inicio de sesión no se puede continuar',
      text: 'Tardó demasiado, terminó en otra pestaña o empezó en otro navegador.',
      next: 'Empiece de nuevo en la aplicación. Si eso no ayuda, permita las cookies de este sitio.',
    },
    rate_limited: {
      title: 'Demasiados intentos',
      text: 'Desde su red llegaron demasiados inicios de sesión en poco tiempo.',
      next: 'Espere un minuto e inténtelo de nuevo.',
    },
    access_denied: {
      title: 'No tiene acceso a esta aplicación',
      text: 'Ha iniciado sesión, pero su cuenta no tiene permiso para usar esta aplicación.',
      next: 'Si debería tener acceso, pregunte a su administrador.',
    },
    subject_mismatch: {
      title: 'La aplicación espera a otra persona',
      text: 'Preguntó por una persona concreta, pero usted ha iniciado sesión como otra.',
      next: 'Cierre la sesión e iníciela con la cuenta que la aplicación espera.',
    },
    subject_policy_unmet: {
      title: 'La aplicación pide un tipo de nombre de usuario que no está disponible',
      text: 'Este servicio no puede darle el tipo de nombre de usuario que pidió.',
      next: `${tell} La aplicación y su registro deben coincidir en el tipo de nombre de usuario.`,
    },
    context_unmet: {
      title: 'La aplicación exige un inicio de sesión más seguro',
      text: 'Exige una forma de iniciar sesión que usted no usó, por ejemplo con un segundo factor.',
      next: `${backAndAgain} Si no se le pidió un segundo factor, avise a su administrador.`,
    },
    login_required: {
      title: 'No ha iniciado sesión',
      text: 'La aplicación preguntó si ya había iniciado sesión, y no es así.',
      next: backAndAgain,
    },
    consent_required: {
      title: 'La aplicación necesita antes su permiso',
      text: 'Quería saber quién es usted sin preguntarle, pero usted todavía no lo ha permitido.',
      next: backAndAgain,
    },
    upstream_denied: {
      title: 'El inicio de sesión no se completó',
      text: 'El servicio donde inicia sesión lo detuvo: se canceló o no está permitido.',
      next: backAndAgain,
    },
    upstream_unavailable: {
      title: 'El servicio de inicio de sesión no responde',
      text: 'El servicio donde inicia sesión no está disponible en este momento.',
      next: 'Espere un momento e inténtelo de nuevo.',
    },
    upstream_invalid: {
      title: 'El servicio de inicio de sesión envió una respuesta no válida',
      text: 'Su respuesta no se pudo verificar y por eso no se aceptó. La sesión no se inició.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    internal: {
      title: 'Algo salió mal',
      text: 'El error es nuestro, no suyo. La sesión no se inició.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    not_found: {
      title: 'Esta página no existe',
      text: 'Puede que la dirección esté mal escrita o que el enlace esté desactualizado.',
      next: 'Para iniciar sesión, abra la aplicación que quiere usar.',
    },
    wrong_method: {
      title: 'Esta página no se puede abrir directamente',
      text: 'Es un paso de un inicio de sesión y no funciona por sí sola.',
      next: 'Para iniciar sesión, abra la aplicación que quiere usar.',
    },
    too_large: {
      title: 'Esta petición es demasiado grande',
      text: 'Es mayor de lo que necesita cualquier inicio de sesión. Un archivo que se sube puede tener 1 MB como máximo.',
      next: `${backAndAgain} Si ha subido un archivo, elija en cambio uno más pequeño. ${ifAgain}`,
    },
    wrong_type: {
      title: 'No se pudo leer esta petición',
      text: 'Se envió en un formato que este servicio no entiende.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    client_refused: {
      title: 'El servicio de inicio de sesión no acepta este sitio',
      text: 'Este sitio no pudo identificarse ante el servicio de inicio de sesión. No tiene nada que ver con usted ni con su contraseña.',
      next: `${tell} Volver a intentarlo no servirá de nada hasta que se corrija.`,
    },
    storage_away: {
      title: 'En este momento no es posible iniciar sesión',
      text: 'Una parte de este servicio no responde. Se recuperará por sí sola.',
      next: 'Espere un momento e inténtelo de nuevo.',
    },
  },
  facts: {
    claimed: 'Dice ser',
    received: 'Recibido',
    registered: 'Registrado',
    expected: 'Esperado',
    difference: 'Diferencia',
    setting: 'Ajuste',
  },
  urlParts: {
    scheme: 'esquema (http o https)',
    host: 'nombre del servidor',
    port: 'puerto',
    path: 'ruta',
    slash: 'barra al final',
    indexPhp: '«index.php» en la ruta',
    case: 'mayúsculas y minúsculas',
    query: 'consulta (tras «?»)',
    fragment: 'fragmento (tras «#»)',
  },
  error: {
    nextStep: 'Qué puede hacer',
    backTo: (app) => `Volver a ${app}`,
    forAdministrator: 'Para su administrador',
    giveThis: 'Si pide ayuda, dé este número a su administrador. Con él se encuentra el motivo en el registro.',
    errorId: 'Número de error',
    time: 'Hora',
    reason: 'Motivo (técnico, en inglés)',
    code: 'Código',
    differsIn: (parts) => `Diferente: ${parts}`,
    more: (count) => `y ${count} más`,
  },
  chooser: {
    title: '¿Dónde quiere iniciar sesión?',
    text: (app) => `Elija un servicio para iniciar sesión en ${app}.`,
    remembered: 'Su elección se recuerda en este navegador.',
  },
  passage: {
    signingIn: (app) => `Iniciando sesión en ${app}`,
    oneMoment: 'Un momento',
    pressIfNothing: 'Si no ocurre nada, pulse el botón.',
    go: 'Continuar',
  },
  denied: {
    application: 'Aplicación',
    signedInAs: 'Ha iniciado sesión como',
    signedInAt: 'Sesión iniciada con',
    ask: (whom) => `Si debería tener acceso, diríjase a: ${whom}.`,
    askAdministrator: 'Si debería tener acceso, diríjase a su administrador.',
    orAnother: 'Si tiene otra cuenta que puede usar la aplicación, inicie sesión con ella.',
    another: 'Usar otra cuenta',
  },
  logout: {
    title: '¿Cerrar la sesión?',
    text: 'Con esto termina su sesión aquí.',
    apps: 'Inició sesión aquí en estas aplicaciones. Se les avisará de que cierra la sesión:',
    notTold: 'A estas no se las puede avisar. Si lo necesita, cierre allí la sesión usted mismo:',
    signOut: 'Cerrar la sesión',
    stay: 'Mantener la sesión',
  },
  logoutAsked: {
    title: (app) => `${app} quiere cerrar su sesión`,
    text: (app) =>
      `Nada demuestra que esta petición venga de ${app}, así que todavía no se ha hecho nada. ¿Quiere cerrar la sesión?`,
    named: (app) =>
      `${app} lo ha pedido, pero no con el nombre con el que usted inició sesión allí, así que todavía no se ha hecho nada. ¿Quiere cerrar la sesión?`,
  },
  loggingOut: {
    title: 'Cerrando la sesión…',
    text: 'Se está avisando a sus aplicaciones. Tarda un momento.',
    go: 'Continuar',
  },
  loggedOut: {
    title: 'Ha cerrado la sesión aquí',
    text: 'Su sesión en este servicio ha terminado.',
    list: 'Las aplicaciones que utilizó:',
    outcomes: {
      ended: 'Sesión cerrada',
      told: 'Fue avisada, pero no ha confirmado que su sesión esté cerrada.',
      unanswered: 'No ha respondido: puede que su sesión siga abierta allí.',
      refused: 'Se negó a cerrar su sesión.',
      unreachable: 'No se pudo contactar con ella: puede que su sesión siga abierta allí.',
      untold: 'No hay forma de avisarla: puede que su sesión siga abierta allí.',
    },
    tryAgain: (app) => `Cerrar la sesión en ${app}`,
    upstreamEnded: (name) => `También ha terminado su sesión en ${name}.`,
    upstream: (name) =>
      `Puede que también siga abierta su sesión en ${name}, que podría dejarle entrar de nuevo sin contraseña.`,
    atUpstream: (name) => `Cerrar la sesión en ${name}`,
    close: 'En un ordenador compartido, cierre el navegador cuando termine.',
  },
  alreadySignedIn: {
    title: 'Ya ha iniciado sesión',
    text: (app) => `Ha iniciado sesión, y ${app} ya está informada. No hay nada más que hacer en esta página.`,
    startAgain: (app) => `Empezar de nuevo en ${app}`,
  },
}
