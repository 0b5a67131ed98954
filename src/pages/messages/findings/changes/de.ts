/** German: how new metadata differs from what is in force. Nothing is to be done but to decide. */
import type { FindingText } from '../text.ts'

export const de = {
  'change-now-called': ['{entity} heißt jetzt {came}', ''],
  'change-signing-key-gone': ['{entity} hat keinen Schlüssel mehr, mit dem sich Unterschriften prüfen ließen', ''],
  'change-signing-key-added': ['{entity} hat neben dem alten einen neuen Signaturschlüssel, {came}', ''],
  'change-signing-key-replaced': ['{entity} hat einen neuen Signaturschlüssel, {came} statt {gone}', ''],
  'change-encryption-key-gone': ['{entity} hat keinen Schlüssel mehr, für den verschlüsselt werden könnte', ''],
  'change-encryption-key-new': ['{entity} hat einen anderen Schlüssel, für den verschlüsselt wird, {came}', ''],
  'change-encryption-key-replaced': [
    '{entity} hat einen anderen Schlüssel, für den verschlüsselt wird, {came} statt {gone}',
    '',
  ],
  'change-reply-host': ['{entity} will Antworten nach {came} bekommen', ''],
  'change-sign-in-host': ['{entity} will, dass man sich bei {came} anmeldet', ''],
  'change-logout-host': ['{entity} will von Abmeldungen bei {came} hören', ''],
  'change-names': [
    '{entity} benennt Personen mit {came} statt {gone}: {people} von {of} Personen, die zuletzt gesehen wurden, bekämen dort ein neues Konto',
    '',
  ],
  'change-unsigned-requests': ['{entity} sagt nicht mehr, dass Anfragen unterschrieben sein müssen', ''],
  'change-unsigned-assertions': ['{entity} sagt nicht mehr, dass Assertions unterschrieben sein sollen', ''],
} satisfies Readonly<Record<string, FindingText>>
