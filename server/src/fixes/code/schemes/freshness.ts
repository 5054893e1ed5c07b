/** How far a signed time may be away, as verifiers of signatures declare it. */
export const tolerance = `// Older and newer signatures are refused, so that a recorded request cannot be sent again later.
const toleranceInMilliseconds = 5 * 60 * 1000;
`;
