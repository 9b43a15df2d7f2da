/** 约〔2026〕12号 */
export const bookingNumber = ({ year, number }: { year: number; number: number }): string => `约〔${year}〕${number}号`;

export const bookingSeries = "约";
