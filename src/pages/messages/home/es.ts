/** Spanish */
import type { HomeTexts } from './catalogue.ts'

export const es: HomeTexts = {
  as: (name, upstream) => `Como ${name}, con ${upstream}.`,
  at: (upstream) => `Con ${upstream}.`,
  apps: 'Puede abrir',
  signedIn: 'Ha iniciado sesión',
  signedInText: 'Las aplicaciones que usan este inicio de sesión pueden dejarle entrar sin preguntar de nuevo.',
  signedOut: 'No ha iniciado sesión',
  signedOutText: 'Para iniciar sesión, abra la aplicación que quiere usar. Ella le enviará aquí cuando haga falta.',
  remembered: (upstream) => `Este navegador inicia sesión con ${upstream}.`,
  forget: 'Volver a preguntarme la próxima vez',
  forgotten: 'La próxima vez se le volverá a preguntar.',
}
