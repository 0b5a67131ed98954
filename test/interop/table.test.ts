import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { offersTable } from './offers.ts'

describe('test/interop/README.md', () => {
  it('has the table of what is tested with which service provider', () => {
    const file = fileURLToPath(new URL('../../../test/interop/README.md', import.meta.url))
    expect(readFileSync(file, 'utf8')).to.include(`\n${offersTable()}\n`)
  })
})
