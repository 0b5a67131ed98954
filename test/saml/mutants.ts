/**
 * Changes to the text of an XML document: some say the same in another way, some say something else, some are no XML any
 * more. Where each happens is a number, so that a failure can be repeated.
 */

export interface Mutation {
  readonly name: string
  /** Where it could be made. */
  readonly places: RegExp
  readonly change: (found: string, number: number) => string
}

const mutation = (name: string, places: RegExp, change: Mutation['change']): Mutation => ({ name, places, change })

/** Spellings of the same document. */
export const spellings: readonly Mutation[] = [
  mutation('white space in a tag', /(?<=<[\w:]+)(?=[ >])/g, () => '\n\t '),
  mutation('other quotes', /"[^"'<>]*"/g, (found) => `'${found.slice(1, -1)}'`),
  mutation('an empty element', /(?<=<[\w:]+(?: [^<>]*)?)><\/[\w:]+>/g, () => '/>'),
  mutation('a character by its number', /(?<=>)\w(?=[^<>]*<)/g, (found) => `&#${found.charCodeAt(0)};`),
  mutation('by its hexadecimal number', /(?<=>)\w(?=[^<>]*<)/g, (found) => `&#x${found.charCodeAt(0).toString(16)};`),
  mutation('an unused namespace', /(?<=<[\w:]+)(?=[ >])/g, (_, n) => ` xmlns:u${n}="urn:u:${n % 3}"`),
  mutation(
    'a namespace said again',
    /(?<=<saml:\w+)(?=>| (?!xmlns))/g,
    () => ' xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"',
  ),
  mutation('a default namespace', /(?<=<\w+:\w+)(?=[ >])/g, () => ' xmlns="urn:d"'),
  mutation('CDATA', /(?<=>)[\w !.-]+(?=<)/g, (found) => `<![CDATA[${found}]]>`),
  mutation('a comment between elements', /(?<=<\/[\w:]+>)(?=<)/g, () => '<!-- x -->'),
  mutation('a declaration in front', /^/g, () => '<?xml version="1.0" encoding="UTF-8"?>\n'),
  mutation('line ends of DOS', /\n/g, () => '\r\n'),
  mutation('a prefix more to be kept', /(?<=<samlp:Response)/g, () => ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'),
]

/** One more, on which xmldom stumbles. */
export const spaceInEndTag = mutation('white space in an end tag', /(?<=<\/[\w:]+)(?=>)/g, () => ' ')

const others: readonly Mutation[] = [
  mutation('another character', /(?<=>)\w(?=[^<>]*<)/g, (_, n) => String.fromCharCode(97 + (n % 26))),
  mutation('another character in a value', /(?<==")\w/g, (_, n) => String.fromCharCode(97 + (n % 26))),
  mutation('a value emptied', /(?<=>)[^<>]+(?=<)/g, () => ''),
  mutation('white space between elements', /(?<=<\/[\w:]+>)(?=<)/g, () => '\n  '),
  mutation('a comment in a value', /(?<=>\w+)(?=\w+<)/g, () => '<!---->'),
  mutation('a processing instruction', /(?<=>)(?=<)/g, () => '<?x y?>'),
  mutation('an attribute', /(?<=<[\w:]+)(?=[ >])/g, (_, n) => ` a${n % 4}="1"`),
  mutation('an attribute of XML', /(?<=<[\w:]+)(?=[ >])/g, () => ' xml:lang="en"'),
  mutation('an attribute gone', / \w+="[^"]*"/g, () => ''),
  mutation('an element more', /(?<=>)(?=<)/g, () => '<saml:Advice/>'),
  mutation('an element gone', /<([\w:]+)[^<>]*>[^<>]*<\/\1>/g, () => ''),
  mutation('an element twice', /<([\w:]+)[^<>]*>[^<>]*<\/\1>/g, (found) => found + found),
  mutation('another namespace', /xmlns:\w+="[^"]*"/g, (found) => found.replace(/"$/, 'x"')),
  mutation('another prefix', /<\/?saml:/g, (found) => found.replace('saml', 'samlp')),
  mutation('a piece gone', /.{1,20}/g, () => ''),
  mutation('a tab in a value', /(?<=")(?=[^"<>]+")/g, () => '\t'),
  mutation('a tab in a value, by its number', /(?<==")(?=[^"<>]+")/g, () => '&#9;'),
  mutation('another line end', /(?<=>)(?=\w)/g, (_, n) => ['\u2028', '\u0085', '\r', '&#13;'][n % 4] ?? ''),
  mutation('with comments', /xml-exc-c14n#(?=")/g, () => 'xml-exc-c14n#WithComments'),
]

// Spellings twice: with several changes at once few documents would stay sound.
export const mutations: readonly Mutation[] = [...spellings, ...spellings, ...others]

/** A text with the changes made one after another, each at the place that its number says. */
export function mutant(xml: string, changes: readonly (readonly [Mutation, number])[]): string {
  return changes.reduce((text, [{ places, change }, number]) => {
    const found = [...text.matchAll(places)]
    const at = found[number % Math.max(1, found.length)]
    if (at === undefined) return text
    return text.slice(0, at.index) + change(at[0], number) + text.slice(at.index + at[0].length)
  }, xml)
}
