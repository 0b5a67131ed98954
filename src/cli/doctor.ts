/** `isthmus doctor`: would a login work? `--client`: what to register us with at each upstream. */
import { randomBytes } from 'node:crypto'
import type { Config } from '../config/config.ts'
import { loadConfig } from '../config/load.ts'
import { noteUnnamedProxy } from '../config/proxies.ts'
import { clientRegistration } from './doctor-client.ts'
import { examineUpstream, type Finding } from './doctor-upstream.ts'
import { describeNote, describeProblems, print } from './output.ts'

/** Asks every upstream; resolves to the exit code. */
export async function runDoctor(file: string): Promise<number> {
  const config = await load(file, 'read')
  if (!config) return 1
  for (const note of noteUnnamedProxy(config)) print(describeNote(note))
  let healthy = true
  for (const upstream of config.upstreams) {
    print(`${upstream.name} (${upstream.issuer})`)
    for await (const finding of examineUpstream(upstream, ...addresses(config, upstream.name))) {
      print(describeFinding(finding))
      healthy &&= finding.outcome !== 'bad'
    }
    print()
  }
  return healthy ? 0 : 1
}

/** Prints a registration for each upstream, each with a fresh secret; resolves to the exit code. */
export async function printClients(file: string): Promise<number> {
  const config = await load(file, 'ignored')
  if (!config) return 1
  for (const upstream of config.upstreams) {
    // 54 octets are 72 characters that need no encoding anywhere.
    const secret = randomBytes(54).toString('base64url')
    print(
      await clientRegistration(upstream, {
        publicUrl: config.publicUrl,
        redirectUri: redirectUri(config, upstream.name),
        secret,
      }),
    )
  }
  return 0
}

async function load(file: string, secrets: 'read' | 'ignored'): Promise<Config | undefined> {
  const { config, problems } = await loadConfig(file, undefined, { secrets })
  if (!config) console.error(describeProblems(problems))
  return config
}

const addresses = (config: Config, name: string): readonly [string, string] => [
  redirectUri(config, name),
  `${config.publicUrl}/oidc/post-logout/${name}`,
]

const redirectUri = ({ publicUrl }: Config, name: string): string => `${publicUrl}/oidc/callback/${name}`

const marks: Readonly<Record<Finding['outcome'], string>> = { good: '✔', bad: '✘', unknown: '?' }

function describeFinding({ outcome, what, cure }: Finding): string {
  return [`  ${marks[outcome]} ${what}`, ...(cure === undefined ? [] : [`    → ${cure}`])].join('\n')
}
