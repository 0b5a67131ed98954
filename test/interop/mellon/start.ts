/**
 * Apache with mod_auth_mellon, as a private instance. What a login asks for is configuration there, not a parameter:
 * so each kind of request has an entity of its own.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inflateRawSync } from 'node:zlib'
import { type Page, unescapeHtml } from '../../fixtures/browser-session.ts'
import { endProcess } from '../../fixtures/end-process.ts'
import { freePort } from '../../fixtures/free-port.ts'
import { makeOwnKey } from '../own-key.ts'
import { type Landing, type RealLogout, type RealServiceProvider, variantOf, type Wish } from '../service-provider.ts'

const modules = '/usr/lib/apache2/modules'
const startsWithin = 20_000

interface Variant extends Pick<Wish, 'signed' | 'encrypted' | 'binding'> {
  readonly name: string
  readonly context?: string
}

/** @param contexts the classes that logins will ask for, each in a signed request by HTTP-Redirect */
export async function startMellon(gatewayUrl: string, contexts: readonly string[]): Promise<RealServiceProvider> {
  const key = await makeOwnKey('mellon')
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const variants = variantsFor(contexts)
  const metadataOf = ({ name, signed }: Variant) =>
    filled('metadata.xml', { base: `${origin}/${name}`, signed: String(signed), certificate: key.certificateBase64 })
  let apache: ReturnType<typeof spawn> | undefined
  const find = (wish: Wish) => {
    const found = variants.find(({ name }) => name === nameOf(wish))
    if (found === undefined) throw new Error(`no such entity: ${nameOf(wish)}`)
    return found
  }
  return {
    entities: variants.map((variant) => ({ ...variant, metadata: metadataOf(variant) })),
    async connect() {
      await furnish(key.directory, port, variants, metadataOf, await idpMetadata(gatewayUrl))
      apache = spawn('/usr/sbin/apache2', ['-f', join(key.directory, 'apache.conf'), '-DFOREGROUND'], {
        stdio: 'ignore',
      })
      await answers(apache, origin, key.directory)
    },
    loginUrl(wish) {
      const { name } = find(wish)
      const page = `${origin}/${name}/page.shtml${wish.relayState === undefined ? '' : `?${wish.relayState}`}`
      // Its login endpoint asks the IdP in any case; the page itself would do so only without a session here.
      const passive = wish.isPassive === true ? '&IsPassive=true' : ''
      return `${origin}/${name}/mellon/login?ReturnTo=${encodeURIComponent(page)}${passive}`
    },
    landing,
    logout: logoutAt(origin),
    async close() {
      if (apache !== undefined) await endProcess(apache, 5000)
      await key.remove()
    },
  }
}

function variantsFor(contexts: readonly string[]): readonly Variant[] {
  const plain = [true, false].flatMap((signed) =>
    [false, true].flatMap((encrypted) =>
      (['redirect', 'post'] as const).map((binding) => ({ signed, encrypted, binding })),
    ),
  )
  const asking = contexts.map((context) => ({ signed: true, encrypted: false, binding: 'redirect' as const, context }))
  return [...plain, ...asking].map((variant) => ({ ...variant, name: nameOf(variant) }))
}

function nameOf(wish: Wish): string {
  const asked = wish.context === undefined ? '' : `-${wish.context.replace(/.*[:/]/, '')}`
  return `${variantOf(wish)}-${wish.binding}${asked}`
}

