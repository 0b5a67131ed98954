import { expect } from 'chai'
import { type PutApp, putApp } from '../../../src/admin/apps.ts'
import { Refused } from '../../../src/admin/refused.ts'
import { approveSetup, createSetupLink, listSetupLinks, submitSetup } from '../../../src/admin/setup-links.ts'
import { admin, testAdministration } from '../../fixtures/administration.ts'

const codeOf = (error: unknown) => (error instanceof Refused ? error.code : error)

/** What whoever decides has seen. */
const looked = ({ document }: PutApp) => (document === undefined ? {} : { replaces: document.revision })

async function uploadedFor(app: string) {
  const { deps, store } = testAdministration()
  const { secret, link } = await createSetupLink(deps, admin, { app })
  await submitSetup(deps, secret, '<md>of the owner</md>')
  const metadata = async () => (await store.get('app', app))?.metadata
  const state = async () => (await listSetupLinks(deps))[0]?.state
  return { deps, id: link.id, metadata, state }
}

describe('what came by a setup link', () => {
  it('becomes the app where there is none', async () => {
    const { deps, id, metadata, state } = await uploadedFor('shop')
    await approveSetup(deps, admin, id)
    expect(await metadata()).to.equal('<md>of the owner</md>')
    expect(await state()).to.equal('approved')
  })

  it('never replaces an app that somebody else made meanwhile, unless it is looked at and named', async () => {
    const { deps, id, metadata, state } = await uploadedFor('shop')
    const made = await putApp(deps, admin, 'shop', { settings: 'sign: both\n', metadata: '<md>of another</md>' })
    expect(await approveSetup(deps, admin, id).catch(codeOf)).to.equal('no-revision')
    expect(await metadata()).to.equal('<md>of another</md>')
    expect(await state()).to.equal('submitted')
    await approveSetup(deps, admin, id, looked(made))
    expect(await metadata()).to.equal('<md>of the owner</md>')
  })

  it('does not become an app whose state is no longer the one that was looked at', async () => {
    const { deps, id, metadata } = await uploadedFor('shop')
    const first = looked(await putApp(deps, admin, 'shop', { settings: '', metadata: '<md>first</md>' }))
    await putApp(deps, admin, 'shop', { settings: '', metadata: '<md>second</md>' }, first)
    expect(await approveSetup(deps, admin, id, first).catch(codeOf)).to.equal('changed-meanwhile')
    expect(await metadata()).to.equal('<md>second</md>')
  })
})
