import { zonesOfCountry } from './country-zones.js';

describe('zonesOfCountry', () => {
  it.each([
    ['DE', 'Europe/Berlin'],
    ['JP', 'Asia/Tokyo'],
    ['IT', 'Europe/Rome'],
    ['GB', 'Europe/London'],
    ['FR', 'Europe/Paris'],
    ['CZ', 'Europe/Prague'],
    ['SE', 'Europe/Stockholm'],
    ['AT', 'Europe/Vienna'],
    ['FI', 'Europe/Helsinki'],
  ])('is certain for %s, which has one clock', (country, zone) => {
    expect(zonesOfCountry(country)).toEqual([zone]);
  });

  it('counts China as Beijing time, also for Urumqi', () => {
    expect(zonesOfCountry('CN')).toEqual(['Asia/Shanghai']);
  });

  it('counts zones that show the same time all year as one', () => {
    expect(zonesOfCountry('MY')).toEqual(['Asia/Kuala_Lumpur']); // Kuching is another zone with the same clock
    expect(zonesOfCountry('AR')).toHaveLength(1); // 12 zones, none of them changes its clocks
  });

  it('names the clocks of the United States from west to east by their largest cities', () => {
    expect(zonesOfCountry('US')).toEqual([
      'Pacific/Honolulu',
      'America/Adak',
      'America/Anchorage',
      'America/Los_Angeles',
      'America/Phoenix',
      'America/Denver',
      'America/Chicago',
      'America/New_York',
    ]);
  });

  it.each(['US', 'CA', 'BR', 'AU', 'RU', 'MX', 'ID', 'ES', 'PT'])(
    'asks for %s, which has several clocks',
    (country) => {
      expect(zonesOfCountry(country).length).toBeGreaterThan(1);
    },
  );

  it('names Brazil’s most peopled clock after Sao Paulo', () => {
    expect(zonesOfCountry('BR')).toContain('America/Sao_Paulo');
  });

  it.each(['ZZ', 'de', '', 'Germany'])('knows no clock of %j, which is no country code', (code) => {
    expect(zonesOfCountry(code)).toEqual([]);
  });

  it('hands out a copy, so that a caller cannot change the answer of the next', () => {
    zonesOfCountry('DE').push('Mars/Olympus');
    expect(zonesOfCountry('DE')).toEqual(['Europe/Berlin']);
  });
});
