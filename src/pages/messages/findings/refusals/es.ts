/** Spanish: what the functions of the console refuse, and what to do about it. */
import type { RefusalFindings } from '../catalogue.ts'

export const es: RefusalFindings = {
  'name-invalid': [
    'Una aplicación no puede llamarse así.',
    'Use letras, cifras, puntos, guiones y guiones bajos, con una letra o una cifra al principio; 64 caracteres como máximo.',
  ],
  'name-taken': ['{name} ya existe.', 'Elija otro nombre.'],
  'changed-meanwhile': ['Se ha cambiado entretanto.', 'Mire lo que hay ahora y decida de nuevo.'],
  'changed-by': ['Otra persona ({author}) lo ha cambiado entretanto.', 'Mire lo que hay ahora y decida de nuevo.'],
  gone: ['Ya no existe.', 'Mire lo que hay ahora y decida de nuevo.'],
  'no-room': [
    'No queda espacio en el disco donde están las aplicaciones.',
    'No se ha cambiado nada. Haga sitio y repítalo.',
  ],
  'store-away': [
    'El almacén de aplicaciones no responde.',
    'Vuelva a intentarlo en un momento, y mire antes si ya se hizo.',
  ],
  'done-unrecorded': [
    'Se ha hecho, pero no consta en el registro de actos.',
    'No lo repita. Consta en el registro técnico (log).',
  ],
  'made-unrecorded': [
    'No se puede escribir en el registro de actos, así que no se ha creado nada.',
    'Inténtelo de nuevo cuando haya espacio.',
  ],
  'refused-unrecorded': [
    'Se ha rechazado, y no consta en el registro de actos.',
    'Consta en el registro técnico (log).',
  ],
  'settings-no-map': ['La configuración de esta aplicación no son claves y valores en YAML.', 'Corríjala primero.'],
  'revision-unknown': ['{name} no tiene esa revisión anterior.', 'El historial muestra las que hay.'],
  'not-looked-at': [
    'Lo que espera para {name} ya no es lo que usted vio.',
    'Mire lo que espera ahora y decida de nuevo.',
  ],
  'nothing-waits': ['Ya no espera nada para {name}.', 'Quizá ya haya decidido otra persona.'],
  'person-nameless': [
    'Esta persona no tiene nombre aquí.',
    'Indique el dato que nombra `subjectFrom` del servicio de inicio de sesión; `sub` si no nombra ninguno.',
  ],
  'time-past': ['Ese momento ya ha pasado.', 'Indique un momento futuro, o ninguno.'],
  'not-storable': [
    'Lo que dice el archivo no puede decirlo un documento del almacén.',
    'Corrija en el archivo lo que se indica, o escriba un documento.',
  ],
  'not-permitted': ['Puede mirarlo, pero no cambiarlo.', 'Pídaselo a alguien a quien `admin.allow` admita.'],
  'no-secret': ['Aquí no se guarda ningún secreto de {name}.', 'Cámbielo donde está escrito, o en el documento.'],
  'no-redirect-uri': ['Falta una URI de redirección.', 'Indique al menos una.'],
  'no-address-given': ['Falta la dirección de la aplicación.', 'Indíquela.'],
  'address-no-web': ['{address} no es una dirección web.', 'Escríbala entera, empezando por https://.'],
  'address-no-https': [
    '{address} no va cifrada.',
    'Escriba https://; sin él solo valen las direcciones de esta máquina.',
  ],
  'link-days': ['Un enlace de configuración vale de 1 a 30 días.', 'Elija una de las duraciones ofrecidas.'],
  'link-used': ['Este enlace ya se ha usado.', ''],
  'link-unknown': ['Ese enlace de configuración no existe.', 'Pida otro a quien se lo dio.'],
  'link-approving': [
    'Alguien lo está aprobando, o fue interrumpido.',
    'Apruébelo de nuevo, o rechácelo dentro de cinco minutos.',
  ],
  'link-decided': ['Ya está decidido.', ''],
  'link-empty': ['No espera nada que haya llegado por este enlace.', ''],
  'metadata-unusable': ['Estos metadatos no se pueden usar.', ''],
  'upload-too-large': ['Lo enviado supera 1 MB.', 'Envíe solo los metadatos de esta aplicación.'],
  'no-metadata-given': ['No hay metadatos en el formulario.', 'Elija un archivo o pegue los metadatos.'],
  'claims-many': ['Son demasiados datos.', 'Escriba un objeto, como {"sub": "anna", "groups": ["staff"]}.'],
  'claims-no-object': [
    'Los datos no son un objeto JSON.',
    'Escriba un objeto, como {"sub": "anna", "groups": ["staff"]}.',
  ],
  'in-files': [
    '{name} está escrito en {where}, y se cambia allí.',
    'Cámbielo en el archivo; o páselo al almacén y quítelo después del archivo.',
  ],
  'app-faulty': [
    'Algo no va bien en esta aplicación (errores: {count}).',
    'Corrija lo que se indica y envíelo de nuevo.',
  ],
  renames: [
    '{people} de {of} personas vistas allí últimamente pasarían a ser cuentas nuevas en esta aplicación.',
    'Confírmelo solo si es lo que quiere.',
  ],
  'no-app': ['La aplicación {name} no existe aquí.', 'La lista muestra las que hay.'],
  'no-app-in-force': ['La aplicación {name} no está en vigor.', 'Solo hay vista previa de aplicaciones en vigor.'],
  'not-kept': [
    'Lo que se introdujo aquí ya no se conserva: ya se ha usado o ha esperado demasiado.',
    'Rellene el formulario de nuevo.',
  ],
  'no-session': ['Esa sesión no existe.', 'Quizá haya terminado.'],
  'no-upstream': ['El servicio de inicio de sesión {name} no existe.', ''],
  'no-address': ['De {name} no se leen metadatos de ninguna dirección.', ''],
}
