/** `isthmus app …`: apps from the command line. */
import { createHash } from 'node:crypto'
import { randomToken } from '../core/tokens.ts'
import { print as printLine } from './output.ts'

/** Prints a new client secret, which is kept nowhere, and its hash for the config. */
export function printClientSecret(name: string, print: (line: string) => void = printLine): void {
  const secret = randomToken(32)
  const hash = createHash('sha256').update(secret).digest('hex')
  print('The secret, for the app. It is shown only now, and kept nowhere:')
  print(`  ${secret}`)
  print(`For the config, under \`apps.${name}\`:`)
  print(`  clientSecretHash: sha256:${hash}`)
}
