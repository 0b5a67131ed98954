/** What a real service provider under test is to the tests, whatever it is made of. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { BrowserSession, Page } from '../fixtures/browser-session.ts'
import { endProcess } from '../fixtures/end-process.ts'
import { freePort } from '../fixtures/free-port.ts'
import { makeOwnKey } from './own-key.ts'

/** What a login asks for. */
export interface Wish {
  readonly signed: boolean
  readonly encrypted: boolean
  readonly binding: 'redirect' | 'post'
  readonly forceAuthn?: boolean
  readonly isPassive?: boolean
  /** RequestedAuthnContext, exactly this class. */
  readonly context?: string
  readonly relayState?: string
}

/** One entity of a service provider: what the gateway's operator registers. */
export interface Entity {
  /** Its key under `apps`. */
  readonly name: string
  readonly metadata: string
  readonly encrypted: boolean
  /** What else stands under its key. */
  readonly settings?: Readonly<Record<string, unknown>>
}

/** What the service provider made of a Response. */
export type Landing =
  | {
      readonly kind: 'signed-in'
      readonly nameId: string
      readonly attributes: Readonly<Record<string, readonly string[]>>
      /** Absent where the SP does not tell its application. */
      readonly contextClass?: string
      readonly sessionIndex?: string
    }
  | { readonly kind: 'refused'; readonly text: string }

export type LogoutBinding = 'redirect' | 'post' | 'soap'

/** What the service provider made of a LogoutResponse: its StatusCode values, outermost first, where it took it. */
export type LogoutLanding =
  | { readonly kind: 'signed-out'; readonly status: readonly string[] }
  | { readonly kind: 'refused'; readonly text: string }

/** The single logout of a service provider. */
export interface RealLogout {
  /** Where a person who is signed in at this entity signs out. */
  url(wish: Wish, by: LogoutBinding): string
  /**
   * Reads the page on which the person lands after it.
   * @param seen all addresses that the browser went to on the way
   */
  landing(page: Page, seen: readonly string[]): LogoutLanding
  /** Whether the service provider shows its page to this browser. */
  isSignedIn(browser: BrowserSession, wish: Wish): Promise<boolean>
}

export interface RealServiceProvider {
  readonly entities: readonly Entity[]
  /** The gateway is up: what needs its metadata to start, starts. */
  connect(): Promise<void>
  /** Where a person begins. */
  loginUrl(wish: Wish): string
  /** Reads the page on which the person lands after the Response. */
  landing(page: Page): Landing
  readonly logout: RealLogout
  close(): Promise<void>
}

const startsWithin = 20_000

/** The entities that a service provider made of a script has: each of them below its own path. */
const variants = [true, false].flatMap((signed) =>
  [false, true].map((encrypted) => ({ name: variantOf({ signed, encrypted }), encrypted })),
)

export function variantOf({ signed, encrypted }: Pick<Wish, 'signed' | 'encrypted'>): string {
  return `${signed ? 'signed' : 'unsigned'}-${encrypted ? 'encrypted' : 'clear'}`
}

type Command = readonly [executable: string, ...leading: string[]]

/** Debian's Python packages are seen by its own interpreter only; another one may come first in PATH. */
export const pythonScript = (path: string): Command => [
  '/usr/bin/python3',
  fileURLToPath(new URL(`../../../test/interop/${path}`, import.meta.url)),
]

export const nodeScript = (path: string): Command => [
  process.execPath,
  '--enable-source-maps',
  fileURLToPath(new URL(path, import.meta.url)),
]

/**
 * Starts a script that speaks as python/web.py and node/web.ts describe.
 * @param gatewayUrl where the gateway will be; it need not be there yet
 */
export async function startScript(name: string, command: Command, gatewayUrl: string): Promise<RealServiceProvider> {
  const key = await makeOwnKey(name)
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const [executable, ...leading] = command
  const script = spawn(
    executable,
    [
      ...leading,
      ...['--port', String(port), '--idp-metadata', `${gatewayUrl}/saml/metadata`],
      ...['--key', key.keyFile, '--certificate', key.certificateFile],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' } },
  )
  const close = async () => {
    await endProcess(script, 5000)
    await key.remove()
  }
  try {
    await listening(script)
    const entities = await Promise.all(
      variants.map(async (variant) => {
        const answer = await fetch(`${origin}/${variant.name}/metadata`)
        if (!answer.ok) throw new Error(`no metadata of ${name}: ${answer.status} ${await answer.text()}`)
        return { ...variant, metadata: await answer.text() }
      }),
    )
    const logout = logoutAt(origin)
    return { entities, connect: async () => {}, loginUrl: (wish) => loginUrl(origin, wish), landing, logout, close }
  } catch (error) {
    await close()
    throw error
  }
}

function loginUrl(origin: string, wish: Wish): string {
  const url = new URL(`${origin}/${variantOf(wish)}/login`)
  url.searchParams.set('binding', wish.binding)
  if (wish.forceAuthn === true) url.searchParams.set('force', 'true')
  if (wish.isPassive === true) url.searchParams.set('passive', 'true')
  if (wish.context !== undefined) url.searchParams.set('context', wish.context)
  if (wish.relayState !== undefined) url.searchParams.set('relay', wish.relayState)
  return url.href
}

function landing(page: Page): Landing {
  if (page.status !== 200) return { kind: 'refused', text: page.body }
  return { kind: 'signed-in', ...JSON.parse(page.body) }
}

function logoutAt(origin: string): RealLogout {
  return {
    url: (wish, by) => `${origin}/${variantOf(wish)}/logout?binding=${by}`,
    landing(page) {
      const ended = page.status === 200 && page.url.startsWith(`${origin}/`)
      return ended
        ? { kind: 'signed-out', ...JSON.parse(page.body) }
        : { kind: 'refused', text: `${page.url} ${page.body}` }
    },
    async isSignedIn(browser, wish) {
      const { status } = await browser.get(`${origin}/${variantOf(wish)}/page`)
      if (status !== 200 && status !== 401) throw new Error(`its page answers with ${status}`)
      return status === 200
    },
  }
}

/** Resolves when the script says `listening`, and throws with all that it printed when it does not. */
function listening(script: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = ''
    const give = (how: string) => reject(new Error(`${script.spawnargs.join(' ')} ${how}:\n${output}`))
    const timer = setTimeout(() => give('did not start'), startsWithin)
    const keep = (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes('listening')) {
        clearTimeout(timer)
        resolve()
      }
    }
    script.stdout?.on('data', keep)
    script.stderr?.on('data', keep)
    script.once('error', (error) => give(error.message))
    script.once('exit', (code) => give(`ended with ${code}`))
  })
}
