/** Spanish: how new metadata differs from what is in force. Nothing is to be done but to decide. */
import type { ChangeFindings } from '../catalogue.ts'

export const es: ChangeFindings = {
  'change-now-called': ['{entity} se llama ahora {came}', ''],
  'change-signing-key-gone': ['{entity} ya no tiene ninguna clave con la que verificar sus firmas', ''],
  'change-signing-key-added': ['{entity} tiene una clave de firma nueva junto a la antigua, {came}', ''],
  'change-signing-key-replaced': ['{entity} tiene una clave de firma nueva, {came} en lugar de {gone}', ''],
  'change-encryption-key-gone': ['{entity} ya no tiene ninguna clave para cifrar', ''],
  'change-encryption-key-new': ['{entity} tiene otra clave de cifrado, {came}', ''],
  'change-encryption-key-replaced': ['{entity} tiene otra clave de cifrado, {came} en lugar de {gone}', ''],
  'change-reply-host': ['{entity} quiere recibir las respuestas en {came}', ''],
  'change-sign-in-host': ['{entity} quiere que se inicie sesión en {came}', ''],
  'change-logout-host': ['{entity} quiere saber de los cierres de sesión en {came}', ''],
  'change-names': [
    '{entity} nombra a las personas por {came} en lugar de {gone}: {people} de {of} personas vistas últimamente pasarían a ser allí cuentas nuevas',
    '',
  ],
  'change-unsigned-requests': ['{entity} ya no dice que las solicitudes deban ir firmadas', ''],
  'change-unsigned-assertions': ['{entity} ya no dice que quiera aserciones firmadas', ''],
}
