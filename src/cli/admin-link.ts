/** `isthmus admin link`: a way into the console for when no upstream is there, for whoever can read the keys in certs/. */
import { makeBreakGlass } from '../admin/break-glass.ts'
import { loadConfig } from '../config/load.ts'
import { loadKeys } from '../keys/load.ts'
import { signToken } from '../keys/tokens.ts'
import { describeProblems, printAside, print as printLine } from './output.ts'

/** Prints the address alone on standard output. Resolves to the exit code. @throws KeysUnusable */
export async function runAdminLink(file: string, print: (text: string) => void = printLine): Promise<number> {
  const { config, problems } = await loadConfig(file, undefined, { secrets: 'ignored' })
  if (config === undefined) {
    printAside(describeProblems(problems))
    return 1
  }
  if (config.admin === undefined) {
    printAside('There is no console: the config has no `admin`. Add it with `allow`, and start the gateway anew.')
    return 1
  }
  const { keys } = await loadKeys(config.certsDirectory, { create: false, commonName: '', now: Date.now })
  const sign = (value: string) => signToken(keys, 'break-glass', value)
  const { token, expiresAt } = makeBreakGlass({ breakGlass: { sign }, now: Date.now })
  print(`${config.publicUrl}/admin/link/${token}`)
  printAside(`Good until ${new Date(expiresAt).toISOString()}, and once. What is done with it is recorded.`)
  return 0
}
