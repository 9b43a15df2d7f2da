/** 诉〔2026〕12号 */
export const numberText = (series: string, year: number, number: number): string => `${series}〔${year}〕${number}号`;
