/** What can be chosen in the settings of an app, and how people are named, is said in words beside the value. */
import { expect } from 'chai'
import { settingFields } from '../../../src/admin/console/settings.ts'
import { withWords } from '../../../src/pages/console/fields.tsx'
import { consoleMessagesIn } from '../../../src/pages/messages/console/messages.ts'
import { languages } from '../../../src/pages/messages/language.ts'

const choices = (['saml', 'oidc'] as const).flatMap((protocol) =>
  settingFields({ settings: '' }, protocol).flatMap(({ key, choices = [] }) =>
    choices.map((value) => ({ key, value })),
  ),
)
const kinds = ['persistent', 'transient', 'email', 'custom', 'pairwise', 'public', 'upstream', 'expression']

describe('values of settings', () => {
  it('are known here', () => {
    expect(choices)
      .to.deep.include({ key: 'sign', value: 'both' })
      .and.to.deep.include({ key: 'consent', value: 'ask' })
  })

  for (const language of languages) {
    it(`have words in ${language}`, () => {
      const { settings, preview } = consoleMessagesIn(language).app
      for (const { key, value } of choices)
        if (value !== '') expect(settings.values[key]?.[value], key).to.match(/\p{L}/u)
      for (const kind of kinds) expect(preview.kinds[kind], kind).to.match(/^\p{Lu}/u)
    })
  }

  it('stand beside them', () => {
    expect(withWords('both', 'die Response und die Assertion')).to.equal('die Response und die Assertion (both)')
  })
})
