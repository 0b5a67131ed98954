/** The commands of administrators for cli.ts: `app …` and `token …`. Each loads what it needs when it is called. */
import type { Command } from 'commander'
import { apiTokenIn } from '../config/api-token.ts'
import type { AdministrationOptions } from './administration-client.ts'
import type { ChangeOptions } from './app-commands.ts'
import { Plain } from './output.ts'

type Options = Omit<AdministrationOptions, 'token' | 'print'>
type WithConfig = (command: Command) => Command
type MakeCommand = (usage: string, description: string) => Command

type Commands = typeof import('./app-commands.ts')

async function run(
  options: Options,
  choose: (commands: Commands) => Parameters<Commands['runAppCommand']>[1],
): Promise<void> {
  const commands = await import('./app-commands.ts')
  process.exitCode = await commands.runAppCommand({ ...options, token: apiTokenIn() }, choose(commands))
}

async function addApp(sources: readonly string[], options: Options & ChangeOptions & AddOptions): Promise<void> {
  const { preset } = options
  if (preset === undefined) {
    const [source, ...more] = sources
    if (source === undefined || more.length > 0) throw new Plain('Name one file or address of metadata.')
    return run(options, ({ addCommand }) => addCommand(source, options))
  }
  const { addPresetCommand, ourPlace } = await import('./app-preset.ts')
  const ours = options.server === undefined ? await ourPlace(options.config) : { issuer: options.server }
  return run(options, () => addPresetCommand(preset, sources, { ...options, ...ours }))
}

interface AddOptions {
  readonly name?: string
  readonly preset?: string
}

/** @param app the group, which has other commands too */
export function addAppCommands(app: Command, withConfig: WithConfig): void {
  const onStore: MakeCommand = (usage, description) =>
    withConfig(app.command(usage))
      .description(description)
      .option('--server <url>', 'ask this gateway, with the token in ISTHMUS_TOKEN, instead of the store itself')
  const command: MakeCommand = (usage, description) =>
    onStore(usage, description).option('--json', 'as JSON, for machines')
  const change = (usage: string, description: string) =>
    command(usage, description)
      .option('--dry-run', 'only say what would be wrong, and what the app would be told')
      .option('--yes', 'the second yes, where people would get new names at the app')
  command('list', 'the apps, wherever they come from')
    .option('--search <text>', 'part of a name or identifier')
    .option('--troubled', 'only those that need somebody')
    .action((options) => run(options, ({ listCommand }) => listCommand(options)))
  command('show <name>', 'one app: what is wrong with it, and what it is told').action((name: string, options) =>
    run(options, ({ showCommand }) => showCommand(name)),
  )
  change('add [source...]', 'register an app by its metadata: a file, an address, or - for standard input')
    .option('--name <name>', 'its name; the host that it is at, or the preset, where absent')
    .option('--preset <preset>', 'a known app that speaks OpenID Connect, at these addresses; `app preset` lists them')
    .action(addApp)
  change('set <name> [settings...]', "set an app's settings, of a new one too: key=value, in YAML; key= takes it away")
    .option('--settings <file>', 'all of them, as YAML: a file, or - for standard input')
    .action((name: string, settings: readonly string[], options: Options & ChangeOptions) =>
      run(options, ({ setCommand }) => setCommand(name, settings, options)),
    )
  command('preview <name>', 'what the app would be told about a person; nothing is sent')
    .option('--session <reference>', 'a person who is signed in, as the audit log shows the session')
    .option('--claims <file>', 'claims as an upstream would send them: a JSON object')
    .option('--upstream <name>', 'the upstream that sends them; the first where absent')
    .action((name: string, options) => run(options, ({ previewCommand }) => previewCommand(name, options)))
  addDecisions(command)
  command('remove <name>', 'remove an app from the store').action((name: string, options) =>
    run(options, ({ removeCommand }) => removeCommand(name)),
  )
  command('history <name>', 'what an app was, newest first').action((name: string, options) =>
    run(options, ({ historyCommand }) => historyCommand(name)),
  )
  command('undo <name>', 'make an app what it was before the last change; a removed one comes back')
    .option('--to <revision>', 'what it was at this revision')
    .action((name: string, options) =>
      run(options, ({ actCommand }) =>
        actCommand(name, 'undo', { ...(options.to !== undefined && { to: options.to }) }),
      ),
    )
  command('disable <name>', 'switch an app off')
    .option('--until <time>', 'until then, as in 2026-12-24T18:00:00Z')
    .action((name: string, options) => {
      checkTime(options.until)
      return run(options, ({ actCommand }) =>
        actCommand(name, 'disable', { ...(options.until !== undefined && { until: options.until }) }),
      )
    })
  command('enable <name>', 'switch an app on again').action((name: string, options) =>
    run(options, ({ actCommand }) => actCommand(name, 'enable')),
  )
  addArchive(onStore)
  command('take-over <name>', 'copy an app of a file into the store').action((name: string, options) =>
    run(options, ({ actCommand }) => actCommand(name, 'take-over')),
  )
}

/** @throws Plain */
function checkTime(written: string | undefined): void {
  if (written === undefined) return
  const isWhole = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.test(written)
  if (!isWhole || Number.isNaN(Date.parse(written)))
    throw new Plain(`${written} is no time: write it with its zone, as in 2026-12-24T18:00:00Z.`)
}

