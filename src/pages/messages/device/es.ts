/** Spanish */
import type { DeviceTexts } from './catalogue.ts'

export const es: DeviceTexts = {
  title: 'Iniciar sesión en otro dispositivo',
  text: 'Introduzca el código que muestra el dispositivo.',
  code: 'Código',
  next: 'Continuar',
  faults: {
    unknown: 'Ese código no existe. Compárelo carácter por carácter con el dispositivo.',
    expired: 'Este código ha caducado. Empiece de nuevo en el dispositivo.',
    used: 'Este código ya se ha usado. Empiece de nuevo en el dispositivo.',
  },
  asked: {
    title: (app) => `¿Iniciar sesión en ${app} en otro dispositivo?`,
    text: 'Continúe solo si lo ha empezado usted, en un dispositivo que tiene delante. Si alguien le ha enviado el código o el enlace, esa persona entraría con su nombre.',
    compare: 'Compare el código: el dispositivo debe mostrar el mismo.',
    application: 'Aplicación',
    began: 'Empezado',
    ago: (minutes) =>
      minutes < 1 ? 'hace menos de un minuto' : minutes === 1 ? 'hace 1 minuto' : `hace ${minutes} minutos`,
    from: 'Desde la dirección',
    device: 'Con',
    go: 'Los códigos son iguales: iniciar sesión',
    refuse: 'No he sido yo',
    next: 'A continuación iniciará sesión, aunque ya la tenga iniciada aquí.',
  },
  done: {
    granted: 'El dispositivo ha iniciado sesión',
    grantedText: (app) => `Puede cerrar esta página y seguir en el dispositivo con ${app}.`,
    refused: 'El dispositivo no ha iniciado sesión',
    refusedText: (app) => `Nadie ha iniciado sesión en ${app}. Puede cerrar esta página.`,
  },
}
