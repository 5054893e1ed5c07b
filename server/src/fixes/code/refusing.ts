/** What tells that a statement refuses a request. */
export const refusing = /\b[45]\d\d\b|\bfalse\b|\bthrow\b|unauthori[sz]ed|forbidden|denied/i;
