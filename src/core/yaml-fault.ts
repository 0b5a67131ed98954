/** What is not YAML, in a few words of ours: the parser has its own, in English alone. */
import { insteadOf, type Said, said } from './said.ts'

/** By the code of the package `yaml`, which has several messages for each. */
const faults: Readonly<Partial<Record<string, Said>>> = {
  DUPLICATE_KEY: said`This is not YAML: the same key stands here twice.`,
  TAB_AS_INDENT: said`This is not YAML: the indentation is wrong.`,
  BAD_INDENT: said`This is not YAML: the indentation is wrong.`,
  MISSING_CHAR: said`This is not YAML: something is missing here.`,
  MULTILINE_IMPLICIT_KEY: said`This is not YAML: a key ends on the line where it begins.`,
  BLOCK_AS_IMPLICIT_KEY: said`This is not YAML: no other key or list can begin on this line.`,
  BLOCK_IN_FLOW: said`This is not YAML: no other key or list can begin on this line.`,
  BAD_DQ_ESCAPE: said`This is not YAML: in double quotes, this has no meaning after a backslash.`,
  BAD_SCALAR_START: said`This is not YAML: no value can begin with this character.`,
  UNEXPECTED_TOKEN: said`This is not YAML: this does not belong here.`,
  TAG_RESOLVE_FAILED: said`This is not YAML: this tag is not known.`,
  MULTIPLE_DOCS: said`This is not YAML: these are several documents in one.`,
}

/** @param code of the parser's error @param english what is said of it in English */
export const yamlFault = (code: string, english: string): Said =>
  insteadOf(english, faults[code] ?? said`This is not YAML.`)
