/** A command as readers of a language are shown it: what it asks for comes in their language. */
export const askIn = (language: string, command: string): string =>
  command.replace('"accept-language: en"', `"accept-language: ${language}"`);
