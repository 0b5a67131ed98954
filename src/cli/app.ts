/** `isthmus app …`: apps from the command line. */
import { newClientSecret } from '../admin/clients.ts'
import { isName } from '../app-store/limits.ts'
import { Plain, print as printLine } from './output.ts'

/** Prints a new client secret, which is kept nowhere, and its hash for the config. @throws Plain where it can't be a name */
export function printClientSecret(name: string, print: (line: string) => void = printLine): void {
  if (!isName(name)) throw new Plain(`${JSON.stringify(name)} can't be a key under \`apps\`.\n→ Name it as in: wiki`)
  const { secret, hash } = newClientSecret()
  print('The secret, for the app. It is shown only now, and kept nowhere:')
  print(`  ${secret}`)
  print(`For the config, under \`apps.${name}\`:`)
  print(`  clientSecretHash: ${hash}`)
}
