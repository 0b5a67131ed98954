#!/usr/bin/env node
/**
 * The command line. Each command has its own file in cli/, loaded only when it is called: a start needs nothing from
 * the doctor. Whatever a command throws ends up here, in words and with exit code 1.
 *
 *   cli/start.ts    demo.ts · check.ts · health.ts · schema.ts · keys.ts (keys-init.ts) · session.ts (session-text.ts) · app.ts
 *   cli/doctor.ts   doctor-upstream.ts (doctor-chain.ts, doctor-clock.ts, doctor-email.ts) · doctor-client.ts (authelia-file.ts) · doctor-claims.ts · doctor-site.ts (site-request.ts)
 *   cli/app.ts      app-preset.ts
 *   cli/admin-link.ts  a way into the console
 *   cli/app-archive.ts  backup.ts restore.ts (archive.ts their form · store-archive.ts acts-archive.ts what is in it) · stored-apps.ts
 *   cli/program-administration.ts  app-commands.ts quarantine-commands.ts (app-text.ts, read-input.ts) · token.ts · administration-client.ts administration-local.ts
 *   cli/inspect.ts  inspect-pasted.ts what it is · inspect-message.ts inspect-assertion.ts (inspect-content.ts) inspect-artifact.ts
 *                   inspect-certificate.ts inspect-token.ts inspect-json.ts
 *                   inspect-keys.ts whose keys · inspected.ts what is told
 *   cli/output.ts   how problems are printed · cli/signals.ts  until SIGTERM
 */
import { createRequire } from 'node:module'
import { Command } from 'commander'
import { addAppCommands, addConsentCommands, addInspect, addTokenCommands } from './cli/program-administration.ts'

interface ConfigOption {
  readonly config: string
}

for (const stream of [process.stdout, process.stderr]) stream.on('error', outputLost)

/** Whoever read it may have gone, as `head` does: the work goes on to its end, so that nothing is left half done. */
function outputLost({ code, message }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE') return
  process.stderr.write(`What was found can't be written: ${message}\n`)
  process.once('exit', () => {
    process.exitCode = 1
  })
}

const { version } = createRequire(import.meta.url)('isthmus/package.json') as { version: string }
const program = new Command('isthmus')
  .description('A SAML 2.0 and OpenID Connect identity gateway.')
  .version(version)
  .showSuggestionAfterError()
  .showHelpAfterError('→ With --help it says what it takes.')

const withConfig = (command: Command): Command =>
  command.option('-c, --config <file>', 'the config file', 'isthmus.yaml')

withConfig(program.command('start'))
  .description('run the gateway')
  .option('--or-demo', 'run the demo if there is no config file')
  .action(async (options: ConfigOption & { readonly orDemo?: true }) => {
    const { runStart } = await import('./cli/start.ts')
    await runStart(options.config, { orDemo: options.orDemo === true })
  })

program
  .command('demo')
  .description('run the gateway with an OpenID Provider and a SAML app, all on this machine')
  .action(async () => {
    const { runDemo } = await import('./cli/demo.ts')
    await runDemo()
  })

withConfig(program.command('check'))
  .description('report everything that is wrong with the config, the metadata and the keys')
  .option('--json', 'as JSON, for machines')
  .action(async (options: ConfigOption & { readonly json?: true }) => {
    const { runCheck } = await import('./cli/check.ts')
    process.exitCode = await runCheck(options.config, { json: options.json === true })
  })

withConfig(program.command('health'))
  .description('ask the gateway with this config whether it is ready: exit code 0 or 1, for health checks')
  .action(async (options: ConfigOption) => {
    const { runHealth } = await import('./cli/health.ts')
    process.exitCode = await runHealth(options.config)
  })

program
  .command('schema')
  .description('print the JSON Schema of the config file, for editors')
  .option('--markdown', 'print the reference for people instead, as in docs/configuration.md')
  .action(async (options: { readonly markdown?: true }) => {
    const { printSchema } = await import('./cli/schema.ts')
    printSchema({ markdown: options.markdown === true })
  })

const keys = program.command('keys').description('the keys in certs/')
withConfig(keys.command('init'))
  .description('create the keys, once for all nodes')
  .option('--missing', 'only those that are not there yet, for a role that came later')
  .action(async (options: ConfigOption & { readonly missing?: true }) => {
    const { runKeysInit } = await import('./cli/keys-init.ts')
    process.exitCode = await runKeysInit(options.config, options)
  })

const app = program.command('app').description('the apps')
app
  .command('secret <name>')
  .description('make a client secret for an app that speaks OpenID Connect, and show it once with its hash')
  .action(async (name: string) => {
    const { printClientSecret } = await import('./cli/app.ts')
    printClientSecret(name)
  })

