/** French: how new metadata differs from what is in force. Nothing is to be done but to decide. */
import type { ChangeFindings } from '../catalogue.ts'

export const fr: ChangeFindings = {
  'change-now-called': ['{entity} s’appelle maintenant {came}', ''],
  'change-signing-key-gone': ['{entity} n’a plus de clé qui permette de vérifier ses signatures', ''],
  'change-signing-key-added': ['{entity} a une nouvelle clé de signature à côté de l’ancienne, {came}', ''],
  'change-signing-key-replaced': ['{entity} a une nouvelle clé de signature, {came} au lieu de {gone}', ''],
  'change-encryption-key-gone': ['{entity} n’a plus de clé pour laquelle chiffrer', ''],
  'change-encryption-key-new': ['{entity} a une autre clé de chiffrement, {came}', ''],
  'change-encryption-key-replaced': ['{entity} a une autre clé de chiffrement, {came} au lieu de {gone}', ''],
  'change-reply-host': ['{entity} veut recevoir les réponses à {came}', ''],
  'change-sign-in-host': ['{entity} veut qu’on se connecte à {came}', ''],
  'change-logout-host': ['{entity} veut être informé des déconnexions à {came}', ''],
  'change-names': [
    '{entity} nomme les personnes par {came} au lieu de {gone} : {people} personnes sur {of} vues récemment y deviendraient de nouveaux comptes',
    '',
  ],
  'change-unsigned-requests': ['{entity} ne dit plus que les demandes doivent être signées', ''],
  'change-unsigned-assertions': ['{entity} ne dit plus vouloir des assertions signées', ''],
}
