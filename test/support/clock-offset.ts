/* Loaded before the program: its clock runs CLOCK_OFFSET milliseconds ahead of the machine's, or behind it. */
const offset = Number(process.env.CLOCK_OFFSET);
const real = Date.now;
Date.now = () => real() + offset;
