/** `isthmus schema`: what the config file can hold. */
import { configurationReference } from '../config/reference.ts'
import { jsonSchema } from '../config/schema.ts'
import { asJson, print } from './output.ts'

/**
 * Prints the JSON Schema, which an editor finds by a `# yaml-language-server: $schema=…` line in the config; or the same
 * for people, as docs/configuration.md has it.
 */
export function printSchema({ markdown }: { readonly markdown: boolean }): void {
  if (markdown) process.stdout.write(configurationReference())
  else print(asJson(jsonSchema()))
}
