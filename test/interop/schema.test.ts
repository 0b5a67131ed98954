/** xmllint and Debian's schemas find every kind of message that we emit valid. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { everyKind } from '../unit/downstream/saml-idp/sso/kinds.ts'
import { combinedSchema } from '../unit/downstream/saml-idp/sso/schemas.ts'

describe('xmllint with the SAML schemas', () => {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-schema-'))
  after(() => rmSync(folder, { recursive: true }))

  /** xmllint's complaints about a document, empty where it is valid. */
  function complaints(xml: string): string {
    const [schema, file] = [join(folder, 'all.xsd'), join(folder, 'message.xml')]
    writeFileSync(schema, combinedSchema)
    writeFileSync(file, xml)
    const { status, stderr } = spawnSync('xmllint', ['--nonet', '--noout', '--schema', schema, file], {
      encoding: 'utf8',
    })
    const said = stderr.split('\n').filter((line) => !line.includes('Skipping import of schema'))
    return status === 0 ? '' : said.join('\n') || `exit code ${status}`
  }

  it('finds every kind of message valid', async function () {
    this.timeout(60_000)
    const kinds = await everyKind()
    expect(kinds.size).to.be.greaterThan(40)
    for (const [kind, xml] of kinds) expect(complaints(xml), kind).to.equal('')
  })

  it('would notice one attribute missing', async () => {
    for (const [kind, xml] of await everyKind()) {
      if (!kind.includes('metadata')) {
        expect(complaints(xml.replace(' Version="2.0"', '')), kind).to.contain('Version')
        return
      }
    }
  })
})
