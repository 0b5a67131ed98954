/** `isthmus app …`: apps from the command line. */
import { createHash } from 'node:crypto'
import { randomToken } from '../core/tokens.ts'
import { print as printLine } from './output.ts'

/** A new secret, and its hash as the config has it. */
export function newClientSecret(): { readonly secret: string; readonly hash: string } {
  const secret = randomToken(32)
  return { secret, hash: `sha256:${createHash('sha256').update(secret).digest('hex')}` }
}

/** Prints a new client secret, which is kept nowhere, and its hash for the config. */
export function printClientSecret(name: string, print: (line: string) => void = printLine): void {
  const { secret, hash } = newClientSecret()
  print('The secret, for the app. It is shown only now, and kept nowhere:')
  print(`  ${secret}`)
  print(`For the config, under \`apps.${name}\`:`)
  print(`  clientSecretHash: ${hash}`)
}
