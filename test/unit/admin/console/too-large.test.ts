/** A form so large that its file is not read. */
import { expect } from 'chai'
import { putApp } from '../../../../src/admin/apps.ts'
import { createSetupLink } from '../../../../src/admin/setup-links.ts'
import { GatewayError } from '../../../../src/core/errors.ts'
import { admin } from '../../../fixtures/administration.ts'
import { ConsoleRig, html } from '../../../fixtures/console-rig.ts'

const large = { method: 'POST', tooLarge: true } as const
const told = 'What was sent is larger than 1 MB.'
const failed = (error: unknown) => (error instanceof GatewayError ? error.status : error)

describe('console: a form that is too large', () => {
  it('is shown again to whoever sent it, with why at the file', async () => {
    const rig = new ConsoleRig()
    await rig.open('/admin')
    const { deps } = rig.administration
    await putApp(deps, admin, 'blog', { settings: 'displayName: Blog\n', metadata: '<md>of the blog</md>' })
    const { secret } = await createSetupLink(deps, admin, { app: 'lms', note: 'for Ann' })
    const pages = {
      '/admin/add': 'Check it',
      '/admin/apps/blog/metadata': 'of the blog',
      [`/admin/setup/${secret}`]: 'for Ann',
    }
    for (const [path, text] of Object.entries(pages)) {
      const reply = await rig.send(path, large)
      expect(reply, path).to.have.property('status', 413)
      expect(html(reply), path).to.contain(told).and.to.contain(text).and.to.contain('href="#metadata-file"')
    }
    expect((await deps.store.get('app', 'blog'))?.metadata).to.equal('<md>of the blog</md>')
  })

  it('has what was entered beside the file still in it', async () => {
    const rig = new ConsoleRig()
    await rig.open('/admin')
    const { deps } = rig.administration
    await putApp(deps, admin, 'blog', { settings: 'displayName: Blog\n', metadata: '<md>of the blog</md>' })
    const { secret } = await createSetupLink(deps, admin, { app: 'lms', note: '' })
    const part = (name: string, value: string) =>
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
    const fields = `${part('text', '<pasted "once">')}${part('address', 'https://lms.test/metadata')}--b--\r\n`
    const shown = async (path: string, end: string, contentType = 'multipart/form-data; boundary=b') =>
      html(await rig.send(path, { ...large, octets: Buffer.from(end), contentType }))
    for (const path of ['/admin/add', '/admin/apps/blog/metadata', `/admin/setup/${secret}`]) {
      const page = await shown(path, `the end of a file\r\n${fields}`)
      expect(page, path).to.contain(told).and.to.contain('&lt;pasted &quot;once&quot;></textarea>')
      expect(page.includes('value="https://lms.test/metadata"'), path).to.equal(!path.includes('setup'))
    }
    const quoted = await shown('/admin/add', `x\r\n${fields}`, 'multipart/form-data; boundary="b"')
    expect(quoted).to.contain('https://lms.test/metadata')
    for (const end of [
      'in the middle of a file',
      `in a field\r\n--b--\r\n`,
      `x\r\n${part('text', '<pasted')}`,
      '\r\n--b\r\n',
    ])
      expect(await shown('/admin/add', end), end)
        .to.contain(told)
        .and.not.to.contain('&lt;pasted')
    expect(await shown('/admin/add', `x\r\n${fields}`, 'multipart/form-data')).not.to.contain('&lt;pasted')
  })

  it('is answered by the page of the limit for everybody else', async () => {
    const rig = new ConsoleRig()
    expect(await rig.send('/admin/add', large).catch(failed), 'without a session').to.equal(413)
    await rig.open('/admin')
    const elsewhere = { ...large, headers: { origin: 'https://evil.test' } }
    expect(await rig.send('/admin/add', elsewhere).catch(failed), 'from another site').to.equal(413)
    const readers = new ConsoleRig()
    readers.world.claims = { groups: ['helpdesk'], preferred_username: 'rita' }
    await readers.open('/admin')
    expect(await readers.send('/admin/add', large).catch(failed), 'a reader').to.equal(413)
    expect(html(await rig.send('/admin/setup/nobody.knows', large)), 'an unknown link').not.to.contain(told)
    expect(html(await rig.send('/admin/add', large)), 'control').to.contain(told)
  })
})
