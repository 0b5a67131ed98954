/**
 * A fetch Response around a text that we already have, for openid-client. Node's own puts a text into a web stream and
 * reads it back: that was a tenth of the whole code exchange. With no body of its own it costs nothing, and `json`,
 * `text` and `clone` are answered here.
 */
export class TextResponse extends Response {
  override readonly text: () => Promise<string>
  override readonly json: () => Promise<unknown>
  override readonly clone: () => Response

  constructor(status: number, headers: Readonly<Record<string, string>>, text: string) {
    super(null, { status, headers })
    this.text = async () => text
    this.json = async () => JSON.parse(text)
    this.clone = () => this
  }
}
