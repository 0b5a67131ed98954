/** What a person who tries the demo sees on the terminal. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect } from 'chai'

const op = new URL('../../../demo/op.js', import.meta.url).href

describe('demo: its OP', () => {
  it('starts without a warning about Node, on every Node that is supported; other warnings are shown', async function () {
    this.timeout(20_000)
    const code = `await import(${JSON.stringify(op)}); console.warn('another')`
    const { stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code])
    expect(stderr.trim()).to.equal('another')
  })
})
