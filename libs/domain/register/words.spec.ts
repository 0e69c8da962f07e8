import {
  isCountry,
  isTimeZone,
  readBody,
  readCountry,
  readFactoryClass,
  readLanguage,
  readScheme,
  readStatus,
} from './words.js';

describe('the words of a register', () => {
  it.each([
    ['Valid', 'valid'], ['in force', 'valid'], ['gültig', 'valid'], ['aktiv', 'valid'], ['active', 'valid'],
    ['有效', 'valid'], ['有效的', 'valid'], ['正常', 'valid'], ['ausgesetzt', 'suspended'], ['暂停', 'suspended'],
    ['已暂停', 'suspended'], ['暂停使用', 'suspended'], ['Canceled', 'cancelled'], ['annulliert', 'cancelled'],
    ['storniert', 'cancelled'], ['gelöscht', 'cancelled'], ['注销', 'cancelled'], ['已注销', 'cancelled'],
    ['withdrawn', 'revoked'], ['widerrufen', 'revoked'], ['entzogen', 'revoked'], ['撤销', 'revoked'],
    ['已撤销', 'revoked'], ['吊销', 'revoked'], ['lapsed', 'expired'], ['abgelaufen', 'expired'], ['erloschen', 'expired'],
    ['过期', 'expired'], ['已过期', 'expired'], ['到期', 'expired'], ['失效', 'expired'], ['已失效', 'expired'],
    ['过期失效', 'expired'], ['perhaps', null], ['', null],
  ])('reads the status %s as %s', (text, status) => {
    expect(readStatus(text)).toBe(status);
  }); // prettier-ignore

  it.each([
    ['CCC', 'ccc'], ['3c', 'ccc'], ['CCC-Zertifikat', 'ccc'], ['强制性产品认证', 'ccc'],
    ['Self-declaration A', 'ccc-self-declaration-a'], ['A类自我声明', 'ccc-self-declaration-a'],
    ['SDoC B', 'ccc-self-declaration-b'], ['CCC自我声明程序B', 'ccc-self-declaration-b'],
    ['CQC mark', 'cqc-voluntary'], ['CCAP自愿性认证', 'ccap-voluntary'], ['voluntary CAV', 'cav-voluntary'],
  ])('reads the scheme %s as %s without a guess', (text, scheme) => {
    expect(readScheme(text)).toEqual({ scheme, isAssumed: false });
  }); // prettier-ignore

  it.each([
    'CCC self-declaration', 'Self-declaration', 'Self declaration of conformity', 'SDoC', 'Selbsterklärung',
    'CCC-Selbsterklärung', '自我声明', 'CCC自我声明',
  ])('takes procedure B for %s and says so', (text) => {
    expect(readScheme(text)).toEqual({ scheme: 'ccc-self-declaration-b', isAssumed: true });
  }); // prettier-ignore

  it('knows no other scheme', () => {
    expect(readScheme('CE')).toBeNull();
  });

  it.each([
    ['English', 'en'], ['eng', 'en'], ['englisch', 'en'], ['英文', 'en'], ['英语', 'en'], ['英', 'en'],
    ['German', 'de'], ['ger', 'de'], ['deu', 'de'], ['Deutsch', 'de'], ['德文', 'de'], ['德语', 'de'], ['德', 'de'],
    ['Chinese', 'zh'], ['chi', 'zh'], ['zho', 'zh'], ['cn', 'zh'], ['zh-CN', 'zh'], ['zh-Hans', 'zh'],
    ['chinesisch', 'zh'], ['中文', 'zh'], ['汉语', 'zh'], ['简体中文', 'zh'], ['中', 'zh'], ['French', null],
  ])('reads the language %s as %s', (text, language) => {
    expect(readLanguage(text)).toBe(language);
  }); // prettier-ignore

  it.each([
    ['cqc', 'CQC'], ['中国质量认证中心', 'CQC'], ['中国质量认证中心有限公司', 'CQC'], ['China Quality Certification Centre', 'CQC'],
    ['中汽认证中心', 'CCAP'], ['China Certification Center for Automotive Products', 'CCAP'], ['机动车认证联盟', 'CAV'],
    ['Certification Alliance for Vehicle', 'CAV'], ['csp', 'CSP'], ['CTC', 'CTC'], ['CGAC', 'CGAC'], ['CCRC', 'ISCCC'],
    ['CEMTC', 'CEMTC'], ['华诚认证', 'Huacheng'], ['华诚', 'Huacheng'], ['TÜV', null],
  ])('reads the body %s as %s', (text, body) => {
    expect(readBody(text)).toBe(body);
  }); // prettier-ignore

  it.each([
    ['A', 'A'], ['class b', 'B'], ['Klasse C', 'C'], ['D类', 'D'], ['A级', 'A'], ['unknown', null], ['unbekannt', null],
    ['未知', null], ['不详', null], ['E', undefined], ['subclass A', undefined],
  ])('reads the factory class %s as %s', (text, factoryClass) => {
    expect(readFactoryClass(text)).toBe(factoryClass);
  }); // prettier-ignore

  it.each([
    ['DE', 'DE'], [' de ', 'DE'], ['ＤＥ', 'DE'], ['Germany', 'DE'], ['Deutschland', 'DE'], ['德国', 'DE'], ['GER', 'DE'],
    ['UK', 'GB'], ['Great Britain', 'GB'], ['英国', 'GB'], ['USA', 'US'], ['美国', 'US'], ['VR China', 'CN'],
    ['中华人民共和国', 'CN'], ['中国香港', 'HK'], ['Taiwan', 'TW'], ['South Korea', 'KR'], ['韩国', 'KR'],
    ['Tschechische Republik', 'CZ'], ['Türkei', 'TR'], ['Holland', 'NL'], ['AUT', 'AT'], ['JPN', 'JP'], ['FRA', 'FR'],
    ['ITA', 'IT'], ['ESP', 'ES'], ['SWE', 'SE'], ['FIN', 'FI'], ['CHE', 'CH'], ['POL', 'PL'], ['IND', 'IN'],
    ['MEX', 'MX'], ['CAN', 'CA'], ['BRA', 'BR'], ['Kosovo', 'XK'], ['Qatar', 'QA'], ['Atlantis', null], ['EU', null],
    ['XA', null], ['ZZ', null], ['UN', null], ['DD', null],
  ])('reads the country %s as %s', (text, country) => {
    expect(readCountry(text)).toBe(country);
  }); // prettier-ignore

  it('tells countries from groups, pseudo regions and old codes', () => {
    expect(['DE', 'XK', 'QA', 'AZ', 'ZA', 'AE'].map(isCountry)).toEqual([true, true, true, true, true, true]);
    expect(['EU', 'EZ', 'UN', 'QO', 'ZZ', 'XA', 'XB', 'UK', 'DD', 'de'].map(isCountry)).toEqual(Array(10).fill(false));
  });

  it.each([
    ['Europe/Berlin', true],
    ['America/Argentina/Buenos_Aires', true],
    ['UTC', true],
    ['Etc/GMT+1', true],
    ['CET', false],
    ['Europe/Nowhere', false],
    ['Europe/', false],
    ['UTC ', false],
    ['xUTC', false],
    ['+08:00', false],
  ])('takes %s for a time zone: %s', (text, isZone) => {
    expect(isTimeZone(text)).toBe(isZone);
  });
});
