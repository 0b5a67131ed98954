/** Spanish. */
import type { FrameTexts } from './catalogue.ts'

export const es: FrameTexts = {
  skip: 'Ir al contenido',
  menu: 'Consola',
  sections: {
    apps: 'Aplicaciones',
    quarantine: 'En espera',
    addresses: 'Direcciones',
    sessions: 'Sesiones',
    upstreams: 'Servicios de acceso',
    keys: 'Claves',
    audit: 'Registro',
  },
  reader: 'solo puede mirar',
  readerText: 'Aquí puede mirarlo todo, pero no cambiar nada.',
  signOut: 'Cerrar sesión',
  emergency: (until) => `Acceso de emergencia hasta ${until}. Todo lo que haga queda registrado como tal.`,
  notices: {
    created: 'La aplicación está registrada y en vigor.',
    saved: 'Guardado y en vigor.',
    unchanged: 'No ha cambiado nada.',
    removed: 'La aplicación se ha eliminado. Su historial se conserva.',
    undone: 'El estado anterior vuelve a estar en vigor.',
    disabled: 'Nadie puede entrar en esta aplicación hasta que se vuelva a activar.',
    enabled: 'La aplicación vuelve a estar activa.',
    takenOver: 'Hay una copia en el almacén. Tendrá efecto cuando la entrada desaparezca del archivo.',
    approved: 'Aprobado y en vigor.',
    rejected: 'Rechazado. Se mantiene la versión en vigor.',
    ended: 'La sesión ha terminado.',
    forgotten: 'El permiso se ha retirado.',
    read: 'La dirección se acaba de leer.',
    lost: 'Su sesión había terminado, y lo que envió era demasiado grande para guardarlo. Envíelo de nuevo.',
  },
  severities: { error: 'Error', warning: 'Aviso', good: 'Bien', note: 'Nota' },
  parts: { settings: 'Ajustes', metadata: 'Metadatos' },
  line: (line) => `línea ${line}`,
  actOn: (act, on) => `${act}: ${on}`,
  leftOut: 'Se omite.',
  faults: 'Hay un problema',
  copy: 'Copiar',
  copied: 'Copiado',
  again: {
    title: '¿Enviar esto ahora?',
    text: 'Su sesión había terminado cuando envió este formulario. Todavía no se ha hecho nada. Revise lo que escribió y envíelo.',
    send: 'Enviar',
    discard: 'Descartar',
    fields: {
      revision: 'Cambio de partida',
      to: 'Estado que se recupera',
      digest: 'Diferencias que se vieron (huella)',
      reference: 'Sesión',
      unused: 'El enlace no se ha usado',
    },
  },
  confirm: {
    yes: 'Sí, hacerlo',
    no: 'No, volver',
    acts: {
      remove: {
        title: (on) => `¿Eliminar ${on}?`,
        text: 'Nadie podrá iniciar sesión en ella. El historial se conserva, así que puede recuperarla.',
      },
      end: {
        title: (on) => `¿Cerrar la sesión de ${on}?`,
        text: 'La sesión termina enseguida, aquí y en las aplicaciones a las que se puede avisar.',
      },
      approve: {
        title: (on) => `¿Aprobar los nuevos metadatos de ${on}?`,
        text: 'Desde ahora se confiará en sus nuevas claves y direcciones. Asegúrese de que proceden del responsable de la aplicación.',
      },
      reject: {
        title: (on) => `¿Rechazar los nuevos metadatos de ${on}?`,
        text: 'Se mantiene la versión en vigor. Si la aplicación tiene de verdad una clave nueva, los accesos fallarán en cuanto la use.',
      },
      takeBack: {
        title: (on) => `¿Retirar el enlace de instalación de ${on}?`,
        text: 'Ya nadie podrá enviar metadatos con él. Hasta ahora no se ha enviado nada.',
      },
      rename: {
        title: (on) => `¿Dar nombres nuevos a las personas en ${on}?`,
        text: 'Quienes ya usan esta aplicación tendrían allí cuentas nuevas. Hágalo solo si es lo que quiere.',
      },
      takeOver: {
        title: (on) => `¿Pasar ${on} al almacén?`,
        text: 'Se crea una copia que puede cambiar aquí. El archivo manda: la copia espera hasta que la entrada desaparezca de él.',
      },
      secret: {
        title: (on) => `¿Crear un secreto nuevo para ${on}?`,
        text: 'El secreto anterior deja de funcionar al momento: nadie podrá entrar hasta que el nuevo esté en la aplicación.',
      },
      forget: {
        title: (on) => `¿Retirar el permiso dado a ${on}?`,
        text: 'Se volverá a preguntar a la persona en su próximo inicio de sesión allí, y hasta entonces la aplicación no puede renovar nada.',
      },
      undo: {
        title: (on) => `¿Recuperar este estado anterior de ${on}?`,
        text: 'Se convierte en un cambio nuevo, así que también puede deshacerlo.',
      },
    },
  },
  refused: { missing: 'No encontrado', title: 'Esto no se ha hecho', back: 'Volver' },
  link: {
    title: 'Acceso de emergencia',
    text: 'Esto abre la consola durante media hora sin servicio de acceso. Funciona una sola vez, y todo queda registrado.',
    enter: 'Abrir la consola',
    overTitle: 'Este enlace no se puede usar',
    overText:
      'Ya se usó, tiene más de diez minutos o está dañado; o el reloj del equipo donde se creó no va bien. Para crear otro: isthmus admin link',
  },
}
