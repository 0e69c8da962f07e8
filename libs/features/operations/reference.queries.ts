import { Injectable } from '@nestjs/common';
import { Db } from '#database/db';
import type { CalendarList, CatalogueClassList, DeadlineRuleList } from './operations.dto.js';

const CLASSES = {
  name: 'reference.classes',
  text: `select code, name_en as "nameEn", name_zh as "nameZh", name_de as "nameDe", rule, mode,
           is_converting as "isConverting", certainty, source from catalogue_classes order by code`,
};

const RULES = {
  name: 'reference.rules',
  text: `select code, kind, basis, certainty, is_disputed as "isDisputed", parameters, source, source_url as "sourceUrl"
         from deadline_rules order by kind, code`,
};

const CALENDAR = {
  name: 'reference.calendar',
  text: `select y.country, y.year, y.status, y.source,
           coalesce((select json_agg(json_build_object('day', d.day, 'kind', d.kind, 'name', d.name) order by d.day)
             from calendar_days d where d.country = y.country and extract(year from d.day) = y.year), '[]') as days
         from calendar_years y order by y.country, y.year`,
};

@Injectable()
export class ReferenceQueries {
  constructor(private readonly db: Db) {}

  async classes(): Promise<CatalogueClassList> {
    return { items: await this.db.readReference(CLASSES) };
  }

  async rules(): Promise<DeadlineRuleList> {
    return { items: await this.db.readReference(RULES) };
  }

  async calendar(): Promise<CalendarList> {
    return { items: await this.db.readReference(CALENDAR) };
  }
}