withConfig(app.command('preset'))
  .argument('[preset]', 'proxmox, grafana … ; the list where absent')
  .argument('[address...]', 'where the app is')
  .description('print the entry of a known app, with a new secret, and what to enter at the app')
  .option('--name <name>', "the app's key under `apps`, if it is not the preset's name")
  .action(
    async (preset: string | undefined, addresses: readonly string[], options: ConfigOption & { name?: string }) => {
      const { printPreset } = await import('./cli/app-preset.ts')
      process.exitCode = await printPreset(preset, addresses, options)
    },
  )

withConfig(program.command('backup <file>'))
  .description('write config, keys, metadata and the app store into a new file, or - for standard output')
  .action(async (file: string, options: ConfigOption) => {
    const { backUp } = await import('./cli/backup.ts')
    process.exitCode = await backUp(options.config, file)
  })
withConfig(program.command('restore <file>'))
  .description('restore a backup, or - for standard input, where there is no config yet')
  .action(async (file: string, options: ConfigOption) => {
    const { restore } = await import('./cli/restore.ts')
    process.exitCode = await restore(options.config, file)
  })

addAppCommands(app, withConfig)
addTokenCommands(program, withConfig)
addConsentCommands(program, withConfig)
addInspect(program, withConfig)

interface DoctorOptions {
  readonly client?: true
  readonly claims?: string
  readonly upstream?: string
  readonly newSecret?: true
  readonly site?: string
  readonly inPlaceOf?: string
}

const doctor = withConfig(program.command('doctor'))
doctor
  .description('ask every upstream whether a login would work')
  .option('--client', 'print the client to register at each upstream, with a new secret if there is none')
  .option('--new-secret', 'with --client: a new secret, even if there is one already')
  .option('--claims <file>', 'show what each app would be told about a person with these claims (a JSON object)')
  .option('--upstream <name>', 'with --client, only this upstream; with --claims, the one that sends them')
  .option('--site <host>', 'ask through the reverse proxy whether this site of forwardAuth is protected')
  .option('--in-place-of <address>', "with --site: listen at the app's host:port, and see what the proxy passes on")
  .action(async (options: ConfigOption & DoctorOptions) => {
    refuseIdle(options)
    if (options.site !== undefined) {
      const { examineSite } = await import('./cli/doctor-site.ts')
      process.exitCode = await examineSite(options.config, options.site, options)
      return
    }
    if (options.claims !== undefined) {
      const { explainClaims } = await import('./cli/doctor-claims.ts')
      process.exitCode = await explainClaims(options.config, options.claims, options)
      return
    }
    const { runDoctor, printClients } = await import('./cli/doctor.ts')
    const { upstream, newSecret = false } = options
    const { config } = options
    process.exitCode = options.client ? await printClients(config, { upstream, newSecret }) : await runDoctor(config)
  })

/** An option that changes nothing is one that was meant otherwise. */
function refuseIdle({ client, claims, upstream, newSecret, site, inPlaceOf }: DoctorOptions): void {
  if (newSecret && !client) doctor.error('error: --new-secret goes with --client.')
  if (inPlaceOf !== undefined && site === undefined) doctor.error('error: --in-place-of goes with --site.')
  if (upstream !== undefined && !client && claims === undefined)
    doctor.error('error: --upstream goes with --client or --claims; without them every upstream is asked.')
}

interface SessionOptions extends ConfigOption {
  readonly person?: string
  readonly app?: string
  readonly key?: string
  readonly json?: true
}

const session = program.command('session').description('sessions in the Redis that all nodes share')
for (const [name, description] of [
  ['list', 'who is signed in, and to which apps'],
  ['end', 'sign people out, here and at the apps that can be told'],
] as const) {
  withConfig(session.command(name))
    .description(description)
    .option('--person <name>', 'only those of one person: subject, preferred_username or e-mail at the upstream')
    .option('--app <app>', 'only those that an app took part in: its entityID, or the name that people see')
    .option('--key <key>', 'only the one whose key begins with this, as `list` and the audit log show it')
    .option('--json', 'as JSON, for machines')
    .action(async (options: SessionOptions) => {
      const { runSession } = await import('./cli/session.ts')
      process.exitCode = await runSession(name, options.config, options)
    })
}

withConfig(program.command('admin').description('the console at /admin').command('link'))
  .description('print a one-time address that opens the console for half an hour, for when no upstream is there')
  .action(async (options: ConfigOption) => {
    const { runAdminLink } = await import('./cli/admin-link.ts')
    process.exitCode = await runAdminLink(options.config)
  })

try {
  await program.parseAsync()
} catch (error) {
  const { explain, printAside } = await import('./cli/output.ts')
  printAside(explain(error))
  process.exitCode = 1
}
