import { execFileSync, spawnSync } from 'node:child_process'
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  X509Certificate,
} from 'node:crypto'
import { readFileSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { initKeys } from '../../../src/cli/keys.ts'
import { expiryWarnings, remindOfExpiry, tlsExpiryWarnings } from '../../../src/keys/expiry.ts'
import { type KeySet, KeysUnusable } from '../../../src/keys/keys.ts'
import { loadKeys } from '../../../src/keys/load.ts'
import { until } from '../../fixtures/until.ts'

const day = 24 * 3600 * 1000
const ofTokens = ['oidc-ec.key', 'oidc-rsa.key']
const all = ['oidc-ec.key', 'oidc-rsa.key', 'pairwise.key', 'saml-signing.crt', 'saml-signing.key', 'sealing.key']

describe('keys in certs/', () => {
  let root: string
  let directory: string
  let folders = 0
  const options = { create: false, commonName: 'idp.example.net', now: Date.now }
  const path = (name: string) => join(directory, name)
  const read = (name: string) => readFile(path(name), 'utf8')
  const load = async (): Promise<KeySet> => (await loadKeys(directory, options)).keys
  const refusal = async (where: string = directory): Promise<string> => {
    try {
      await loadKeys(where, options)
    } catch (error) {
      if (error instanceof KeysUnusable) return error.message
      throw error
    }
    throw new Error('the keys were accepted')
  }

  before(async function () {
    this.timeout(30_000)
    root = await mkdtemp(join(tmpdir(), 'isthmus-keys-'))
    for (const name of ['one', 'two'])
      await loadKeys(join(root, name), { ...options, commonName: `${name}.example.net`, create: true })
  })
  after(() => rm(root, { recursive: true }))
  beforeEach(async () => {
    directory = join(root, `copy-${folders++}`)
    await cp(join(root, 'one'), directory, { recursive: true })
  })

  describe('made where there are none', () => {
    it('are a full set, each file readable by its owner only, and nothing else', async () => {
      expect((await readdir(directory)).sort()).to.deep.equal(all)
      for (const name of all) expect((await stat(join(root, 'one', name))).mode & 0o777, name).to.equal(0o600)
      expect((await stat(join(root, 'one'))).mode & 0o077).to.equal(0)
    })

    it('have a self-signed certificate of ten years for the host', async () => {
      const { signing } = await load()
      expect(signing.certificate.subject).to.equal('CN=one.example.net')
      expect(signing.certificate.issuer).to.equal('CN=one.example.net')
      expect(signing.certificate.verify(signing.certificate.publicKey)).to.equal(true)
      const [from, to] = [signing.certificate.validFrom, signing.certificate.validTo].map((date) => Date.parse(date))
      expect(from).to.be.below(Date.now() - 30 * 60 * 1000)
      expect(((to ?? 0) - Date.now()) / day).to.be.within(3650, 3654)
      expect(signing.privateKey.asymmetricKeyDetails?.modulusLength).to.equal(2048)
      expect(signing.certificateBase64)
        .to.equal(signing.certificate.raw.toString('base64'))
        .and.match(/^[\w+/=]+$/)
    })

    it('are loaded again as they were, and others than a second set', async () => {
      const [first, again, other] = [await load(), await load(), (await loadKeys(join(root, 'two'), options)).keys]
      expect(again.fingerprint)
        .to.equal(first.fingerprint)
        .and.match(/^[0-9a-f]{16}$/)
      expect(again.tokens.equals(first.tokens)).to.equal(true)
      expect(first.tokens.equals(first.sealing)).to.equal(false)
      expect(other.fingerprint).not.to.equal(first.fingerprint)
      expect(other.tokens.equals(first.tokens)).to.equal(false)
    })

    it('are not made in a folder that can not be used, with the reason', async () => {
      await writeFile(join(root, 'a-file'), '')
      for (const target of [join(root, 'a-file'), join(root, 'a-file', 'below')]) {
        const outcome = await loadKeys(target, { ...options, create: true }).catch((error: Error) => error)
        expect(outcome).to.be.instanceOf(KeysUnusable).with.property('message').that.contains('ENOTDIR')
      }
    })

    it('are made by one of several that start at once', async function () {
      this.timeout(30_000)
      const target = join(root, 'raced')
      const starts = await Promise.allSettled([1, 2, 3].map(() => loadKeys(target, { ...options, create: true })))
      expect(starts.some((start) => start.status === 'fulfilled')).to.equal(true)
      for (const start of starts) if (start.status === 'rejected') expect(start.reason).to.be.instanceOf(KeysUnusable)
      const { keys } = await loadKeys(target, options)
      for (const start of starts)
        if (start.status === 'fulfilled') expect(start.value.keys.fingerprint).to.equal(keys.fingerprint)
      expect((await readdir(target)).sort()).to.deep.equal(all)
    })

    it('are not made over the traces of a process that was cut off', async () => {
      const target = join(root, 'cut-off')
      await mkdir(join(target, '.making'), { recursive: true })
      const outcome = await loadKeys(target, { ...options, create: true }).catch((error: Error) => error)
      expect(outcome).to.be.instanceOf(KeysUnusable).with.property('message').that.contains('.making')
      expect(await readdir(target)).to.deep.equal(['.making'])
    })
  })

  describe('not there', () => {
    it('are refused, and isthmus keys init is named', async () => {
      expect(await refusal(join(root, 'none'))).to.contain('isthmus keys init')
    })

    for (const name of all.filter((one) => !ofTokens.includes(one)))
      it(`in part are refused also where keys may be made: ${name}`, async () => {
        await rm(path(name))
        const outcome = await loadKeys(directory, { ...options, create: true }).catch((error: Error) => error)
        expect(outcome).to.be.instanceOf(KeysUnusable).with.property('message').that.contains(path(name))
        expect((await readdir(directory)).sort()).to.deep.equal(all.filter((other) => other !== name))
      })

    it('those of ID Tokens are made where they are missing, or asked for, and no other key is touched', async () => {
      for (const name of ofTokens) await rm(path(name))
      const before = await read('pairwise.key')
      expect((await loadKeys(directory, options)).keys.oidc).to.equal(undefined)
      const outcome = await loadKeys(directory, { ...options, oidc: 'demand' }).catch((error: Error) => error)
      expect(outcome).to.be.instanceOf(KeysUnusable).with.property('message').that.contains('keys init --missing')
      const { keys } = await loadKeys(directory, { ...options, oidc: 'make' })
      expect(keys.oidc?.rsa.map(({ algorithm }) => algorithm)).to.deep.equal(['RS256'])
      expect(keys.oidc?.ec.map(({ algorithm }) => algorithm)).to.deep.equal(['ES256'])
      expect(await read('pairwise.key')).to.equal(before)
      await cp(join(root, 'two/oidc-rsa.key'), path('oidc-rsa-previous.key'))
      const rotated = (await loadKeys(directory, { ...options, oidc: 'demand' })).keys.oidc
      expect(rotated?.rsa.map(({ id }) => id)).to.have.length(2)
      expect(rotated?.rsa[0].id).to.equal(keys.oidc?.rsa[0].id)
    })

    it('are all named at once', async () => {
      await rm(path('sealing.key'))
      await rm(path('pairwise.key'))
      const message = await refusal()
      expect(message).to.contain(path('sealing.key')).and.contain(path('pairwise.key'))
      expect(message).to.contain('new user at every app')
    })
  })

  describe('given as PEM', () => {
    it('may be PKCS#1 or PKCS#8, with CRLF, text around it and a chain behind the certificate', async () => {
      const { privateKey } = (await load()).signing
      for (const type of ['pkcs1', 'pkcs8'] as const) {
        const pem = privateKey.export({ type, format: 'pem' }).toString()
        await writeFile(path('saml-signing.key'), `Bag Attributes\n${pem.replaceAll('\n', '\r\n')}\n`)
        expect((await load()).signing.privateKey.equals(privateKey)).to.equal(true)
      }
      const chain = `subject=x\n${await read('saml-signing.crt')}${await readFile(join(root, 'two/saml-signing.crt'), 'utf8')}`
      await writeFile(path('saml-signing.crt'), chain)
      expect((await load()).signing.certificate.subject).to.equal('CN=one.example.net')
    })

    const bad: readonly (readonly [what: string, name: string, text: () => string, message: string])[] = [
      ['an encrypted PKCS#8 key', 'saml-signing.key', () => encrypted('pkcs8'), 'passphrase'],
      ['an encrypted PKCS#1 key', 'saml-signing.key', () => encrypted('pkcs1'), 'passphrase'],
      ['an EC key', 'saml-signing.key', () => elliptic(), 'type ec'],
      ['an RSA-PSS key', 'saml-signing.key', () => restrictedToPss(), 'type rsa-pss'],
      ['an RSA key of 1024 bits', 'saml-signing.key', () => rsa(1024), '1024 bits'],
      ['a certificate in place of a key', 'saml-signing.key', () => certificateLike, 'no PEM private key'],
      ['a key that was cut off', 'saml-signing.key', () => rsa(2048).slice(0, 800) + cutEnd, 'truncated'],
      ['an empty key', 'saml-signing.key', () => '', 'no PEM private key'],
      ['a key in place of a certificate', 'saml-signing.crt', () => rsa(2048), 'no readable PEM certificate'],
      ['a broken certificate', 'saml-signing.crt', () => certificateLike, 'no readable PEM certificate'],
      ['an empty secret', 'pairwise.key', () => '', '32 bytes'],
      ['a secret of 31 octets', 'pairwise.key', () => Buffer.alloc(31, 7).toString('base64'), '32 bytes'],
      ['a secret of 33 octets', 'sealing.key', () => Buffer.alloc(33, 7).toString('base64'), '32 bytes'],
      ['a secret in hex', 'sealing.key', () => Buffer.alloc(32, 7).toString('hex'), '32 bytes'],
      [
        'a secret with something behind it',
        'sealing.key',
        () => `${Buffer.alloc(32, 7).toString('base64')} x`,
        '32 bytes',
      ],
    ]
    for (const [what, name, text, message] of bad)
      it(`are refused: ${what}`, async () => {
        const secret = text()
        await writeFile(path(name), secret)
        const said = await refusal()
        expect(said).to.contain(path(name)).and.contain(message)
        const middle = secret.slice(100, 140)
        if (middle !== '') expect(said).not.to.contain(middle)
      })

    it('must belong together; both fingerprints are shown', async () => {
      await cp(join(root, 'two/saml-signing.crt'), path('saml-signing.crt'))
      const message = await refusal()
      const spki = (key: KeyObject) =>
        createHash('sha256')
          .update(key.export({ type: 'spki', format: 'der' }))
          .digest('hex')
      const key = createPublicKey(await read('saml-signing.key'))
      const { publicKey } = new X509Certificate(await read('saml-signing.crt'))
      expect(message).to.contain(spki(key)).and.contain(spki(publicKey))
    })

    it('are not one secret for two purposes', async () => {
      await cp(path('pairwise.key'), path('sealing.key'))
      expect(await refusal()).to.contain('same as pairwise.key')
    })

    it('are all judged before any is refused', async () => {
      for (const name of all) await writeFile(path(name), 'x')
      const message = await refusal()
      for (const name of all) expect(message).to.contain(path(name))
    })

    it('that can not be read are refused with the reason', async () => {
      await rename(path('pairwise.key'), path('x'))
      await mkdir(path('pairwise.key'))
      expect(await refusal())
        .to.contain(path('pairwise.key'))
        .and.contain('EISDIR')
    })
  })

  describe('of the next signing key', () => {
    it('are loaded beside the current ones', async () => {
      for (const kind of ['key', 'crt'])
        await cp(join(root, `two/saml-signing.${kind}`), path(`saml-signing-next.${kind}`))
      const keys = await load()
      expect(keys.signing.certificate.subject).to.equal('CN=one.example.net')
      expect(keys.nextSigning?.certificate.subject).to.equal('CN=two.example.net')
      await rm(path('saml-signing-next.key'))
      expect(await refusal()).to.contain(path('saml-signing-next.key'))
    })

    it('must belong together too', async () => {
      await cp(join(root, 'two/saml-signing.crt'), path('saml-signing-next.crt'))
      await cp(path('saml-signing.key'), path('saml-signing-next.key'))
      expect(await refusal()).to.contain(path('saml-signing-next.crt'))
    })
  })

  describe('and openssl', () => {
    before(function () {
      if (spawnSync('openssl', ['version']).error) this.skip()
    })

    it('read the same certificate', () => {
      const how = ['x509', '-noout', '-text', '-in', path('saml-signing.crt')]
      const text = execFileSync('openssl', how, { encoding: 'utf8' })
      expect(text).to.contain('sha256WithRSAEncryption').and.contain('Version: 3').and.contain('one.example.net')
      execFileSync('openssl', ['verify', '-CAfile', path('saml-signing.crt'), path('saml-signing.crt')])
    })

    it('make what docs/keys.md says', async () => {
      const next = ['-keyout', path('saml-signing-next.key'), '-out', path('saml-signing-next.crt')]
      const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '3650', '-subj', '/CN=idp.example.net']
      execFileSync('openssl', [...request, ...next], { stdio: 'ignore' })
      await writeFile(path('sealing.key'), execFileSync('openssl', ['rand', '-base64', '32']))
      const { nextSigning } = await load()
      expect(nextSigning?.certificate.subject).to.equal('CN=idp.example.net')
    })
  })

  describe('warnings', () => {
    it('come 60, 30 and 7 days before the end and when it is over', async () => {
      const keys = await load()
      const end = Date.parse(keys.signing.certificate.validTo)
      const left = (ms: number) => expiryWarnings(directory, keys, end - ms).map((warning) => warning.daysLeft)
      expect(left(61 * day)).to.deep.equal([])
      expect(left(60 * day)).to.deep.equal([60])
      expect(left(31 * day)).to.deep.equal([60])
      expect(left(30 * day)).to.deep.equal([30])
      expect(left(7 * day)).to.deep.equal([7])
      expect(left(1)).to.deep.equal([7])
      expect(left(0)).to.deep.equal([0])
      expect(left(-400 * day)).to.deep.equal([0])
      const both = { ...keys, nextSigning: keys.signing }
      expect(expiryWarnings(directory, both, end).map((warning) => warning.file)).to.deep.equal([
        path('saml-signing.crt'),
        path('saml-signing-next.crt'),
      ])
      const { warnings } = await loadKeys(directory, { ...options, now: () => end - 20 * day })
      expect(warnings[0]?.message).to.contain('in 20 days')
    })

    it('come of the certificate of our own https too: of that of its chain that ends first', async () => {
      const make = (days: number) => {
        const files = ['-keyout', path('tls.key'), '-out', path('tls.crt')]
        const request = [
          'req',
          '-x509',
          '-newkey',
          'rsa:2048',
          '-nodes',
          '-days',
          String(days),
          '-subj',
          '/CN=sso.home.test',
        ]
        execFileSync('openssl', [...request, ...files], { stdio: 'ignore' })
        return readFileSync(path('tls.crt'), 'utf8')
      }
      const left = (certificate: string) => tlsExpiryWarnings({ certificate, certFile: 'tls.crt' }, Date.now())
      const [long, short] = [make(100), make(20)]
      expect(left(long)).to.deep.equal([])
      for (const chain of [short, `${long}${short}`, `${short}\n${long}`]) {
        expect(left(chain).map(({ daysLeft, file }) => [daysLeft, file])).to.deep.equal([[30, 'tls.crt']])
      }
      expect(left(short)[0]?.message).to.contain('in 20 days')
      expect(tlsExpiryWarnings(undefined, Date.now())).to.deep.equal([])
    })

    it('are repeated while the gateway runs, of the keys in force then', async () => {
      const keys = await load()
      const { validTo } = keys.signing.certificate
      const ended = { ...keys, signing: { ...keys.signing, certificate: withEnd(keys.signing.certificate, -day) } }
      const said: string[] = []
      let inForce = keys
      const stop = remindOfExpiry(
        directory,
        () => inForce,
        (warning) => said.push(warning.message),
        5,
      )
      await new Promise((resolve) => setTimeout(resolve, 30))
      expect(said, validTo).to.deep.equal([])
      inForce = ended
      await until(() => said.length > 1)
      stop()
      expect(new Set(said).size).to.equal(1)
      expect(said[0]).to.contain('ended on')
      const heard = said.length
      await new Promise((resolve) => setTimeout(resolve, 30))
      expect(said.length).to.equal(heard)
    })

    it('name a secret that everyone on the machine can read, and no other file', async () => {
      expect((await loadKeys(directory, options)).warnings).to.deep.equal([])
      for (const name of ['pairwise.key', 'saml-signing.crt']) await chmod(path(name), 0o644)
      const { warnings } = await loadKeys(directory, options)
      expect(warnings.map(({ kind, file }) => [kind, file])).to.deep.equal([['permissions', path('pairwise.key')]])
    })
  })

  describe('isthmus keys init', () => {
    it('makes a full set and prints each file, but no secret', async () => {
      const target = join(root, 'init')
      const lines: string[] = []
      await initKeys(target, { commonName: 'x'.repeat(100), print: (line) => lines.push(line) })
      for (const name of all) expect(lines.join('\n')).to.contain(name)
      const { keys } = await loadKeys(target, options)
      expect(keys.signing.certificate.subject).to.equal(`CN=${'x'.repeat(64)}`)
      expect(lines.join('\n')).not.to.contain((await readFile(join(target, 'pairwise.key'), 'utf8')).trim())
    })

    it('overwrites nothing, not even one file of a set', async () => {
      for (const name of all) if (name !== 'pairwise.key') await rm(path(name))
      const before = await read('pairwise.key')
      const outcome = await initKeys(directory, { commonName: 'x', print: () => {} }).catch((error: Error) => error)
      expect(outcome).to.be.instanceOf(KeysUnusable).with.property('message').that.contains(path('pairwise.key'))
      expect(await readdir(directory)).to.deep.equal(['pairwise.key'])
      expect(await read('pairwise.key')).to.equal(before)
    })
  })
})

/** The certificate as if it ended so many ms from now. */
function withEnd(certificate: X509Certificate, ms: number): X509Certificate {
  const changed = new X509Certificate(certificate.raw)
  Object.defineProperty(changed, 'validTo', { value: new Date(Date.now() + ms).toUTCString() })
  return changed
}

const cutEnd = '\n-----END PRIVATE KEY-----\n'
const certificateLike = `-----BEGIN CERTIFICATE-----\n${'MIIB'.repeat(60)}\n-----END CERTIFICATE-----\n`

const rsa = (modulusLength: number): string =>
  generateKeyPairSync('rsa', { modulusLength }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

const encrypted = (type: 'pkcs1' | 'pkcs8'): string =>
  createPrivateKey(rsa(2048)).export({ type, format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString()

const elliptic = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

const restrictedToPss = (): string =>
  generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
