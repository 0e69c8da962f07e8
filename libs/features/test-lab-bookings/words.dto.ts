/** A text in the three languages of the product. */
export class WordsView {
  en: string;
  de: string;
  zh: string;
}
