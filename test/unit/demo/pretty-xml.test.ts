import { expect } from 'chai'
import { prettyXml } from '../../../demo/pretty-xml.ts'

const shown = (xml: string) => prettyXml(xml).map(({ depth, text }) => `${'  '.repeat(depth)}${text}`)

describe('demo: XML for a person to read', () => {
  it('indents by depth and keeps text beside its tags', () => {
    expect(shown('<a x="1"><b>one</b><c><d/></c><e></e></a>')).to.deep.equal([
      '<a x="1">',
      '  <b>one</b>',
      '  <c>',
      '    <d/>',
      '  </c>',
      '  <e></e>',
      '</a>',
    ])
  })

  it('loses neither a declaration, nor escapes, nor text beside elements', () => {
    expect(shown('<?xml version="1.0"?><a>t<b>&lt;x&gt;</b></a>')).to.deep.equal([
      '<?xml version="1.0"?>',
      '<a>',
      '  t',
      '  <b>&lt;x&gt;</b>',
      '</a>',
    ])
  })
})
