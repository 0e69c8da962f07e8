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

  it.each(['ZZ', 'de', '', 'Germany', 'XDE', 'DEX'])('knows no clock of %j, which is no country code', (code) => {
    expect(zonesOfCountry(code)).toEqual([]);
  });

  it.each([
    // Clocks that differ by minutes, run half an hour apart, or are set differently in one half of the year.
    ['AU', ['Australia/Perth', 'Australia/Eucla', 'Australia/Darwin', 'Australia/Brisbane', 'Australia/Adelaide', 'Australia/Sydney', 'Australia/Lord_Howe']], // prettier-ignore
    ['NZ', ['Pacific/Auckland', 'Pacific/Chatham']],
    ['PF', ['Pacific/Tahiti', 'Pacific/Marquesas', 'Pacific/Gambier']],
    ['ID', ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']],
    ['ES', ['Atlantic/Canary', 'Europe/Madrid']],
    // Kazakhstan had two clocks until 2024: the sample year knows one.
    ['KZ', ['Asia/Almaty']],
  ])('tells the clocks of %s apart, from west to east', (country, zones) => {
    expect(zonesOfCountry(country)).toEqual(zones);
  });

  it.each(['AQ', 'SJ'])('counts no station in the ice of %s', (country) => {
    expect(zonesOfCountry(country)).toEqual([]);
  });

  it('hands out a copy, so that a caller cannot change the answer of the next', () => {
    zonesOfCountry('DE').push('Mars/Olympus');
    expect(zonesOfCountry('DE')).toEqual(['Europe/Berlin']);
  });
});
