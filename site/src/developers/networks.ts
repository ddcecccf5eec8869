/** Networks as they are typed, one a line or with commas between them. */
export const readNetworks = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

export const writeNetworks = (networks: readonly string[]): string => networks.join("\n");
