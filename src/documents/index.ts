/** Forms (biểu mẫu): what they say, how they are drawn, and how they are issued. */
export type { FormContent } from './content.js';
export { FormError, type FormCode } from './errors.js';
export { formSet, formSlug } from './form-sets.js';
export { formPage, STYLE_HASH } from './page.js';
export * from './print.js';
export * from './print-register.js';
export type { Pdf } from './typeset.js';
export { voidNotice } from './words.js';
