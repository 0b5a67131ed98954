/** What is posted to the console: files, forms whose session was over, a second yes, two administrators at once. */
import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { parse } from 'yaml'
import { putApp } from '../../../../src/admin/apps.ts'
import { largestUpload, readForm } from '../../../../src/admin/console/form.ts'
import type { HttpRequest } from '../../../../src/core/http.ts'
import { admin } from '../../../fixtures/administration.ts'
import { ConsoleRig, html, tokenIn } from '../../../fixtures/console-rig.ts'

const boundary = 'x'.repeat(20)

/** A multipart body, as a browser writes it. */
function multipart(parts: readonly (readonly [name: string, value: string | Uint8Array, file?: string])[]): Buffer {
  const chunks = parts.flatMap(([name, value, file]) => {
    const named = file === undefined ? '' : `; filename="${file}"\r\nContent-Type: text/xml`
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${named}\r\n\r\n`
    return [Buffer.from(head), Buffer.from(value as string), Buffer.from('\r\n')]
  })
  return Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)])
}

const read = (octets: Uint8Array, contentType = `multipart/form-data; boundary=${boundary}`) =>
  readForm({
    contentType: contentType.split(';', 1)[0] ?? '',
    headers: { 'content-type': contentType },
    octets,
  } as HttpRequest)

const refused = (octets: Uint8Array, type?: string) =>
  read(octets, type).then(
    () => undefined,
    (error: { code?: string }) => error.code,
  )

describe('console: what is posted', () => {
  it('reads a file as text, and takes what was pasted where no file was chosen', async () => {
    const form = await read(
      multipart([
        ['token', 't'],
        ['file', '<md/>', 'wiki.xml'],
        ['text', ''],
      ]),
    )
    expect([...form]).to.deep.equal([
      ['token', 't'],
      ['file', '<md/>'],
    ])
    const pasted = await read(
      multipart([
        ['file', '', ''],
        ['text', '<md>ä€😀</md>'],
      ]),
    )
    expect(pasted.get('text')).to.equal('<md>ä€😀</md>')
    expect(pasted.has('file')).to.equal(false)
  })

  it('reads the two ways of UTF-16, and takes no other bytes', async () => {
    const text = '<md>ä</md>'
    const little = Buffer.from(`\ufeff${text}`, 'utf16le')
    const big = Buffer.from(little).swap16()
    for (const file of [little, big]) {
      expect((await read(multipart([['file', file, 'a.xml']]))).get('file')).to.equal(text)
    }
    const picture = Buffer.from([0xff, 0x00, 0xc3])
    expect(await refused(multipart([['text', picture]]))).to.equal(undefined)
    expect((await read(multipart([['file', picture, 'a.png']]))).get('file'), 'no XML, whatever it is').to.equal(
      '\ufffd',
    )
    const png = Buffer.from('89504e470d0a1a0a', 'hex')
    const told = (await read(multipart([['file', png, 'a.png']]))).get('file')
    expect(told, 'and how it begins, where that says what it is').to.equal('\ufffd\x89PNG\r\n\x1a\n')
    expect(await refused(picture, 'application/x-www-form-urlencoded')).to.equal('malformed_request')
  })

  it('counts the parts before any is read, whatever stands in their heads', async () => {
    const why = (octets: Buffer) => read(octets).then(String, (error: { cause?: unknown }) => error.cause)
    for (const part of [`--${boundary}\r\nA: b\r\n\r\n1\r\n`, `--${boundary}\r\n\r\n\r\n`, `\r\n--${boundary}`]) {
      expect(await why(Buffer.from(`${part.repeat(20_000)}--${boundary}--\r\n`)), part).to.equal('too many parts')
    }
    const pem = `-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n`.repeat(200)
    expect((await read(multipart([['text', pem]]))).get('text'), 'control').to.equal(pem)
  })

  it('limits parts, files, names and fields', async () => {
    const many = (count: number, file?: string) =>
      multipart(
        Array.from(
          { length: count },
          (_, index) => [`f${index}`, 'x', ...(file ? [file] : [])] as [string, string, string?],
        ),
      )
    expect(await refused(many(150))).to.equal(undefined)
    expect(await refused(many(300))).to.equal('malformed_request')
    expect(await refused(many(2, 'a.xml'))).to.equal(undefined)
    expect(await refused(many(3, 'a.xml'))).to.equal('malformed_request')
    const fields = (count: number) => Buffer.from(Array.from({ length: count }, (_, index) => `f${index}=x`).join('&'))
    expect(await refused(fields(200), 'application/x-www-form-urlencoded')).to.equal(undefined)
    expect(await refused(fields(201), 'application/x-www-form-urlencoded')).to.equal('malformed_request')
  })

  it('refuses what is no form', async () => {
    expect(await refused(Buffer.from('nothing'))).to.equal('malformed_request')
    expect(await refused(Buffer.from(''), 'multipart/form-data')).to.equal('malformed_request')
    const whole = multipart([['text', 'x']])
    expect(await refused(whole.subarray(0, whole.length - 10))).to.equal('malformed_request')
    expect(await refused(whole)).to.equal(undefined)
  })

  it('keeps a form whose session was over, shows it after the login, and does it only then', async () => {
    const rig = new ConsoleRig()
    await rig.open('/admin')
    const token = tokenIn(html(await rig.send('/admin/quarantine')))
    rig.world.now += rig.hub.askUpstreamAfter + 1
    const form = { token, app: 'lms', days: '7', note: 'for <b>Ms</b> Example' }
    const again = html(await rig.follow(await rig.send('/admin/setup-links', { method: 'POST', form })))
    expect(again).to.contain('Send this now?').and.to.contain('for &lt;b>Ms&lt;/b> Example')
    expect(await rig.administration.store.list('setup-link')).to.deep.equal([])
    const { token: _, ...entered } = form
    const fresh = tokenIn(again)
    const done = html(await rig.send('/admin/setup-links', { method: 'POST', form: { ...entered, token: fresh } }))
    expect(done).to.contain('/admin/setup/')
    expect(await rig.administration.store.list('setup-link')).to.have.length(1)
  })

  it('keeps no yes of the session before: what is dangerous is asked again, by its name', async () => {
    const rig = new ConsoleRig()
    const { deps } = rig.administration
    await putApp(deps, admin, 'lms', { settings: '', metadata: '<md/>' })
    const token = tokenIn(html(await rig.open('/admin/apps/lms')))
    rig.world.now += rig.hub.askUpstreamAfter + 1
    const remove = (form: Record<string, string>) => rig.send('/admin/apps/lms/remove', { method: 'POST', form })
    const again = html(await rig.follow(await remove({ token, sure: 'yes' })))
    expect(again).to.contain('Remove the app: lms').and.not.to.contain('name="sure"')
    expect(html(await remove({ token: tokenIn(again) }))).to.contain('Remove lms?')
    expect(await rig.administration.store.list('app')).to.have.length(1)
  })

  it('says that a form was too large to be kept', async () => {
    const rig = new ConsoleRig()
    const form = { text: 'x'.repeat(300 * 1024) }
    const page = html(await rig.follow(await rig.send('/admin/add', { method: 'POST', form })))
    expect(page).to.contain('too large to keep')
    expect(form.text.length).to.be.lessThan(largestUpload)
  })

  it('shows a kept form to nobody who is not signed in, and forgets it in time', async () => {
    const rig = new ConsoleRig()
    const sent = await rig.send('/admin/setup-links', { method: 'POST', form: { app: 'secret-app', days: '7' } })
    expect(html(sent)).not.to.contain('secret-app')
    rig.world.claims = { groups: ['staff'] }
    expect(html(await rig.follow(sent))).not.to.contain('secret-app')
  })

  it('asks again before a dangerous act, and does what was asked for then', async () => {
    const rig = new ConsoleRig()
    await rig.open('/admin')
    const draft = await rig.post('/admin/add', { text: '<md/>' })
    const path = draft.kind === 'redirect' ? new URL(draft.location).pathname : ''
    await rig.send(path, { method: 'POST', form: { token: tokenIn(html(await rig.send(path))), name: 'lms' } })
    const asked = html(await rig.post('/admin/apps/lms/remove'))
    expect(asked).to.contain('Remove lms?')
    expect(await rig.administration.store.list('app')).to.have.length(1)
    const form = { token: tokenIn(asked), sure: 'yes' }
    expect(await rig.send('/admin/apps/lms/remove', { method: 'POST', form })).to.have.property('kind', 'redirect')
    expect(await rig.administration.store.list('app')).to.have.length(0)
    // Somebody goes back in the browser.
    for (const gone of [path, '/admin/again/nothing']) {
      expect(html(await rig.send(gone)), gone)
        .to.contain('is not kept any more')
        .and.to.contain('href="https://')
    }
  })

  it('tells the second of two administrators who change an app at once, and loses nothing of theirs', async () => {
    const rig = new ConsoleRig()
    await rig.open('/admin')
    const draft = await rig.post('/admin/add', { text: '<md/>' })
    const path = draft.kind === 'redirect' ? new URL(draft.location).pathname : ''
    await rig.send(path, { method: 'POST', form: { token: tokenIn(html(await rig.send(path))), name: 'lms' } })
    const page = html(await rig.send('/admin/apps/lms/document'))
    const revision = /name="revision" value="([^"]*)"/.exec(page)?.[1] ?? ''
    const save = async (settings: string) =>
      rig.send('/admin/apps/lms/document', { method: 'POST', form: { token: tokenIn(page), revision, settings } })
    expect(await save('displayName: Mine\n')).to.have.property('kind', 'redirect')
    const second = html(await save('displayName: Theirs\n'))
    expect(second).to.contain('displayName: Theirs').and.to.contain('changed it meanwhile')
    expect((await rig.administration.store.get('app', 'lms'))?.settings).to.equal('displayName: Mine\n')
  })

  /** An app of the store, and its document's page. */
  async function appOf(rig: ConsoleRig, settings = ''): Promise<{ page: string; revision: string }> {
    await rig.open('/admin')
    const { store } = rig.administration
    await store.put('app', 'lms', { settings, metadata: '<md/>' }, { author: 'bob', replaces: undefined })
    const page = html(await rig.send('/admin/apps/lms/document'))
    return { page, revision: /name="revision" value="([^"]*)"/.exec(page)?.[1] ?? '' }
  }

  it('shows the second of two administrators what the first one changed, keeps both changes, and saves then', async () => {
    const rig = new ConsoleRig()
    const { page, revision } = await appOf(rig, 'displayName: Old\nstartUrl: https://old.test\n')
    const { store } = rig.administration
    const others = { settings: 'displayName: Old\nstartUrl: https://theirs.test\n', metadata: '<md/>' }
    await store.put('app', 'lms', others, { author: 'Carol', replaces: revision as never })
    const form = { token: tokenIn(page), revision, displayName: 'Mine', startUrl: 'https://old.test' }
    const refused = html(await rig.send('/admin/apps/lms/settings', { method: 'POST', form }))
    expect(refused).to.contain('What Carol changed meanwhile').and.to.contain('+ startUrl: https://theirs.test')
    const value = (name: string) => new RegExp(`name="${name}"[^>]*? value="([^"]*)"`).exec(refused)?.[1]
    expect(value('displayName'), 'mine').to.equal('Mine')
    expect(value('startUrl'), 'of what I left alone, theirs').to.equal('https://theirs.test')
    const again = { ...form, startUrl: 'https://theirs.test', revision: value('revision') ?? '' }
    const saved = await rig.send('/admin/apps/lms/settings', { method: 'POST', form: again })
    expect(saved).to.have.property('kind', 'redirect')
    expect((await store.get('app', 'lms'))?.settings).to.equal('displayName: Mine\nstartUrl: https://theirs.test\n')
  })

  it('lets nobody overwrite a change that they were not shown, by way of a fault in what they sent first', async () => {
    const rig = new ConsoleRig()
    const { page, revision } = await appOf(rig, 'displayName: Old\n')
    const { store } = rig.administration
    await store.put(
      'app',
      'lms',
      { settings: 'displayName: Theirs\n' },
      { author: 'Carol', replaces: revision as never },
    )
    const send = (settings: string, from: string) =>
      rig.send('/admin/apps/lms/document', { method: 'POST', form: { token: tokenIn(page), revision: from, settings } })
    const faulty = html(await send('displayName: BROKEN\n', revision))
    const kept = /name="revision" value="([^"]*)"/.exec(faulty)?.[1] ?? ''
    expect(kept, 'still from before').to.equal(revision)
    expect(html(await send('displayName: Mine\n', kept))).to.contain('What Carol changed meanwhile')
    expect((await store.get('app', 'lms'))?.settings).to.equal('displayName: Theirs\n')
  })

  it('takes a yes to something else as none to new names for people', async () => {
    const rig = new ConsoleRig()
    const { page, revision } = await appOf(rig, 'displayName: RENAMING\n')
    const { store } = rig.administration
    await store.put('app', 'lms', { settings: 'displayName: Now\n' }, { author: 'bob', replaces: revision as never })
    const undo = (form: Record<string, string>) =>
      rig.send('/admin/apps/lms/undo', { method: 'POST', form: { token: tokenIn(page), to: revision, ...form } })
    expect(html(await undo({}))).to.contain('Bring back this earlier state of lms?')
    const asked = html(await undo({ sure: 'yes' }))
    expect(asked).to.contain('Give people new names in lms?').and.to.contain('7 of 9 people')
    expect((await store.get('app', 'lms'))?.settings).to.equal('displayName: Now\n')
    expect(asked).to.contain('name="renames" value="yes"').and.to.contain(`name="to" value="${revision}"`)
    expect(await undo({ sure: 'yes', renames: 'yes' })).to.have.property('kind', 'redirect')
    expect((await store.get('app', 'lms'))?.settings).to.equal('displayName: RENAMING\n')
  })

  it('registers a known app as the command line does, and shows its secret in that answer alone', async () => {
    const rig = new ConsoleRig()
    await rig.open('/admin')
    const path = '/admin/add-known/proxmox'
    const first = html(await rig.send(path))
    const form = { token: tokenIn(first), name: 'proxmox', addresses: 'pve1' }
    const faulty = html(await rig.send(path, { method: 'POST', form }))
    expect(faulty).to.contain('<a href="#addresses">pve1 is not a web address.').and.to.contain('aria-invalid="true"')
    const addresses = 'https://pve1.home:8006/x\r\nhttps://pve2.home:8006'
    const page = html(await rig.send(path, { method: 'POST', form: { ...form, addresses, allow: '"ops" in groups' } }))
    const secret = /id="our-secret">([\w-]{43})</.exec(page)?.[1] ?? ''
    expect(page).to.contain(`--client-key ${secret}`)
    const { settings = '' } = (await rig.administration.store.get('app', 'proxmox')) ?? {}
    const written = parse(settings)
    expect(written).to.deep.include({
      protocol: 'oidc',
      clientSecretHash: `sha256:${createHash('sha256').update(secret).digest('hex')}`,
      redirectUris: ['https://pve1.home:8006', 'https://pve2.home:8006'],
      allow: '"ops" in groups',
    })
    expect(settings).not.to.contain(secret)
    const twice = html(await rig.send(path, { method: 'POST', form: { ...form, addresses } }))
    expect(twice).to.contain('proxmox is there already').and.to.contain('Choose another name.')
    expect(html(await rig.send('/admin/add-known/nothing'))).to.contain('<h1>Not found</h1>')
  })

  it('registers any app of OpenID Connect, and makes it a new secret that ends the old one', async () => {
    const rig = new ConsoleRig()
    await rig.open('/admin')
    const token = tokenIn(html(await rig.send('/admin/add-oidc')))
    const entered = { token, name: 'shop', clientAuthentication: 'client_secret_post', noPkce: 'true' }
    const send = (form: Record<string, string>, path = '/admin/add-oidc') => rig.send(path, { method: 'POST', form })
    expect(html(await send(entered))).to.contain('There is no redirect URI.')
    const page = html(await send({ ...entered, redirectUris: 'https://shop.test/cb' }))
    const hash = async () => parse((await rig.administration.store.get('app', 'shop'))?.settings ?? '').clientSecretHash
    const sent = (text: string) => {
      const secret = /id="our-secret">([\w-]{43})</.exec(text)?.[1] ?? ''
      return `sha256:${createHash('sha256').update(secret).digest('hex')}`
    }
    expect(await hash()).to.equal(sent(page))
    const asked = html(await send({ token }, '/admin/apps/shop/secret'))
    expect(asked).to.contain('Make a new secret for shop?')
    const renewed = html(await send({ token, sure: 'yes' }, '/admin/apps/shop/secret'))
    expect(sent(renewed)).not.to.equal(sent(page))
    expect(await hash()).to.equal(sent(renewed))
    const none = html(
      await send({ ...entered, name: 'spa', redirectUris: 'https://spa.test/cb', clientAuthentication: 'none' }),
    )
    expect(none).to.contain('spa is registered').and.not.to.contain('our-secret')
  })

  it('asks for a second yes before people get new names', async () => {
    const rig = new ConsoleRig()
    await rig.open('/admin')
    const draft = await rig.post('/admin/add', { text: '<md/>' })
    const path = draft.kind === 'redirect' ? new URL(draft.location).pathname : ''
    await rig.send(path, { method: 'POST', form: { token: tokenIn(html(await rig.send(path))), name: 'lms' } })
    const page = html(await rig.send('/admin/apps/lms/document'))
    const revision = /name="revision" value="([^"]*)"/.exec(page)?.[1] ?? ''
    const form = { token: tokenIn(page), revision, settings: 'displayName: RENAMING\n' }
    const asked = html(await rig.send('/admin/apps/lms/document', { method: 'POST', form }))
    expect(asked).to.contain('7 of 9 people').and.to.contain('new names in lms')
    const sure = { ...form, sure: 'yes', renames: 'yes' }
    const done = await rig.send('/admin/apps/lms/document', { method: 'POST', form: sure })
    expect(done).to.have.property('kind', 'redirect')
  })
})
