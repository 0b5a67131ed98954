/** Spanish. */
import type { ClientTexts } from './catalogue.ts'

export const es: ClientTexts = {
  choose: {
    saml: 'Una aplicación que habla SAML: sus metadatos',
    title: 'Una aplicación que habla OpenID Connect',
    text: 'Elija la suya si está aquí: entonces ya se sabe lo que necesita.',
    other: 'Otra aplicación que habla OpenID Connect',
  },
  form: {
    title: (product) => `Añadir ${product}`,
    otherTitle: 'Añadir una aplicación de OpenID Connect',
    text: 'La aplicación está en vigor en cuanto la registre. Después verá lo que hay que introducir en ella y, una sola vez, su secreto.',
    addresses: 'Sus direcciones, una por línea',
    noAddress: 'Aquí no necesita ninguna dirección.',
    nameHint: 'También su client_id: letras, cifras, puntos, guiones y guiones bajos.',
    displayNameHint: (product) => `Lo que se ve al iniciar sesión; ${product} si lo deja vacío.`,
    redirectUris: 'Direcciones en las que se vuelve a la aplicación (URI de redirección), una por línea',
    redirectUrisHint: 'Exactamente como las envía la aplicación, por ejemplo https://app.example.org/callback',
    postLogoutRedirectUris: 'Direcciones a las que se puede volver tras cerrar la sesión, una por línea',
    authentication: 'Cómo demuestra la aplicación quién es',
    authentications: {
      client_secret_basic: 'Con un secreto en la cabecera (client_secret_basic), como la mayoría',
      client_secret_post: 'Con un secreto en el formulario (client_secret_post)',
      none: 'De ninguna manera: funciona en un navegador o en un teléfono y no puede guardar ningún secreto (none)',
    },
    noPkce: 'La aplicación no sabe usar PKCE',
    noKeys:
      'Isthmus aún no tiene claves para OpenID Connect: después, ejecute isthmus keys init --missing y reinícielo.',
  },
  done: {
    title: (app) => `${app} está registrada`,
    newSecret: (app) => `${app} tiene un secreto nuevo`,
    once: 'El secreto solo se muestra ahora y no se guarda en ningún sitio. Introdúzcalo en la aplicación antes de salir de esta página.',
    values: 'Lo que la aplicación debe saber de nosotros',
    clientId: 'ID de cliente',
    secret: 'Secreto de cliente',
    discovery: 'Documento de descubrimiento',
    there: (product) => `Lo que hay que introducir en ${product}`,
    toApp: 'Ir a la aplicación',
    tryOut: 'Ver lo que se le comunicaría',
  },
  renew: {
    label: 'Crear un secreto nuevo',
    hint: 'Para un secreto que se ha perdido o que alguien ha visto. El anterior deja de funcionar al momento.',
  },
}
