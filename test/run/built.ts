/** Real parts that no package brings, only their sources: built once, and kept in a cache folder between runs. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Where such parts are kept. */
export const partsFolder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'isthmus-test')

const vmauthVersion = 'v1.150.0'

/** VictoriaMetrics' own vmauth. */
export const vmauth = join(partsFolder, `vmauth-${vmauthVersion}`)

const oauth2ProxyVersion = 'v7.15.6'

/** The real oauth2-proxy. */
export const oauth2Proxy = join(partsFolder, `oauth2-proxy-${oauth2ProxyVersion}`)

const satosaVersion = '8.6.0'

/** SATOSA and all that it needs, for Python's path. */
export const satosa = join(partsFolder, `satosa-${satosaVersion}`)

const authlibVersion = '1.9.10'

/** Authlib with Flask, whose client of it is used, for Python's path. */
export const authlib = join(partsFolder, `authlib-${authlibVersion}`)

/** OneLogin's php-saml, out of the package of Zabbix: PHP's own registry of packages is none of ours. */
export const phpSaml = join(partsFolder, 'php-saml-of-zabbix')

const goModules = { goOidc: 'test/interop/go-oidc', crewjam: 'test/interop/crewjam' } as const

const goSources = (folder: string) => ['go.mod', 'go.sum', 'main.go'].map((one) => join(folder, one))

/** The app of test/interop/go-oidc. */
export const goOidc = join(partsFolder, `go-oidc-${digestOf(goSources(goModules.goOidc))}`)

/** The service provider of test/interop/crewjam. */
export const crewjam = join(partsFolder, `crewjam-${digestOf(goSources(goModules.crewjam))}`)

const crate = 'test/interop/proxmox/client'
const crateSources = [join(crate, 'Cargo.toml'), join(crate, 'src/main.rs')]

/** The realm of test/interop/proxmox/client; another version of its sources is another file. */
export const proxmoxRealm = join(partsFolder, `proxmox-realm-${digestOf(crateSources)}`)

/** Makes sure that vmauth is there; false, with the reason printed, where it can't be. */
export function makeVmauth(): Promise<boolean> {
  return make(vmauth, 'vmauth', (workshop) => ({
    commands: [['go', 'install', `github.com/VictoriaMetrics/VictoriaMetrics/app/vmauth@${vmauthVersion}`]],
    env: { GOBIN: workshop, GOFLAGS: '-mod=mod', CGO_ENABLED: '0' },
    made: join(workshop, 'vmauth'),
  }))
}

/** Makes sure that oauth2-proxy is there; false, with the reason printed, where it can't be. */
export function makeOauth2Proxy(): Promise<boolean> {
  return make(oauth2Proxy, 'oauth2-proxy', (workshop) => ({
    commands: [['go', 'install', `github.com/oauth2-proxy/oauth2-proxy/v7@${oauth2ProxyVersion}`]],
    env: { GOBIN: workshop, GOFLAGS: '-mod=mod', CGO_ENABLED: '0' },
    made: join(workshop, 'oauth2-proxy'),
  }))
}

/** Makes sure that SATOSA is there; false, with the reason printed, where it can't be. */
export function makeSatosa(): Promise<boolean> {
  return make(satosa, 'SATOSA', pythonPackages(`satosa==${satosaVersion}`))
}

/** Makes sure that Authlib is there; false, with the reason printed, where it can't be. */
export function makeAuthlib(): Promise<boolean> {
  return make(authlib, 'Authlib', pythonPackages(`authlib==${authlibVersion}`, 'flask', 'requests'))
}

/** Makes sure that the app on go-oidc is there; false, with the reason printed, where it can't be. */
export function makeGoOidc(): Promise<boolean> {
  return make(goOidc, 'an app on go-oidc', goProgram(goModules.goOidc))
}

/** Makes sure that the service provider on crewjam/saml is there; false, with the reason printed, where it can't be. */
export function makeCrewjam(): Promise<boolean> {
  return make(crewjam, 'a service provider on crewjam/saml', goProgram(goModules.crewjam))
}

/** Makes sure that php-saml is there; false, with the reason printed, where it can't be. Nothing of Zabbix is installed. */
export function makePhpSaml(): Promise<boolean> {
  return make(phpSaml, 'php-saml', (workshop) => ({
    commands: [
      ['sh', '-c', 'cd "$1" && apt-get download --quiet zabbix-frontend-php', 'sh', workshop],
      ['sh', '-c', 'dpkg -x "$1"/*.deb "$1"', 'sh', workshop],
    ],
    env: {},
    made: join(workshop, 'usr/share/zabbix/vendor'),
  }))
}

/** Makes sure that the Proxmox realm is there; false, with the reason printed, where it can't be. */
export function makeProxmoxRealm(): Promise<boolean> {
  return make(proxmoxRealm, 'the Proxmox realm', (workshop) => ({
    commands: [['cargo', 'build', '--quiet', '--manifest-path', join(crate, 'Cargo.toml'), '--target-dir', workshop]],
    env: {},
    made: join(workshop, 'debug/proxmox-realm'),
  }))
}

interface Recipe {
  /** One after the other, each with its arguments. */
  readonly commands: readonly (readonly [string, ...string[]])[]
  readonly env: NodeJS.ProcessEnv
  /** Where they put it. */
  readonly made: string
}

const goProgram =
  (folder: string) =>
  (workshop: string): Recipe => {
    const made = join(workshop, 'made')
    return { commands: [['go', 'build', '-C', folder, '-o', made, '.']], env: { CGO_ENABLED: '0' }, made }
  }

/** Into a folder of their own, with all that they need. */
const pythonPackages =
  (...packages: readonly string[]) =>
  (workshop: string): Recipe => {
    const made = join(workshop, 'all')
    return {
      commands: [['/usr/bin/python3', '-m', 'pip', 'install', '--quiet', '--target', made, ...packages]],
      env: { PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_ROOT_USER_ACTION: 'ignore' },
      made,
    }
  }

/**
 * Makes sure that a part lies in the cache folder. It is made beside its place and renamed when it is whole: a run that
 * was cut off leaves nothing to be mistaken for it. Suites that do not wait for it run meanwhile.
 * @returns false, with the reason printed, where it can't be made
 */
export async function make(place: string, name: string, recipe: (workshop: string) => Recipe): Promise<boolean> {
  if (existsSync(place)) return true
  console.log(`Building ${name}, once for this machine …`)
  mkdirSync(partsFolder, { recursive: true })
  const workshop = mkdtempSync(join(partsFolder, 'making-'))
  try {
    const { commands, env, made } = recipe(workshop)
    for (const [command, ...args] of commands) if (!(await ran(command, args, env))) return false
    // Another run may have been quicker: what it made is as good.
    if (!existsSync(place)) renameSync(made, place)
    return true
  } finally {
    rmSync(workshop, { recursive: true, force: true })
  }
}

/** Whether a command did what it should; the reason why not is printed. */
async function ran(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  try {
    await run(command, args, { env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 })
    return true
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string }
    console.log(`${command} failed: ${`${stdout}${stderr}`.slice(-2000) || message}`)
    return false
  }
}

function digestOf(files: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of files) if (existsSync(file)) hash.update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}
