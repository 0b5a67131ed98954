/** An element as our parser gives it, and the limits it keeps. Types only. */

/** An element of our own parse. Text is the concatenation of its text and CDATA nodes. */
export interface XmlElement {
  readonly namespace: string
  readonly localName: string
  readonly prefix: string
  /** Attributes without prefix, by name. */
  readonly attributes: ReadonlyMap<string, string>
  /** Attributes with prefix, by `{namespace}localName`; namespace declarations are in neither. */
  readonly qualifiedAttributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  readonly text: string
}

/** What one document may cost, and how its values may be written. */
export interface XmlLimits {
  /** Characters of the whole document. */
  readonly length: number
  readonly depth: number
  /** Elements, attributes, comments and CDATA sections together. */
  readonly nodes: number
  /** Entity and character references (`&amp;`, `&#10;`): each costs as much as twenty characters. */
  readonly references: number
  /** Attributes of one element, namespace declarations included. */
  readonly attributes: number
  /** Namespace declarations in scope at any one element. */
  readonly namespaces: number
  /**
   * A value cut in pieces by comments or CDATA: `refuse` in messages, where only an attacker writes one (attacks 7,
   * 19); `join` in metadata, which may contain the operator's comments: the text is read across them.
   */
  readonly valuesInPieces: 'refuse' | 'join'
  /**
   * Processing instructions: they have no place in a message; metadata comes with stylesheets, which nobody here reads.
   */
  readonly instructions: 'refuse' | 'skip'
}
