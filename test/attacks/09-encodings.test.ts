import { expect } from 'chai'
import { received, refusal } from '../saml/gate.ts'
import { posted, requestXml, saml } from '../saml/request.ts'

const subject = (name: string) => `<saml:Subject xmlns:saml="${saml}"><saml:NameID>${name}</saml:NameID></saml:Subject>`
const request = requestXml({ content: subject('jürgen') })
const declared = (declaration: string) => Buffer.from(`${declaration}${request}`)
/** The request with these octets where the name is. */
function withOctets(...octets: readonly number[]): Buffer {
  const [before = '', after = ''] = requestXml({ content: subject('@') }).split('@')
  return Buffer.concat([Buffer.from(before), Buffer.from(octets), Buffer.from(after)])
}

describe('attack 9: invalid UTF-8 and other encodings', () => {
  const refused: Readonly<Record<string, Buffer>> = {
    'a cut sequence': withOctets(0xc3),
    'a stray continuation': withOctets(0xbc),
    'an overlong slash': withOctets(0xc0, 0xaf),
    'a surrogate as UTF-8': withOctets(0xed, 0xa0, 0x80),
    'a code point past the last': withOctets(0xf4, 0x90, 0x80, 0x80),
    'a NUL': withOctets(0x00),
    'a control character': withOctets(0x08),
    'U+FFFE': withOctets(0xef, 0xbf, 0xbe),
    'a control character by reference': Buffer.from(requestXml({ content: subject('&#8;') })),
    'a surrogate by reference': Buffer.from(requestXml({ content: subject('&#xD800;') })),
    'UTF-16 with its mark': Buffer.from(`\uFEFF${request}`, 'utf16le'),
    'UTF-16 without': Buffer.from(request, 'utf16le'),
    'Latin-1, declared': Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${request}`, 'latin1'),
    'Latin-1, undeclared': Buffer.from(request, 'latin1'),
    'another encoding declared': declared('<?xml version="1.0" encoding="ISO-8859-1"?>'),
    'UTF-7 declared': declared('<?xml version="1.0" encoding="UTF-7"?>'),
    'XML 1.1': declared('<?xml version="1.1"?>'),
    'XML 2.0': declared('<?xml version="2.0"?>'),
    'two marks': declared('\uFEFF\uFEFF'),
  }
  for (const [name, octets] of Object.entries(refused)) {
    it(`refuses ${name}`, () => refusal(() => received(posted(octets), { mode: 'optional' }), 'malformed_request'))
  }

  const taken: Readonly<Record<string, Buffer>> = {
    'no declaration': declared(''),
    'XML 1.0 without encoding': declared('<?xml version="1.0"?>'),
    'UTF-8 declared': declared('<?xml version="1.0" encoding="UTF-8"?>'),
    'utf-8 declared': declared("<?xml version='1.0' encoding='utf-8' standalone='yes'?>\r\n"),
    'a byte order mark': declared('\uFEFF<?xml version="1.0" encoding="UTF-8"?>'),
    'the octets of ü': withOctets(...Buffer.from('jürgen')),
    'a reference to ü': Buffer.from(requestXml({ content: subject('j&#xFC;rgen') })),
  }
  for (const [name, octets] of Object.entries(taken)) {
    it(`takes ${name}`, () => {
      expect(received(posted(octets), { mode: 'optional' }).subject).to.deep.equal({ value: 'jürgen' })
    })
  }
})
