#!/bin/sh
# Runs mcp-auth-conformance in any CI. Everything is told by environment variables, none of which is run by this shell;
# what MCP_AUTH_COMMAND says is run by the tool itself. The exit code is that of the tool.
#
#   MCP_AUTH_URL='http://127.0.0.1:{port}/mcp' MCP_AUTH_COMMAND='node server.js' sh conformance.sh
#
# A token goes into MCP_AUTH_CONFORMANCE_TOKEN, which the tool reads itself: it never stands on a command line.
set -eu

set -- "${MCP_AUTH_MODE:-server}" "--output=${MCP_AUTH_OUTPUT:-mcp-auth-report}" --format=html,junit,sarif,markdown,code-quality
if [ -n "${MCP_AUTH_URL:-}" ]; then set -- "$@" "--url=$MCP_AUTH_URL"; fi
if [ -n "${MCP_AUTH_COMMAND:-}" ]; then set -- "$@" "--command=$MCP_AUTH_COMMAND"; fi
if [ -n "${MCP_AUTH_SPEC_VERSION:-}" ]; then set -- "$@" "--spec-version=$MCP_AUTH_SPEC_VERSION"; fi
if [ -n "${MCP_AUTH_FAIL_ON:-}" ]; then set -- "$@" "--fail-on=$MCP_AUTH_FAIL_ON"; fi
if [ -n "${MCP_AUTH_EXPECTED_FAILURES:-}" ]; then set -- "$@" "--expected-failures=$MCP_AUTH_EXPECTED_FAILURES"; fi
if [ -n "${MCP_AUTH_BASELINE:-}" ]; then set -- "$@" "--baseline=$MCP_AUTH_BASELINE"; fi
if [ -n "${MCP_AUTH_MIN_COVERAGE:-}" ]; then set -- "$@" "--min-coverage=$MCP_AUTH_MIN_COVERAGE"; fi
if [ -n "${MCP_AUTH_TIMEOUT:-}" ]; then set -- "$@" "--timeout=$MCP_AUTH_TIMEOUT"; fi

# A value in each line: the flag before each, blanks around it off, empty lines left out.
flagged() { printf '%s\n' "$2" | tr -d '\r' | sed -n "s/^[[:space:]]*//; s/[[:space:]]*\$//; s/^..*/$1&/p"; }
lines=$(
  flagged --env= "${MCP_AUTH_ENV:-}"
  flagged --profile= "${MCP_AUTH_PROFILE:-}"
  flagged --topic= "${MCP_AUTH_TOPIC:-}"
  flagged --check= "${MCP_AUTH_CHECK:-}"
  flagged --source= "${MCP_AUTH_SOURCE:-}"
  flagged '' "${MCP_AUTH_ARGUMENTS:-}"
)
while IFS= read -r line; do
  if [ -n "$line" ]; then set -- "$@" "$line"; fi
done <<END
$lines
END

# Installed apart from the project, without scripts; `npx` would take the arguments through a shell.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm install --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error -- "${MCP_AUTH_PACKAGE:-mcp-auth-conformance}"
"$folder/node_modules/.bin/mcp-auth-conformance" "$@"
