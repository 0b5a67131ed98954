/** `isthmus app preset`: the entry of a known app, with a new secret, and what to enter at the app. */
import { stringify } from 'yaml'
import type { AppPresetName } from '../config/app-preset.ts'
import { appPresets } from '../config/app-presets.ts'
import { loadConfig } from '../config/load.ts'
import { suggest } from '../config/suggest.ts'
import { newClientSecret } from './app.ts'
import { describeProblems, Plain, print as printLine } from './output.ts'

export interface PresetOptions {
  readonly config: string
  /** The app's key under `apps`; the preset's name where absent. */
  readonly name?: string
  readonly print?: (text: string) => void
}

/** Prints it; the list of presets where no name is given. Resolves to the exit code. */
export async function printPreset(
  wanted: string | undefined,
  addresses: readonly string[],
  { config: file, name, print = printLine }: PresetOptions,
): Promise<number> {
  if (wanted === undefined) {
    for (const [known, preset] of Object.entries(appPresets)) {
      print(`${known.padEnd(22)}${preset.title}; the address ${preset.addresses}`)
    }
    return 0
  }
  const { config, problems } = await loadConfig(file, undefined, { secrets: 'ignored' })
  if (config === undefined) {
    console.error(describeProblems(problems))
    return 1
  }
  const { secret, hash } = newClientSecret()
  const { preset, entry, clientId } = presetEntry(wanted, addresses, name)
  const own = entry.clientAuthentication === 'none' ? {} : { clientSecretHash: hash }
  const [origin = ''] = originsOf(addresses)
  print(`Under \`apps\` of ${file}:\n`)
  print(indented(stringify({ [clientId]: { protocol: 'oidc', ...own, ...entry } })))
  print(`At ${preset.title}${'clientSecretHash' in own ? ' (the secret is shown only now, and kept nowhere)' : ''}:\n`)
  print(indented(preset.theirs({ issuer: config.publicUrl, clientId, secret, origin }).join('\n')))
  return 0
}

/** The entry under `apps` for these addresses. @throws Plain where there is no such preset, or no address */
export function presetEntry(wanted: string, addresses: readonly string[], name = wanted) {
  const preset = Object.hasOwn(appPresets, wanted) ? appPresets[wanted as AppPresetName] : undefined
  if (preset === undefined) {
    const near = suggest(wanted, Object.keys(appPresets))
    const known = `There are: ${Object.keys(appPresets).join(', ')}.`
    throw new Plain(`There is no preset ${wanted}. ${near === undefined ? known : `Did you mean ${near}?`}`)
  }
  if (addresses.length === 0 && preset.withoutAddress !== true) {
    throw new Plain(`Give the address ${preset.addresses}`)
  }
  return { preset, clientId: name, entry: preset.entry(originsOf(addresses)) }
}

function originsOf(addresses: readonly string[]): readonly string[] {
  return addresses.map((address) => {
    const url = URL.canParse(address) ? new URL(address) : undefined
    if (url?.protocol === 'https:' || url?.protocol === 'http:') return url.origin
    throw new Plain(`${address} is not a web address. Write all of it, beginning with https://.`)
  })
}

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ')
