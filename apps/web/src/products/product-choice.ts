import { spoken } from '../i18n/i18n.js';
import type { ProductLine } from './products.types.js';

const MODELS_SHOWN = 2;

/** A product among others to choose from, in the reader's script; its models tell it from those of the same name. */
export function productChoice(line: ProductLine): { value: string; label: string } {
  const isChinese = spoken() === 'zh';
  const name = (isChinese && line.nameZh) || line.name;
  const client = (isChinese && line.clientNameZh) || line.clientName;
  const models = line.models.slice(0, MODELS_SHOWN).join(', ') + (line.models.length > MODELS_SHOWN ? ' …' : '');
  return { value: line.id, label: [name, models, client].filter(Boolean).join(' · ') };
}
