/** The fields of forms: a label, a hint, and what is wrong with what was entered. */
import type { ComponentChildren } from 'preact'
import { readable } from '../links.ts'
import type { FindingWords } from './finding-words.ts'

interface FieldProps {
  readonly id: string
  readonly label: string
  readonly hint?: string | undefined
  /** What is wrong with it. */
  readonly fault?: FindingWords | undefined
  readonly children: ComponentChildren
}

/** A label, the control that has `id`, and a hint that the control names by `aria-describedby`. */
export function Field({ id, label, hint, fault, children }: FieldProps) {
  return (
    <div class={fault === undefined ? 'field' : 'field faulty'}>
      <label for={id}>{label}</label>
      {fault === undefined ? null : (
        <p class="wrong" id={`${id}-fault`} lang={fault.lang}>
          {readable(fault.message)}
        </p>
      )}
      {children}
      {hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

/** What a control says of itself to those who can't see what stands around it. */
export function described({ id, hint, fault }: Pick<FieldProps, 'id' | 'hint' | 'fault'>) {
  const by = [...(fault === undefined ? [] : [`${id}-fault`]), ...(hint === undefined ? [] : [`${id}-hint`])]
  return {
    ...(by.length > 0 && { 'aria-describedby': by.join(' ') }),
    ...(fault !== undefined && ({ 'aria-invalid': 'true' } as const)),
  }
}

interface TextFieldProps {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly fault?: FindingWords | undefined
  readonly value?: string | undefined
  readonly type?: 'text' | 'url' | 'search'
  readonly required?: boolean
  readonly mono?: boolean
  readonly readonly?: boolean
}

export function TextField({ name, label, hint, fault, value = '', type = 'text', ...rest }: TextFieldProps) {
  return (
    <Field id={name} label={label} hint={hint} fault={fault}>
      <input
        id={name}
        name={name}
        type={type}
        value={value}
        required={rest.required}
        readOnly={rest.readonly}
        class={rest.mono ? 'mono' : undefined}
        autocomplete="off"
        spellcheck={rest.mono ? false : undefined}
        {...described({ id: name, hint, fault })}
      />
    </Field>
  )
}

interface TextAreaProps extends Omit<TextFieldProps, 'type' | 'mono'> {
  /** `lines`: for a few lines, as high as what it holds. */
  readonly size?: 'tall' | 'lines'
}

export function TextArea({ name, label, hint, fault, value = '', size, ...rest }: TextAreaProps) {
  const rows = Math.min(12, Math.max(3, value.split('\n').length + 1))
  return (
    <Field id={name} label={label} hint={hint} fault={fault}>
      <textarea
        id={name}
        name={name}
        class={size}
        rows={size === 'lines' ? rows : undefined}
        required={rest.required}
        readOnly={rest.readonly}
        spellcheck={false}
        autocomplete="off"
        {...described({ id: name, hint, fault })}
      >
        {/* The parser drops a line break right after the tag. */}
        {`\n${value}`}
      </textarea>
    </Field>
  )
}

interface ChoiceProps {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly fault?: FindingWords | undefined
  readonly value: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
}

export function Choice({ name, label, hint, fault, value, choices }: ChoiceProps) {
  return (
    <Field id={name} label={label} hint={hint} fault={fault}>
      <select id={name} name={name} {...described({ id: name, hint, fault })}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} selected={choice.value === value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

interface OptionsProps extends ChoiceProps {
  readonly disabled?: boolean
}

/** A few choices in words, all of them in sight: on a phone, a closed list would cut them off. */
export function Options({ name, label, hint, fault, value, choices, disabled }: OptionsProps) {
  return (
    <fieldset
      id={name}
      class={fault === undefined ? 'field' : 'field faulty'}
      {...described({ id: name, hint, fault })}
    >
      <legend>{label}</legend>
      {fault === undefined ? null : (
        <p class="wrong" id={`${name}-fault`} lang={fault.lang}>
          {readable(fault.message)}
        </p>
      )}
      {choices.map((one) => (
        <div key={one.value} class="check">
          <input
            type="radio"
            id={`${name}-${one.value}`}
            name={name}
            value={one.value}
            checked={one.value === value}
            disabled={disabled}
          />
          <label for={`${name}-${one.value}`}>{one.label}</label>
        </div>
      ))}
      {hint === undefined ? null : (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
    </fieldset>
  )
}

/** A value of the settings, as the document has it, after what it means. */
export const withWords = (value: string, words: string | undefined): string =>
  words === undefined ? value : `${words} (${value})`

interface CheckProps {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly checked: boolean
  readonly disabled?: boolean
}

export function Check({ name, label, value, checked, disabled }: CheckProps) {
  return (
    <div class="field check">
      <input type="checkbox" id={name} name={name} value={value} checked={checked} disabled={disabled} />
      <label for={name}>{label}</label>
    </div>
  )
}
