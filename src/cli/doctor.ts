/** `isthmus doctor`: would a login work? `--client`: what to register us with at each upstream. */
import { randomBytes } from 'node:crypto'
import { loginFindings } from '../administration/login-findings.ts'
import { type LoginsByUpstream, readUpstreams } from '../administration/upstream-record.ts'
import { openAppStore } from '../app-store/open.ts'
import type { Config, SamlUpstreamConfig } from '../config/config.ts'
import { loadConfig } from '../config/load.ts'
import { noteUnnamedProxy } from '../config/proxies.ts'
import { loadKeys } from '../keys/load.ts'
import { clientRegistration } from './doctor-client.ts'
import type { Finding } from './doctor-finding.ts'
import { examineIdentityProvider, registrationText } from './doctor-saml.ts'
import { examineUpstream, type Surroundings } from './doctor-upstream.ts'
import { examineFederations } from './federations.ts'
import { describeFinding, describeNote, describeProblems, printAside, print as printLine } from './output.ts'

type Print = (text?: string) => void

/** Asks every upstream; resolves to the exit code. */
export async function runDoctor(file: string, print: Print = printLine): Promise<number> {
  const config = await load(file, 'read')
  if (!config) return 1
  for (const note of noteUnnamedProxy(config)) print(describeNote(note))
  let healthy = true
  const logins = await readLogins(config, print)
  for (const upstream of config.upstreams) {
    const last = loginFindings(logins.get(upstream.name) ?? {})
    if (upstream.protocol === 'saml') {
      healthy = (await examineSaml(upstream, config, last, print)) && healthy
      continue
    }
    print(`${upstream.name} (${upstream.issuer})`)
    for await (const finding of examineUpstream(upstream, surroundings(config, upstream.name))) {
      print(describeFinding(finding))
      healthy &&= finding.outcome !== 'bad'
    }
    for (const finding of last) print(describeFinding(finding))
    print()
  }
  if (config.federations.length > 0) healthy = (await examineFederations(config)) && healthy
  return healthy ? 0 : 1
}

/** What the gateway wrote down of logins, up to a minute ago. A store that can't be read is no reason to ask nobody. */
async function readLogins({ appStore, storage, directory }: Config, print: Print): Promise<LoginsByUpstream> {
  try {
    const store = await openAppStore(appStore, { storage, directory, onTrouble: () => {}, readOnly: true })
    return await readUpstreams(store).finally(() => store.close())
  } catch (error) {
    const message = `What logins failed last can't be read: ${error instanceof Error ? error.message : 'unknown'}`
    print(describeNote({ message, cure: 'See `appStore`.' }))
    return new Map()
  }
}

/** One SAML identity provider, with what to register there. Resolves to whether nothing is bad. */
async function examineSaml(
  upstream: SamlUpstreamConfig,
  config: Config,
  last: readonly Finding[],
  print: Print,
): Promise<boolean> {
  print(`${upstream.name} (${upstream.idpEntityId ?? 'SAML'})`)
  let healthy = true
  for await (const finding of examineIdentityProvider(upstream, config)) {
    print(describeFinding(finding))
    healthy &&= finding.outcome !== 'bad'
  }
  for (const finding of last) print(describeFinding(finding))
  print()
  print(await registration(upstream, config))
  return healthy
}

/** The certificate is named where there are keys already. */
async function registration(upstream: SamlUpstreamConfig, config: Config): Promise<string> {
  const options = { create: false, commonName: '', now: Date.now } as const
  const keys = await loadKeys(config.certsDirectory, options).catch(() => undefined)
  return registrationText(upstream, config, keys?.keys.signing)
}

export interface ClientOptions {
  /** The name of the one upstream to print; all where absent. */
  readonly upstream?: string | undefined
  /** Make a secret even where one is in use. */
  readonly newSecret: boolean
}

/**
 * Prints what to register us with at each upstream. A secret already in use is kept; else a fresh one is shown.
 * Resolves to the exit code.
 */
export async function printClients(file: string, { upstream: wanted, newSecret }: ClientOptions): Promise<number> {
  const whole = newSecret ? undefined : (await loadConfig(file)).config
  const config = whole ?? (await load(file, 'ignored'))
  if (!config) return 1
  const upstreams = config.upstreams.filter(({ name }) => wanted === undefined || name === wanted)
  if (upstreams.length === 0) {
    printAside(`No upstream is called ${wanted}. There are: ${config.upstreams.map(({ name }) => name).join(', ')}.`)
    return 1
  }
  for (const upstream of upstreams) {
    if (upstream.protocol === 'saml') {
      printLine(await registration(upstream, config))
      continue
    }
    const known = whole === undefined ? undefined : upstream.clientSecret
    printLine(
      await clientRegistration(upstream, {
        publicUrl: config.publicUrl,
        redirectUri: redirectUri(config, upstream.name),
        // 54 bytes are 72 characters that need no encoding anywhere.
        secret: known ?? randomBytes(54).toString('base64url'),
        inUse: known !== undefined,
      }),
    )
  }
  return 0
}

async function load(file: string, secrets: 'read' | 'ignored'): Promise<Config | undefined> {
  const { config, problems } = await loadConfig(file, undefined, { secrets })
  if (!config) printAside(describeProblems(problems))
  return config
}

const surroundings = (config: Config, name: string): Surroundings => ({
  outbound: config.outbound,
  redirectUri: redirectUri(config, name),
  postLogoutUri: `${config.publicUrl}/oidc/post-logout/${name}`,
  clockTolerance: config.clockSkew.incoming,
})

const redirectUri = ({ publicUrl }: Config, name: string): string => `${publicUrl}/oidc/callback/${name}`
