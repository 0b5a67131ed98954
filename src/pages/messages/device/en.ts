/** English */
import type { DeviceTexts } from './catalogue.ts'

export const en: DeviceTexts = {
  title: 'Sign in on another device',
  text: 'Enter the code that the device shows.',
  code: 'Code',
  next: 'Continue',
  faults: {
    unknown: 'There is no such code. Compare it with the device, letter by letter.',
    expired: 'This code has run out. Start again on the device.',
    used: 'This code was already used. Start again on the device.',
  },
  asked: {
    title: (app) => `Sign in to ${app} on another device?`,
    text: 'Go on only if you started this yourself, on a device in front of you. If somebody sent you the code or the link, they would be signed in as you.',
    compare: 'Compare the code: the device must show the same.',
    application: 'Application',
    began: 'Started',
    ago: (minutes) =>
      minutes < 1 ? 'less than a minute ago' : minutes === 1 ? '1 minute ago' : `${minutes} minutes ago`,
    from: 'From the address',
    device: 'By',
    go: 'The codes are the same: sign in',
    refuse: 'This was not me',
    next: 'You sign in next, even if you already are signed in here.',
  },
  done: {
    granted: 'The device is signed in',
    grantedText: (app) => `You can close this page and go on at the device with ${app}.`,
    refused: 'The device is not signed in',
    refusedText: (app) => `Nobody was signed in to ${app}. You can close this page.`,
  },
}
