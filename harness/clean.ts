/** C0 and C1 controls, and marks that turn the direction of the text around them. */
const STEERING = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g;

/** What somebody else wrote, as one line for a terminal: nothing in it may steer the terminal. */
export function clean(text: string): string {
  return text.replaceAll(STEERING, ' ');
}
