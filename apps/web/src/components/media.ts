/** Below this a list shows rows instead of a table, and a peek is the page itself. */
export const PHONE = '(max-width: 900px)';
