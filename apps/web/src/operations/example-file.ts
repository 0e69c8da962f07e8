/**
 * A file as the platform owner uploads it: the year that is next to be announced, with the days off by law, to be
 * replaced by those of the notice. Its words are those of the data, which has one language.
 */
export const EXAMPLE_FILE = {
  name: 'calendar-cn-2027.yaml',
  content: `# China's working calendar of 2027. Replace the days by those of the notice of the State Council General Office,
# list the worked weekend days, set status to official and give the address of the notice as source.
# Days stand in quotes. A record replaces the one of the same kind, key and validFrom; all its fields must be given.
kind: calendar-year
records:
  - key: CN-2027
    country: CN
    year: 2027
    validFrom: '2027-01-01'
    validTo: '2027-12-31'
    # official | secondary | unverified: how sure the source is
    certainty: official
    # official | secondary | partial | unpublished: what is known of the year
    status: unpublished
    # several references are separated by " ; "
    source: State Council Order 795, statutory days only
    holidays:
      - { from: '2027-01-01', to: '2027-01-01', name: New Year }
      - { from: '2027-02-05', to: '2027-02-08', name: Spring Festival }
      - { from: '2027-04-05', to: '2027-04-05', name: Qingming }
      - { from: '2027-05-01', to: '2027-05-02', name: Labour Day }
      - { from: '2027-06-09', to: '2027-06-09', name: Dragon Boat }
      - { from: '2027-09-15', to: '2027-09-15', name: Mid-Autumn }
      - { from: '2027-10-01', to: '2027-10-03', name: National Day }
    # makeUp: ['2027-02-13']
`,
} as const;
