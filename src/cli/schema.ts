/** `isthmus schema`: the JSON Schema of the config file. */
import { jsonSchema } from '../config/schema.ts'
import { print } from './output.ts'

/** Prints it; an editor finds it by a `# yaml-language-server: $schema=…` line in the config. */
export function printSchema(): void {
  print(JSON.stringify(jsonSchema(), null, 2))
}
