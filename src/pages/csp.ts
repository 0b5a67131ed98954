/** Content-Security-Policy of our pages (contract): nothing is loaded, styles and script are allowed by their hash. */
import { createHash } from 'node:crypto'
import { stylesheet } from './style.ts'

/** Submits the page's one form. By the prototype, so that no field can be called `submit` and hide it. */
export const submitScript = 'HTMLFormElement.prototype.submit.call(document.forms[0])'

/**
 * Goes on after 1.5 s, however the frames do: without it a page would wait for the slowest of them. Whoever runs no
 * script has the link, and the refresh once all frames have loaded.
 */
export const goOnScript = "setTimeout(function(){location.replace(document.getElementById('next').href)},1500)"

const nothing = `default-src 'none'; style-src ${hashOf(stylesheet)}; img-src data:; base-uri 'none'`
const closed = "frame-ancestors 'none'"

/** Of every page but the one below. */
export const pageCsp = `${nothing}; form-action 'self'; ${closed}`

/**
 * Of the page that posts to an app: one script, and no form-action, because Chromium would apply it to the redirects
 * of the app that answers the POST, and leave the person stuck there.
 */
export const formPostCsp = `${nothing}; script-src ${hashOf(submitScript)}; ${closed}`

/** Of the page whose frames tell apps of a logout. @param origins of the apps; what else they redirect to stays out */
export function framesCsp(origins: readonly string[]): string {
  const sources = ["'self'", ...new Set(origins.filter((origin) => /^https?:\/\/[\w.:[\]-]+$/.test(origin)))].join(' ')
  return `${nothing}; script-src ${hashOf(goOnScript)}; frame-src ${sources}; form-action 'self'; ${closed}`
}

function hashOf(source: string): string {
  return `'sha256-${createHash('sha256').update(source).digest('base64')}'`
}
