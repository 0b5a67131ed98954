import { expect } from 'chai'
import { closestUrl, compareUrls, type UrlPiece } from '../../../src/core/url-difference.ts'
import { duration } from '../../saml/gate.ts'

/** `[…]` around what is marked. */
const marked = (pieces: readonly UrlPiece[]) =>
  pieces.map(({ text, differs }) => (differs ? `[${text}]` : text)).join('')

describe('core: difference of two URLs', () => {
  const cases: readonly (readonly [received: string, registered: string, parts: readonly string[], shown: string])[] = [
    ['http://a.test/acs', 'https://a.test/acs', ['scheme'], '[http://]a.test/acs'],
    ['https://a.test:8443/acs', 'https://a.test/acs', ['port'], 'https://a.test[:8443]/acs'],
    ['https://a.test:443/acs', 'https://a.test/acs', ['port'], 'https://a.test[:443]/acs'],
    ['https://a.test/acs/', 'https://a.test/acs', ['slash'], 'https://a.test/acs[/]'],
    ['https://a.test/acs', 'https://a.test/acs/', ['slash'], 'https://a.test/acs'],
    ['https://a.test/Acs', 'https://a.test/acs', ['case'], 'https://a.test[/Acs]'],
    ['https://A.test/acs', 'https://a.test/acs', ['case'], 'https://[A.test]/acs'],
    ['https://a.test/index.php/apps/x', 'https://a.test/apps/x', ['indexPhp'], 'https://a.test[/index.php]/apps/x'],
    ['https://a.test/apps/x', 'https://a.test/index.php/apps/x', ['indexPhp'], 'https://a.test/apps/x'],
    ['https://a.test/index.php/y', 'https://a.test/apps/x', ['path'], 'https://a.test[/index.php/y]'],
    ['https://a.test/index.phpx', 'https://a.test/', ['path'], 'https://a.test[/index.phpx]'],
    ['https://a.test/x/saml/acs', 'https://a.test/y/saml/acs', ['path'], 'https://a.test[/x]/saml/acs'],
    ['https://a.test/acs?x', 'https://a.test/acs', ['query'], 'https://a.test/acs[?x]'],
    ['https://a.test/acs#x', 'https://a.test/acs', ['fragment'], 'https://a.test/acs[#x]'],
    ['http://b.test:1/acs', 'https://a.test/acs', ['scheme', 'host', 'port'], '[http://][b.test][:1]/acs'],
    ['https://[::1]:1/acs', 'https://[::1]/acs', ['port'], 'https://[::1][:1]/acs'],
    ['https://a.test@evil.test/acs', 'https://a.test/acs', ['host'], 'https://[a.test@evil.test]/acs'],
    ['no url', 'https://a.test/acs', ['scheme', 'host', 'path'], '[no url]'],
  ]
  for (const [received, registered, parts, shown] of cases) {
    it(`of ${received} and ${registered}`, () => {
      const difference = compareUrls(received, registered)
      expect(difference.parts).to.deep.equal(parts)
      expect(marked(difference.received)).to.equal(shown)
      expect(difference.registered.map(({ text }) => text).join('')).to.equal(registered)
    })
  }

  it('is none between equal ones', () => {
    const { parts, received } = compareUrls('https://a.test/acs', 'https://a.test/acs')
    expect(parts).to.deep.equal([])
    expect(received.some(({ differs }) => differs)).to.equal(false)
  })

  it('is told of the registered URL that is nearest', () => {
    const registered = ['https://b.test/acs', 'https://a.test/other', 'https://a.test/acs/']
    expect(closestUrl('https://a.test/acs', registered)).to.equal('https://a.test/acs/')
    expect(closestUrl('https://a.test/acs', [])).to.equal(undefined)
  })

  it('takes no longer for a URL made to be slow', () => {
    const took = duration(() => compareUrls(`https://${'/'.repeat(5000)}:`, `https://${'/:'.repeat(5000)}`))
    expect(took).to.be.below(1000)
  })
})
