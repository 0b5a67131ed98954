/** What is worth a warning about a secret that is used all the same. No message contains its text. */
import { insteadOf, said } from '../core/said.ts'
import type { ConfigPath, Problems } from './problems.ts'

export function warnOfReaders(file: string, at: ConfigPath, problems: Problems): void {
  const command = `chmod 600 ${file}`
  problems.warn('weak', at, said`Every user of this machine can read the secret in ${file}.`, said`${command}`)
}

/** @param where it stands, in English: what it begins the sentence with */
export function warnOfSpaces(where: string, at: ConfigPath, problems: Problems): void {
  const english = `${where} begins or ends with a space, which is part of the secret.`
  const message = insteadOf(english, said`The secret begins or ends with a space, which is part of it.`)
  problems.warn('secret', at, message, 'Remove it, unless the secret really has it.')
}
