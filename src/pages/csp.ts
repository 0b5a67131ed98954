/** Content-Security-Policy of our pages (contract): nothing is loaded, styles and script are allowed by their hash. */
import { createHash } from 'node:crypto'
import { consoleStylesheet } from './console/style.ts'
import { stylesheet } from './style.ts'

/** Submits the page's one form. Uses the prototype, so that a field called `submit` can't hide it. */
export const submitScript = 'HTMLFormElement.prototype.submit.call(document.forms[0])'

/**
 * Goes on after 1.5 s, however the frames fare: without it a page would wait for the slowest of them. Without scripts
 * there is the link, and the refresh once all frames have loaded.
 */
export const goOnScript = "setTimeout(function(){location.replace(document.getElementById('next').href)},1500)"

/** Shows the buttons that copy, which do nothing without a script. */
export const copyScript =
  "document.querySelectorAll('[data-copy]').forEach(function(b){b.hidden=false;b.addEventListener('click',function(){navigator.clipboard.writeText(document.getElementById(b.dataset.copy).textContent).then(function(){b.textContent=b.dataset.done;b.setAttribute('aria-label',b.dataset.heard)})})})"

const withStyles = (styles: string) => `default-src 'none'; style-src ${hashOf(styles)}; img-src data:; base-uri 'none'`
const nothing = withStyles(stylesheet)
const closed = "frame-ancestors 'none'"

/** For every page except the ones below. */
export const pageCsp = `${nothing}; form-action 'self'; ${closed}`

/**
 * For the page that posts to an app: one script, and no form-action, because Chromium would apply it to the redirects
 * of the app that answers the POST, and leave the person stuck there.
 */
export const formPostCsp = `${nothing}; script-src ${hashOf(submitScript)}; ${closed}`

/** For the console: nothing is loaded there either, and one script copies texts. */
export const consoleCsp = `${withStyles(consoleStylesheet)}; script-src ${hashOf(copyScript)}; form-action 'self'; ${closed}`

/** For the page whose frames tell apps of a logout. @param origins of the apps; what else they redirect to stays out */
export function framesCsp(origins: readonly string[]): string {
  const sources = ["'self'", ...new Set(origins.filter((origin) => /^https?:\/\/[\w.:[\]-]+$/.test(origin)))].join(' ')
  return `${nothing}; script-src ${hashOf(goOnScript)}; frame-src ${sources}; form-action 'self'; ${closed}`
}

function hashOf(source: string): string {
  return `'sha256-${createHash('sha256').update(source).digest('base64')}'`
}
