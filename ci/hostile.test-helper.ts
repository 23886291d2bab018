/** Values that each stay one word, whatever a shell would make of them. */
export const HOSTILE = [
  `'; touch PLANTED; '`,
  '"; touch PLANTED; "',
  '$(touch PLANTED)',
  '`touch PLANTED`',
  '${IFS}&& touch PLANTED || true #',
  '--expected-failures=/etc/passwd',
  '\\" * ? ~ %s \\n end',
];
