// Why a test of the suite has no workflow: it needs something that the language leaves out.
export class NotExpressed extends Error {}
