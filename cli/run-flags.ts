/** The flags of every command that runs a suite, named as the official suite names them where it has them. */
import { Option, type Command } from 'commander';
import { addGateFlags, failOnFlag } from './gate-flags.ts';
import { DEFAULT_OUTPUT, formatFlag } from './output.ts';
import { milliseconds, repeatable, reporter, REVISIONS } from './parse.ts';
import { source } from './source.ts';

export function addRunFlags(command: Command): Command {
  const whole = command
    .addOption(
      new Option('--spec-version <revision>', 'revision of the specification to test against')
        .choices(['auto', ...REVISIONS])
        .default('auto'),
    )
    .addOption(
      new Option('--topic <topic>', 'only the checks of a topic, such as challenge; repeatable').argParser(
        repeatable,
      ),
    )
    .addOption(new Option('--suite <topic>', 'the same as --topic').argParser(repeatable).hideHelp())
    .addOption(
      new Option('--check <id>', 'only this check; * stands for anything; repeatable').argParser(repeatable),
    )
    .addOption(new Option('--scenario <id>', 'the same as --check').argParser(repeatable).hideHelp())
    .addOption(
      new Option('--timeout <ms>', 'how long one exchange may take; also 10s')
        .argParser(milliseconds)
        .default(10_000, '10000'),
    )
    .option('--strict-https', 'apply the duties about https to loopback hosts too')
    .addOption(failOnFlag().default('must'))
    .option('-o, --output <folder>', 'folder for the reports and logs', DEFAULT_OUTPUT)
    .addOption(formatFlag())
    .addOption(
      new Option(
        '--reporter <name[=path]>',
        'write a further report to a path of its own; repeatable',
      ).argParser(reporter),
    )
    .addOption(
      new Option(
        '--source <[checks=]path[:line]>',
        'where findings are shown in your repository; repeatable',
      ).argParser(source),
    )
    .option('--json', 'print report.json on standard output, and nothing else')
    .option('--verbose', 'show every check and all evidence')
    .option('--quiet', 'no progress');
  return addGateFlags(whole);
}
