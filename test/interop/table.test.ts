import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { logoutOffersTable, offersTable } from './offers.ts'

describe('test/interop/README.md', () => {
  it('has the tables of what is tested with which service provider', () => {
    const file = fileURLToPath(new URL('../../../test/interop/README.md', import.meta.url))
    const text = readFileSync(file, 'utf8')
    expect(text).to.include(`\n${offersTable()}\n`)
    expect(text).to.include(`\n${logoutOffersTable()}\n`)
  })
})
