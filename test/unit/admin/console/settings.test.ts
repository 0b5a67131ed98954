/** Settings as a form and as a document, and what differs between two documents. */
import { expect } from 'chai'
import { diffLines } from '../../../../src/admin/console/diff.ts'
import { settingFields, withForm } from '../../../../src/admin/console/settings.ts'
import { duration } from '../../../saml/gate.ts'

const settings = `# ours, since March
displayName: Wiki # for people
allow: '"staff" in groups'
attributes:
  mail: claims.email
slo: chain
`

const formOf = (changes: Readonly<Record<string, string>> = {}, text = settings) =>
  new Map([
    ...settingFields({ settings: text }, 'saml').map(({ key, value }) => [key, value] as const),
    ...Object.entries(changes),
  ])

describe('console: settings', () => {
  it('shows what the document says, and changes nothing where nothing was changed', () => {
    const fields = Object.fromEntries(settingFields({ settings }, 'saml').map(({ key, value }) => [key, value]))
    expect(fields).to.include({
      displayName: 'Wiki',
      attributes: 'mail: claims.email',
      sign: '',
      encryptAssertions: '',
    })
    expect(withForm({ settings }, formOf(), 'saml').settings).to.equal(settings)
  })

  it('changes one key and keeps comments, order and what the form does not have', () => {
    const changed = withForm(
      { settings },
      formOf({ displayName: 'Wiki 2', encryptAssertions: 'true' }),
      'saml',
    ).settings
    expect(changed).to.equal(`${settings.replace('Wiki #', 'Wiki 2 #')}encryptAssertions: true\n`)
  })

  it('takes a key out where its field is emptied', () => {
    const changed = withForm({ settings }, formOf({ allow: '' }), 'saml').settings
    expect(changed).to.equal(settings.replace(/allow.*\n/, ''))
  })

  it('reads maps and lists as YAML, and says where they are none', () => {
    const changed = withForm(
      { settings },
      formOf({ attributes: 'mail: claims.email\r\ncn: claims.name', upstream: '[a, b]' }),
      'saml',
    )
    const fields = Object.fromEntries(settingFields(changed, 'saml').map(({ key, value }) => [key, value]))
    expect(fields.attributes).to.equal('mail: claims.email\ncn: claims.name')
    expect(fields.upstream).to.equal('- a\n- b')
    expect(() => withForm({ settings }, formOf({ attributes: 'a: [' }), 'saml')).to.throw('attributes is not YAML')
    expect(() => withForm({ settings }, formOf({ attributes: '&a [*a, *a]' }), 'saml')).to.throw(
      'attributes is not YAML',
    )
  })

  it('shows differences line by line, with a little around them', () => {
    const before = Array.from({ length: 30 }, (_, index) => `line ${index}`)
    const after = before.toSpliced(15, 1, 'other', 'more')
    const shown = diffLines(before.join('\n'), after.join('\n')).map(({ kind, text }) => `${kind} ${text}`.trim())
    expect(shown).to.deep.equal([
      'gap',
      ...['same line 12', 'same line 13', 'same line 14', 'out line 15', 'in other', 'in more'],
      ...['same line 16', 'same line 17', 'same line 18', 'gap'],
    ])
    expect(diffLines('same', 'same')).to.deep.equal([])
    expect(diffLines('', 'a\nb\n').map(({ kind }) => kind)).to.deep.equal(['in', 'in'])
  })

  it('holds the loop for no text that is made to be compared slowly', () => {
    const lines = (seed: number) => Array.from({ length: 20_000 }, (_, index) => String((index * seed) % 7)).join('\n')
    const took = duration(() => expect(diffLines(lines(3), lines(5)).length).to.be.lessThan(600))
    expect(took).to.be.lessThan(1000)
  })
})
