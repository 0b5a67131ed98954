/** Dutch: how new metadata differs from what is in force. Nothing is to be done but to decide. */
import type { ChangeFindings } from '../catalogue.ts'

export const nl: ChangeFindings = {
  'change-now-called': ['{entity} heet nu {came}', ''],
  'change-signing-key-gone': ['{entity} heeft geen sleutel meer waarmee handtekeningen te controleren zijn', ''],
  'change-signing-key-added': ['{entity} heeft naast de oude een nieuwe sleutel voor handtekeningen, {came}', ''],
  'change-signing-key-replaced': [
    '{entity} heeft een nieuwe sleutel voor handtekeningen, {came} in plaats van {gone}',
    '',
  ],
  'change-encryption-key-gone': ['{entity} heeft geen sleutel meer om voor te versleutelen', ''],
  'change-encryption-key-new': ['{entity} heeft een andere sleutel om voor te versleutelen, {came}', ''],
  'change-encryption-key-replaced': [
    '{entity} heeft een andere sleutel om voor te versleutelen, {came} in plaats van {gone}',
    '',
  ],
  'change-reply-host': ['{entity} wil antwoorden krijgen op {came}', ''],
  'change-sign-in-host': ['{entity} wil dat men zich aanmeldt bij {came}', ''],
  'change-logout-host': ['{entity} wil van afmeldingen horen op {came}', ''],
  'change-names': [
    '{entity} noemt personen met {came} in plaats van {gone}: {people} van {of} personen die laatst zijn gezien zouden daar een nieuw account worden',
    '',
  ],
  'change-unsigned-requests': ['{entity} zegt niet meer dat verzoeken ondertekend moeten zijn', ''],
  'change-unsigned-assertions': ['{entity} zegt niet meer dat assertions ondertekend moeten zijn', ''],
}
