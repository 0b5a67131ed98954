/** English. */
import type { FrameTexts } from './catalogue.ts'

export const en: FrameTexts = {
  skip: 'Skip to the content',
  menu: 'Console',
  sections: {
    apps: 'Apps',
    quarantine: 'Waiting',
    addresses: 'Addresses',
    sessions: 'Sessions',
    upstreams: 'Sign-in services',
    keys: 'Keys',
    audit: 'Audit',
  },
  reader: 'may look only',
  readerText: 'You may look at everything here, but change nothing.',
  signOut: 'Sign out',
  emergency: (until) => `Break-glass access until ${until}. Everything you do is recorded as such.`,
  notices: {
    created: 'The app is registered and in force.',
    saved: 'Saved and in force.',
    unchanged: 'Nothing has changed.',
    removed: 'The app is removed. Its history is kept.',
    undone: 'The earlier state is in force again.',
    disabled: 'Nobody is let in to this app until it is switched on again.',
    enabled: 'The app is switched on again.',
    takenOver: 'A copy is in the store. It takes effect once the entry is gone from the file.',
    approved: 'Approved and in force.',
    rejected: 'Rejected. The copy in force stays.',
    ended: 'The session is ended.',
    forgotten: 'It is taken back.',
    read: 'The address was read just now.',
    lost: 'Your session had ended, and what you sent was too large to keep. Please send it again.',
  },
  severities: { error: 'Error', warning: 'Warning', good: 'Good', note: 'Note' },
  parts: { settings: 'Settings', metadata: 'Metadata' },
  line: (line) => `line ${line}`,
  actOn: (act, on) => `${act}: ${on}`,
  leftOut: 'It is left out.',
  faults: 'There is a problem',
  copy: 'Copy',
  copied: 'Copied',
  again: {
    title: 'Send this now?',
    text: 'Your session had ended when you sent this form. Nothing was done yet. Look at what you entered, and send it.',
    send: 'Send it',
    discard: 'Discard it',
    fields: {
      revision: 'Made from revision',
      to: 'Revision to bring back',
      digest: 'Differences that were seen (digest)',
      reference: 'Session',
      unused: 'The link was not used',
    },
  },
  confirm: {
    yes: 'Yes, do it',
    no: 'No, go back',
    acts: {
      remove: {
        title: (on) => `Remove ${on}?`,
        text: 'Nobody can sign in to this app any more. Its history is kept, so you can bring it back.',
      },
      end: {
        title: (on) => `Sign out ${on}?`,
        text: 'The session ends at once, here and at the apps that can be told.',
      },
      approve: {
        title: (on) => `Approve the new metadata of ${on}?`,
        text: 'Its new keys and addresses are trusted from now on. Make sure that they come from the owner of the app.',
      },
      reject: {
        title: (on) => `Reject the new metadata of ${on}?`,
        text: 'The copy in force stays. If the app really has a new key, sign-ins will fail once it uses it.',
      },
      takeBack: {
        title: (on) => `Take back the setup link for ${on}?`,
        text: 'Nobody can send metadata by it any more. Nothing was sent by it so far.',
      },
      rename: {
        title: (on) => `Give people new names in ${on}?`,
        text: 'People who use this app already would become new accounts there. Do this only if it is meant.',
      },
      takeOver: {
        title: (on) => `Take ${on} over into the store?`,
        text: 'This makes a copy that you can change here. The file wins: the copy waits until the entry is gone from it.',
      },
      secret: {
        title: (on) => `Make a new secret for ${on}?`,
        text: 'The old secret stops working at once: nobody can sign in there until the new one is entered at the app.',
      },
      forget: {
        title: (on) => `Take back what ${on} may be told?`,
        text: 'The person is asked again at the next sign-in there, and the app can refresh nothing until then.',
      },
      undo: {
        title: (on) => `Bring back this earlier state of ${on}?`,
        text: 'It becomes a new revision, so that you can undo this too.',
      },
    },
  },
  refused: { missing: 'Not found', title: 'This was not done', back: 'Go back' },
  link: {
    title: 'Break-glass access',
    text: 'This opens the console for half an hour without a sign-in service. It works once, and everything that is done is recorded.',
    enter: 'Open the console',
    overTitle: 'This link can’t be used',
    overText:
      'It was used before, is older than ten minutes, or is damaged; or the clock of the machine that made it is wrong. Make a new one with: isthmus admin link',
  },
}
