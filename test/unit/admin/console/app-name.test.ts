import { expect } from 'chai'
import { nameless, suggestName } from '../../../../src/admin/console/app-name.ts'

describe('console: the name that a new app is given', () => {
  const suggested = (identifier: string, displayName: string = nameless, taken: readonly string[] = []) =>
    suggestName({ displayName, protocol: 'saml', identifier, facts: [] }, new Set(taken))

  it('is what its metadata calls it', () => {
    expect(suggested('https://wiki.home.lan/saml', 'Das Büro-Wiki')).to.equal('das-buro-wiki')
    expect(suggested('urn:wiki', 'Wiki', ['wiki'])).to.equal('wiki-2')
  })

  it('is where it is, if its metadata has no name for people', () => {
    const names: Readonly<Record<string, string>> = {
      'https://nextcloud.home.lan/apps/user_saml/saml/metadata': 'nextcloud',
      'https://sso.wiki.home.lan/sp': 'wiki',
      'http://127.0.0.1:9300/mellon/metadata': 'mellon',
      'https://10.0.0.5/saml': 'app',
      'urn:amazon:webservices': 'amazon-webservices',
      'my app': 'my-app',
    }
    for (const [entityId, name] of Object.entries(names)) expect(suggested(entityId), entityId).to.equal(name)
  })
})
