/** A new app's secret is told in one answer alone: also where the record of acts has no room for what was done. */
import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { putApp } from '../../../src/admin/apps.ts'
import { settingOf } from '../../../src/admin/document.ts'
import { StoreFull } from '../../../src/app-store/store.ts'
import { type Answered, RefusedAnswer } from '../../../src/cli/administration-client.ts'
import { addPresetCommand } from '../../../src/cli/app-preset.ts'
import { admin } from '../../fixtures/administration.ts'
import { ConsoleRig, html } from '../../fixtures/console-rig.ts'

const hashOf = (secret: string) => `sha256:${createHash('sha256').update(secret).digest('hex')}`
const fullRecord = ({ administration: { deps } }: ConsoleRig) =>
  Object.assign(deps.store, { append: () => Promise.reject(new StoreFull('the disk is full')) })

describe('a secret that nobody has seen yet, where the record of acts is full', () => {
  const secretIn = (page: string) => /id="our-secret"[^>]*>([\w-]{43})</.exec(page)?.[1] ?? ''
  const storedHash = async ({ administration: { deps } }: ConsoleRig, name: string) => {
    const document = await deps.store.get('app', name)
    return document && settingOf(document, 'clientSecretHash')
  }
  const form = { name: 'shop', redirectUris: 'https://shop.test/callback', clientAuthentication: 'client_secret_basic' }

  for (const full of [false, true]) {
    it(`is shown of a new app${full ? ', with what is not in the record' : ' (control)'}`, async () => {
      const rig = new ConsoleRig()
      await rig.open('/admin')
      if (full) fullRecord(rig)
      const page = html(await rig.post('/admin/add-oidc', form))
      expect(hashOf(secretIn(page))).to.equal(await storedHash(rig, 'shop'))
      expect(page.includes('Do not do it again')).to.equal(full)
    })

    it(`is shown where it replaces a lost one${full ? '' : ' (control)'}`, async () => {
      const rig = new ConsoleRig()
      const settings = `protocol: oidc\nclientSecretHash: ${hashOf('old')}\nredirectUris: [https://shop.test/]\n`
      await putApp(rig.administration.deps, admin, 'shop', { settings })
      await rig.open('/admin')
      if (full) fullRecord(rig)
      const page = html(await rig.post('/admin/apps/shop/secret', { sure: 'yes' }))
      expect(hashOf(secretIn(page))).to.equal(await storedHash(rig, 'shop'))
      expect(page.includes('Do not do it again')).to.equal(full)
    })
  }

  it('is not shown of an app that was refused', async () => {
    const rig = new ConsoleRig()
    await rig.open('/admin')
    Object.assign(rig.administration.deps.store, { put: () => Promise.reject(new StoreFull('the disk is full')) })
    expect(secretIn(html(await rig.post('/admin/add-oidc', form)))).to.equal('')
  })

  const problem = { type: 'urn:isthmus:problem:no-room', detail: 'app.put was done, but …' }
  const add = async (answer: () => Promise<Answered>) => {
    const command = addPresetCommand('proxmox', ['https://pve1.test:8006'], { issuer: 'https://sso.test' })
    return command.run({ ask: answer, close: async () => {} }).catch((error: unknown) => error)
  }

  it('is told by the command line too, in its answer and in its fault', async () => {
    const done = (await add(async () => ({ status: 201, body: { name: 'proxmox' }, text: '' }))) as Answered
    expect(done.body.secret, 'for programs').to.match(/^[\w-]{43}$/)
    const unrecorded = await add(() => Promise.reject(new RefusedAnswer({ ...problem, done: true })))
    expect(unrecorded).to.be.instanceOf(RefusedAnswer)
    const { told, problem: said } = unrecorded as RefusedAnswer
    expect(told).to.match(/--client-key [\w-]{43}/)
    expect(said).to.include.keys('secret')
  })

  it('is worth nothing, and not told, where nothing was done', async () => {
    const refused = (await add(() => Promise.reject(new RefusedAnswer(problem)))) as RefusedAnswer
    expect([refused.told, 'secret' in refused.problem]).to.deep.equal([undefined, false])
  })
})
