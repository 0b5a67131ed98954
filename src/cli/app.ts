/** `isthmus app …`: apps from the command line. */
import { newClientSecret } from '../admin/clients.ts'
import { print as printLine } from './output.ts'

/** Prints a new client secret, which is kept nowhere, and its hash for the config. */
export function printClientSecret(name: string, print: (line: string) => void = printLine): void {
  const { secret, hash } = newClientSecret()
  print('The secret, for the app. It is shown only now, and kept nowhere:')
  print(`  ${secret}`)
  print(`For the config, under \`apps.${name}\`:`)
  print(`  clientSecretHash: ${hash}`)
}
