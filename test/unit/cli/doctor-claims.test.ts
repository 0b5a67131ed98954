import { expect } from 'chai'
import { explainClaims } from '../../../src/cli/doctor-claims.ts'
import { metadata, Places } from '../registry/places.ts'

describe('isthmus doctor --claims', () => {
  let places: Places
  beforeEach(() => {
    places = new Places()
    places.write('partners/wiki.xml', metadata('https://wiki.home.lan'))
  })
  afterEach(() => places.remove())

  const tenant = 'https://login.microsoftonline.com/88888888-8888-8888-8888-888888888888/v2.0'
  const entra = `entra: { kind: entra, issuer: "${tenant}", clientId: isthmus }`
  const authelia = 'authelia: { kind: authelia, issuer: "https://auth.home.lan", clientId: isthmus }'

  const explain = async (app: string, claims: object | string, upstream = authelia): Promise<string> => {
    const yaml = `publicUrl: https://sso.home.lan\nupstreams:\n  ${upstream}\napps:\n  wiki: { metadata: partners/wiki.xml, ${app} }\n`
    const file = places.write('isthmus.yaml', yaml)
    const path = places.write('claims.json', typeof claims === 'string' ? claims : JSON.stringify(claims))
    const printed: string[] = []
    await explainClaims(file, path, { print: (text) => printed.push(text) })
    return printed.join('\n')
  }

  it('says what an app is told, what not and why, and never a value', async () => {
    const attributes =
      'attributes: { teams: "claims.groups.map(g, g.name)", roles: claims.realm_access, nick: claims.nick }'
    const groups = [{ name: 'Staff' }]
    const text = await explain(attributes, { sub: 'S1', groups, realm_access: { roles: ['Admin'] } })
    expect(text).to.match(/^ {2}\? groups: what is not a text/m)
    expect(text).to.match(/^ {2}✔ named by persistent$/m)
    expect(text).to.match(/^ {2}✔ teams: 1 value$/m)
    expect(text).to.match(/^ {2}✘ roles: a map has no text form/m)
    expect(text).to.match(/^ {2}✘ nick: No such key: nick$/m)
    expect(text).not.to.match(/Staff|Admin|S1/)
  })

  it('says whose address is not believed, and that a name can not be made of it', async () => {
    const text = await explain('nameId: email', { sub: 's', email: 'anna@corp.test', email_verified: false })
    expect(text).to.match(/^ {2}\? email: .*not verified \(upstreams\.authelia\.trustEmail is absent\)/m)
    expect(text).to.match(/^ {2}✘ can't be named \(email\): .*trustEmail/m)
    expect(text).not.to.include('anna')
  })

  it('judges as a login does: long numbers, protocol claims, and what the kind is known to mean', async () => {
    const claims = '{"sub":"s","oid":"o","nonce":"n","user_id":1332890226961441025,"email":"a@corp.test","xms_edov":1}'
    const text = await explain('attributes: { id: claims.user_id, mail: claims.email, n: claims.nonce }', claims, entra)
    expect(text).to.match(/^ {2}\? user_id: a number that many programs round/m)
    expect(text).to.match(/^ {2}✔ id: 1 value$/m)
    expect(text).to.match(/^ {2}✔ mail: 1 value$/m)
    expect(text).to.match(/^ {2}✘ n: No such key: nonce$/m)
  })

  it('says that groups were left out because there are too many, and that a person has no name', async () => {
    const pointer = { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: 'https://graph.test/' } } }
    const text = await explain('sign: both', { sub: 's', ...pointer }, entra)
    expect(text).to.match(/^ {2}✘ groups: the OP sent a pointer in place of the groups/m)
    expect(text).to.match(/^ {2}✘ this person has no name: the claim oid \(subjectFrom\) is missing/m)
    expect(await explain('sign: both', { sub: 's', oid: 'o', groups: ['a'] }, entra)).not.to.match(/pointer|no name/)
  })

  it('says who may not use an app', async () => {
    expect(await explain(`allow: '"staff" in groups'`, {})).to.match(/^ {2}✘ may not use it: `allow` is false$/m)
    expect(await explain('allow: claims.level > 2', {})).to.match(/^ {2}✘ may not use it: No such key: level$/m)
  })

  it('says what the file should hold', async () => {
    for (const text of ['[]', 'null', '{', '"a"']) {
      const failure = await explain('sign: both', text).catch((error: Error) => error.message)
      expect(failure).to.match(/does not hold a JSON object/)
    }
  })
})
