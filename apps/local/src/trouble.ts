/** Something the person at the terminal can put right; printed as its sentence, without a stack. */
export class Trouble extends Error {
  override readonly name = 'Trouble';
}