function addArchive(command: MakeCommand): void {
  command(
    'export <file>',
    'write all apps of the app store, with metadata and history, into a new file, or - for standard output',
  ).action(async (file: string, options: Options) => {
    if (options.server === undefined) {
      const { exportApps } = await import('./app-archive.ts')
      process.exitCode = await exportApps(options.config, file)
    } else {
      const { exportFromServer } = await import('./app-archive-server.ts')
      process.exitCode = await exportFromServer({ ...options, token: apiTokenIn() }, file)
    }
  })
  command('import <file>', 'put the apps of such a file, or - for standard input, into the app store')
    .option('--replace', 'those too that are there already and say something else')
    .option('--dry-run', 'only say what would be done')
    .option('--yes', 'with --server: the second yes, where people would get new names at an app')
    .action(async (file: string, options: Options & ImportWish) => {
      const { server, config, replace = false, dryRun = false, yes = false } = options
      if (server === undefined) {
        const { importApps } = await import('./app-archive.ts')
        process.exitCode = await importApps(config, file, { replace, dryRun })
      } else {
        const { importIntoServer } = await import('./app-archive-server.ts')
        process.exitCode = await importIntoServer({ ...options, token: apiTokenIn() }, file, { replace, dryRun, yes })
      }
    })
}

interface ImportWish {
  readonly replace?: true
  readonly dryRun?: true
  readonly yes?: true
}

function addDecisions(command: MakeCommand): void {
  const digest = 'only what was looked at, as `app quarantine` shows it; what waits now where absent'
  const load = () => import('./quarantine-commands.ts')
  command('quarantine', 'metadata that was fetched and waits for your look, and what differs').action(
    async (options) => {
      const { quarantineCommand } = await load()
      await run(options, quarantineCommand)
    },
  )
  command('approve <name>', 'put metadata in force that was fetched and waits')
    .option('--digest <digest>', digest)
    .action(async (name: string, options) => {
      const { decideCommand } = await load()
      await run(options, () => decideCommand(name, 'approve', options))
    })
  command('reject <name>', 'keep the copy that is in force')
    .option('--digest <digest>', digest)
    .option('--reason <text>')
    .action(async (name: string, options) => {
      const { decideCommand } = await load()
      await run(options, () => decideCommand(name, 'reject', options))
    })
}

export function addConsentCommands(program: Command, withConfig: WithConfig): void {
  const consent = program.command('consent').description('what people have agreed that apps are told')
  const command = (name: string, description: string) =>
    withConfig(consent.command(name))
      .description(description)
      .requiredOption('--upstream <name>', 'the upstream that knows the person')
      .requiredOption('--subject <subject>', 'what it calls them, as `session list` shows it')
      .option('--server <url>', 'ask this gateway, with the token in ISTHMUS_TOKEN, instead of the storage itself')
      .option('--json', 'as JSON, for machines')
  command('list', 'what a person has agreed to, app by app').action(async (options) => {
    const { listConsentsCommand } = await import('./consent-commands.ts')
    await run(options, () => listConsentsCommand(options))
  })
  command('forget', 'take it back: the person is asked again, and the app refreshes nothing until then')
    .option('--app <app>', 'only of this app: its identifier, or the name that people see')
    .action(async (options) => {
      const { forgetConsentsCommand } = await import('./consent-commands.ts')
      await run(options, () => forgetConsentsCommand(options))
    })
}

export function addTokenCommands(program: Command, withConfig: WithConfig): void {
  const token = program.command('token').description('tokens for the API, `/admin/api/v1`')
  withConfig(token.command('create'))
    .description('make a token, and print it: it is shown only now')
    .requiredOption('--scope <scope...>', 'read, apps or sessions')
    .option('--expires <duration>', 'how long it is good', '90d')
    .option('--note <text>', 'what it is for')
    .option('--json', 'as JSON, for machines')
    .action(async (options) => {
      const { runTokenCreate } = await import('./token.ts')
      process.exitCode = await runTokenCreate(options)
    })
  withConfig(token.command('list'))
    .description('the tokens, without their secrets')
    .option('--json', 'as JSON, for machines')
    .action(async (options) => {
      const { runTokenList } = await import('./token.ts')
      process.exitCode = await runTokenList(options)
    })
  withConfig(token.command('revoke <id>'))
    .description('end a token')
    .option('--json', 'as JSON, for machines')
    .action(async (id: string, options) => {
      const { runTokenRevoke } = await import('./token.ts')
      process.exitCode = await runTokenRevoke(id, options)
    })
}

export function addInspect(program: Command, withConfig: WithConfig): void {
  withConfig(program.command('inspect [text]'))
    .description(
      'say what something copied is: a SAML message in any form, metadata, a JWT, keys; from standard input where not given',
    )
    .option('--json', 'as JSON, for machines')
    .action(async (text: string | undefined, options) => {
      const [{ runInspect }, { readInput }] = await Promise.all([import('./inspect.ts'), import('./read-input.ts')])
      process.exitCode = await runInspect(text === undefined || text === '-' ? await readInput('-') : text, options)
    })
}
