export const importAsItIs = (address: string): Promise<unknown> => import(address);
