/** `isthmus app preset`: the entry of a known app, with a new secret, and what to enter at the app. */
import { stringify } from 'yaml'
import { newKnownClient } from '../admin/clients.ts'
import { Refused } from '../admin/refused.ts'
import type { AppPreset, AppPresetName } from '../config/app-preset.ts'
import { appPresets } from '../config/app-presets.ts'
import { loadConfig } from '../config/load.ts'
import { suggest } from '../config/suggest.ts'
import { RefusedAnswer } from './administration-client.ts'
import { type ChangeOptions, type Command, putCommand } from './app-commands.ts'
import { describeProblems, Plain, printAside, print as printLine } from './output.ts'

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
      const address = preset.withoutAddress === true ? 'no address:' : 'the address'
      print(`${known.padEnd(22)}${preset.title}; ${address} ${preset.addresses}`)
    }
    return 0
  }
  const { config, problems } = await loadConfig(file, undefined, { secrets: 'ignored' })
  if (config === undefined) {
    printAside(describeProblems(problems))
    return 1
  }
  const { preset, client } = presetClient(wanted, addresses, { ...placeOf(config), name })
  const { clientId, entry, secret } = client
  print(`Under \`apps\` of ${file}:\n`)
  print(indented(stringify({ [clientId]: entry })))
  print(`At ${preset.title}${secret === undefined ? '' : once}:\n`)
  print(indented(there(preset, client.theirs).join('\n')))
  return 0
}

export interface PresetWish extends ChangeOptions {
  readonly name?: string
  /** Ours, for what to enter at the app. */
  readonly issuer: string
  /** The issuer where absent. */
  readonly publicUrl?: string
}

/** Registers a known app: `isthmus app add --preset proxmox https://pve1.home:8006`. */
export function addPresetCommand(wanted: string, addresses: readonly string[], wish: PresetWish): Command {
  const { preset, client } = presetClient(wanted, addresses, wish)
  const { run, describe } = putCommand(client.clientId, client.settings, wish)
  const lines = there(preset, client.theirs)
  const told = [`At ${preset.title}${client.secret === undefined ? '' : once}:`, '', ...lines].join('\n')
  // Nobody else knows it; of what was only tried, it is worth nothing.
  const unseen = wish.dryRun === true ? {} : { clientId: client.clientId, secret: client.secret, there: lines }
  return {
    run: async (administration) => {
      try {
        const answer = await run(administration)
        return { ...answer, body: { ...answer.body, ...unseen } }
      } catch (error) {
        throw error instanceof RefusedAnswer && error.problem.done === true ? doneWith(error, unseen, told) : error
      }
    },
    describe: (body, answered) => {
      const done = describe(body, answered)
      return wish.dryRun === true ? done : [done, '', told].join('\n')
    },
  }
}

/** It was done, and only the record of acts lacks it: what was made is told with the fault. */
const doneWith = ({ problem }: RefusedAnswer, unseen: object, told: string): RefusedAnswer =>
  new RefusedAnswer({ ...problem, ...unseen }, told)

/** What to enter there, and what to heed. */
const there = ({ notes = [] }: AppPreset, theirs: readonly string[]): readonly string[] => [
  ...theirs,
  ...notes.map(({ text }) => text),
]

interface NewPreset {
  readonly issuer: string
  readonly publicUrl?: string | undefined
  readonly name?: string | undefined
}

/** The app for these addresses, with a new secret. @throws Plain where there is no such preset, or no address */
export function presetClient(
  wanted: string,
  addresses: readonly string[],
  { issuer, publicUrl, name = wanted }: NewPreset,
) {
  const preset = Object.hasOwn(appPresets, wanted) ? appPresets[wanted as AppPresetName] : undefined
  if (preset === undefined) {
    const near = suggest(wanted, Object.keys(appPresets))
    const known = `There are: ${Object.keys(appPresets).join(', ')}.`
    throw new Plain(`There is no preset ${wanted}. ${near === undefined ? known : `Did you mean ${near}?`}`)
  }
  try {
    return { preset, client: newKnownClient(preset, { name, addresses, issuer, publicUrl }) }
  } catch (error) {
    throw error instanceof Refused ? new Plain(error.message) : error
  }
}

type Ours = Required<Pick<PresetWish, 'issuer' | 'publicUrl'>>

const placeOf = ({ issuer, publicUrl }: Ours): Ours => ({ issuer, publicUrl })

/** What a config says of us. @throws Plain where the config has an error */
export async function ourPlace(file: string): Promise<Ours> {
  const { config } = await loadConfig(file, undefined, { secrets: 'ignored' })
  if (config === undefined) throw new Plain(`The config ${file} has an error: isthmus check shows it.`)
  return placeOf(config)
}

const once = ' (the secret is shown only now, and kept nowhere)'
const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ')
