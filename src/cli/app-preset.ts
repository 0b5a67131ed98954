/** `isthmus app preset`: the entry of a known app, with a new secret, and what to enter at the app. */
import { stringify } from 'yaml'
import type { AppPresetName } from '../config/app-preset.ts'
import { appPresets } from '../config/app-presets.ts'
import { loadConfig } from '../config/load.ts'
import { suggest } from '../config/suggest.ts'
import { newClientSecret } from './app.ts'
import { type ChangeOptions, type Command, putCommand } from './app-commands.ts'
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

export interface PresetWish extends ChangeOptions {
  readonly name?: string
  /** publicUrl, for what to enter at the app. */
  readonly issuer: string
}

/** Registers a known app: `isthmus app add --preset proxmox https://pve1.home:8006`. */
export function addPresetCommand(wanted: string, addresses: readonly string[], wish: PresetWish): Command {
  const { secret, hash } = newClientSecret()
  const { preset, entry, clientId } = presetEntry(wanted, addresses, wish.name)
  const own = entry.clientAuthentication === 'none' ? {} : { clientSecretHash: hash }
  const [origin = ''] = originsOf(addresses)
  const { run, describe } = putCommand(clientId, stringify({ protocol: 'oidc', ...own, ...entry }), wish)
  const theirs = preset.theirs({ issuer: wish.issuer, clientId, secret, origin })
  return {
    run,
    describe: (body, answered) => {
      const done = describe(body, answered)
      // Of what was only tried, the secret is worth nothing.
      if (wish.dryRun === true) return done
      const once = 'clientSecretHash' in own ? ' (the secret is shown only now, and kept nowhere)' : ''
      return [done, '', `At ${preset.title}${once}:`, '', ...theirs].join('\n')
    },
  }
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

/** publicUrl of a config. @throws Plain where the config has an error */
export async function issuerOf(file: string): Promise<string> {
  const { config } = await loadConfig(file, undefined, { secrets: 'ignored' })
  if (config === undefined) throw new Plain(`The config ${file} has an error: isthmus check shows it.`)
  return config.publicUrl
}

function originsOf(addresses: readonly string[]): readonly string[] {
  return addresses.map((address) => {
    const url = URL.canParse(address) ? new URL(address) : undefined
    if (url?.protocol === 'https:' || url?.protocol === 'http:') return url.origin
    throw new Plain(`${address} is not a web address. Write all of it, beginning with https://.`)
  })
}

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ')
