/** Spanish */
import type { ConsentTexts } from './catalogue.ts'

export const es: ConsentTexts = {
  title: (app) => `¿Puede ${app} recibir estos datos sobre usted?`,
  text: 'Si lo permite, la aplicación recibirá:',
  words: {
    pseudonym: 'Un nombre que le representa, para reconocerle',
    account: 'El nombre de su cuenta',
    name: 'Su nombre',
    username: 'Su nombre de usuario',
    email: 'Su dirección de correo electrónico',
    groups: 'Los grupos a los que pertenece',
    phone: 'Su número de teléfono',
    address: 'Su dirección postal',
    birthdate: 'Su fecha de nacimiento',
    gender: 'Su género',
    links: 'Su foto y su sitio web',
    locale: 'Su idioma y su zona horaria',
    updated: 'Cuándo se modificó su perfil por última vez',
  },
  other: 'También:',
  alsoAllowed: 'También podrá:',
  offline: 'Volver a pedir todo esto mientras usted no tenga la sesión iniciada',
  use: 'Usar:',
  remembered:
    'Si lo permite, se recordará su respuesta. Se le preguntará de nuevo cuando la aplicación quiera saber más.',
  allow: 'Permitir',
  deny: 'Rechazar',
  given: 'Ha permitido que estas aplicaciones sepan quién es usted',
  withdraw: (app) => `Dejar de permitirlo a ${app}`,
  withdrawn: 'Ha retirado el permiso. La aplicación volverá a preguntarle cuando inicie sesión en ella.',
}