/** After a logout it sends the person to a page that nobody must be signed in for; what it heard it tells nobody. */
function logoutAt(origin: string): RealLogout {
  const afterwards = `${origin}/afterwards.shtml`
  return {
    url: (wish) => `${origin}/${nameOf(wish)}/mellon/logout?ReturnTo=${encodeURIComponent(afterwards)}`,
    landing(page, seen) {
      const answer = seen
        .map((url) => new URL(url).searchParams.get('SAMLResponse'))
        .findLast((found) => found !== null)
      if (page.url !== afterwards || page.status !== 200 || answer === undefined || answer === null) {
        return { kind: 'refused', text: `${page.status} at ${page.url}: ${page.body}` }
      }
      const xml = inflateRawSync(Buffer.from(answer, 'base64')).toString()
      const status = [...xml.matchAll(/<[\w:]*StatusCode\b[^>]*\bValue="([^"]*)"/g)].map(([, value = '']) => value)
      return { kind: 'signed-out', status }
    },
    async isSignedIn(browser, wish) {
      const { status } = await browser.get(`${origin}/${nameOf(wish)}/page.shtml`)
      if (status !== 200 && status !== 303) throw new Error(`its page answers with ${status}`)
      return status === 200
    },
  }
}

/** mod_auth_mellon sends its requests by POST only where the IdP's metadata offers nothing else. */
async function idpMetadata(gatewayUrl: string): Promise<Readonly<Record<Wish['binding'], string>>> {
  const redirect = await (await fetch(`${gatewayUrl}/saml/metadata`)).text()
  const post = redirect.replace(
    /<[\w:]*SingleSignOnService[^>]*HTTP-Redirect"[^>]*(\/>|><\/[\w:]*SingleSignOnService>)/g,
    '',
  )
  if (post === redirect) throw new Error('no HTTP-Redirect endpoint in the metadata')
  return { redirect, post }
}

async function furnish(
  directory: string,
  port: number,
  variants: readonly Variant[],
  metadataOf: (variant: Variant) => string,
  idp: Readonly<Record<Wish['binding'], string>>,
): Promise<void> {
  const user = process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : ''
  const locations = variants.map(({ name, binding, context }) =>
    filled('location.conf', {
      directory,
      name,
      idp: `idp-${binding}`,
      context: context === undefined ? '' : `MellonAuthnContextClassRef "${context}"`,
    }),
  )
  const main = filled('apache.conf', { directory, port: String(port), modules, user })
  await writeFile(join(directory, 'apache.conf'), [main, ...locations].join('\n'))
  for (const binding of ['redirect', 'post'] as const)
    await writeFile(join(directory, `idp-${binding}.xml`), idp[binding])
  for (const variant of variants) {
    await writeFile(join(directory, `${variant.name}.xml`), metadataOf(variant))
    await mkdir(join(directory, 'pages', variant.name), { recursive: true })
    await writeFile(join(directory, 'pages', variant.name, 'page.shtml'), '<pre><!--#printenv --></pre>\n')
  }
  await writeFile(join(directory, 'pages', 'afterwards.shtml'), 'bye\n')
  // Apache's children are another user: they read the pages, and nothing else of it.
  await chmod(directory, 0o711)
}

function filled(file: string, values: Readonly<Record<string, string>>): string {
  const path = fileURLToPath(new URL(`../../../../test/interop/mellon/${file}`, import.meta.url))
  return readFileSync(path, 'utf8').replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

async function answers(apache: ReturnType<typeof spawn>, origin: string, directory: string): Promise<void> {
  const until = Date.now() + startsWithin
  while (Date.now() < until && apache.exitCode === null) {
    const up = await fetch(origin, { redirect: 'manual' }).then(
      () => true,
      () => false,
    )
    if (up) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const log = await readFile(join(directory, 'error.log'), 'utf8').catch(() => 'no log')
  throw new Error(`Apache did not start (exit code ${apache.exitCode}):\n${log}`)
}

/** The page shows the environment that an application behind Apache would have. */
function landing(page: Page): Landing {
  const environment = new Map(
    [...unescapeHtml(page.body).matchAll(/^(?:<pre>)?(MELLON_\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  )
  const nameId = environment.get('MELLON_NAME_ID')
  if (nameId === undefined) return { kind: 'refused', text: `${page.status} ${page.body}` }
  const attributes = Object.fromEntries(
    [...environment].map(([name, value]) => [name.replace(/^MELLON_/, ''), value.split(';')]),
  )
  return { kind: 'signed-in', nameId, attributes }
}
