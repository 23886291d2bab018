#!/usr/bin/env bash
# Any other CI: run, keep what was found, then pass the exit code on.
# A deployed server in place of one that is started: its URL, without --command. What needs a token is then "untested",
# unless MCP_AUTH_CONFORMANCE_TOKEN holds one (or --login gets one; MCP_AUTH_CONFORMANCE_CLIENT_SECRET for a client).
set -uo pipefail

npx --yes mcp-auth-conformance@0.1.0 server 'http://127.0.0.1:{port}/mcp' \
  --command 'node server.js' \
  --fail-on must \
  -f html,junit \
  -o mcp-auth-report
code=$?

case $code in
  0) echo 'Conformant.' ;;
  1) echo 'The gate does not hold; see mcp-auth-report/report.html.' ;;
  3) echo 'Incomplete: was the server reached? See mcp-auth-report/report.html.' ;;
  *) echo "The tool ended with $code; its message says why." ;;
esac
exit "$code"
