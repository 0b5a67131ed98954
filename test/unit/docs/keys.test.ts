import { readFile } from 'node:fs/promises'
import { expect } from 'chai'
import { decryptionFiles, keyFiles, nextDecryptionFiles, nextFiles, tokenKeyFiles } from '../../../src/keys/files.ts'

describe('docs/keys.md', () => {
  it('says of every file that may lie in certs/ what it is', async () => {
    const page = await readFile('docs/keys.md', 'utf8')
    const table = page.split('\n').filter((line) => line.startsWith('| `'))
    const known = table.flatMap((row) => {
      const [, names = ''] = row.split('|')
      const written = [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
      const [first = ''] = written
      return written.map((name) => (name.startsWith('.') ? first.replace(/\.key$/, name) : name))
    })
    const pairs = [keyFiles, nextFiles, decryptionFiles, nextDecryptionFiles].flatMap((names) => Object.values(names))
    const forTokens = Object.values(tokenKeyFiles).flatMap((names) => Object.values(names))
    expect(known).to.have.members([...pairs, ...forTokens])
  })
})
