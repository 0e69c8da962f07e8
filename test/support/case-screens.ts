import type { Visit } from './test-browser.js';

/** Labels of a form to what is typed there, or to the choice that is taken. */
export type Typed = Record<string, string | { choice: string }>;

/** What a person does on the screens of a case, an inspection, a booking: press, type, and wait for the answer. */
export class CaseScreens {
  constructor(readonly visit: Visit) {}

  get page() {
    return this.visit.page;
  }

  /** Opens an address and waits for what it says. */
  async open(address: string, ...texts: (string | RegExp)[]): Promise<void> {
    await this.page.goto(address);
    await this.visit.reads(...texts);
  }

  /** Opens a stage on the rail, the last attempt of several, and presses an act there. */
  async move(stage: string, act: string): Promise<void> {
    await this.visit.within(this.page.locator('[data-stage]', { hasText: stage }).last().click());
    await this.visit.within(this.page.locator('[popover]').getByRole('button', { name: act, exact: true }).click());
  }

  /** Begins a stage today. */
  async begin(stage: string): Promise<void> {
    await this.move(stage, 'Start, today');
    await this.visit.reads(`Started: ${stage}`);
  }

  /** Completes a stage today that nobody recorded as begun. */
  async completeUnbegun(stage: string): Promise<void> {
    await this.move(stage, 'Complete');
    await this.send('Complete', `Completed: ${stage}`);
  }

  /** Completes a running stage today. */
  async complete(stage: string): Promise<void> {
    await this.move(stage, 'Complete, today');
    await this.visit.reads(`Completed: ${stage}`);
  }

  /** Takes the first entry of this name from a menu. */
  async choose(menu: string, entry: string): Promise<void> {
    await this.visit.press(menu);
    await this.visit.within(this.page.getByRole('menuitem', { name: entry, exact: true }).first().click());
  }

  /** Fills the opened form. */
  async fill(values: Typed): Promise<void> {
    const form = this.page.getByRole('dialog').last();
    for (const [label, value] of Object.entries(values)) {
      if (typeof value === 'string') {
        const field = form.locator('input, textarea').and(form.getByLabel(label)).first();
        await this.visit.within(field.fill(value));
        continue;
      }
      await this.visit.within(form.getByRole('combobox', { name: label }).first().click());
      await this.visit.within(this.page.getByRole('option', { name: value.choice }).first().click());
    }
  }

  /** Sends the opened form and waits for the words that it was done. */
  async send(button: string, ...done: (string | RegExp)[]): Promise<void> {
    const form = this.page.getByRole('dialog').last();
    await this.visit.within(form.getByRole('button', { name: button, exact: true }).click());
    await this.visit.reads(...done);
  }

  /** Presses a button, fills the form that it opens, and sends it by the button of the same name. */
  async record(act: string, values: Typed, ...done: (string | RegExp)[]): Promise<void> {
    await this.visit.press(act);
    await this.fill(values);
    await this.send(act, ...done);
  }
}

/** A file to upload: a PDF of one page that says something. */
export function pdfNamed(name: string, text: string): { name: string; mimeType: string; buffer: Buffer } {
  const drawn = `BT /F1 12 Tf 72 720 Td (${text}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((body, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}`;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(file + table + trailer) };
}
