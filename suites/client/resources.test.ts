import { describe, expect, it } from 'vitest';
import { isAbout } from './resources.ts';

const URL_OF_SERVER = 'https://mcp.example.com/team/mcp';

describe('a resource is about an MCP server', () => {
  it.each([
    'https://mcp.example.com/team/mcp',
    'https://mcp.example.com/team/mcp/',
    'HTTPS://MCP.example.com/team/mcp',
    'https://mcp.example.com/team',
    'https://mcp.example.com',
  ])('%s', (value) => {
    expect(isAbout(value, URL_OF_SERVER)).toBe(true);
  });

  it.each([
    '',
    '/team/mcp',
    'mcp.example.com/team/mcp',
    'http://mcp.example.com/team/mcp',
    'https://as.example.com/team/mcp',
    'https://mcp.example.com:8443/team/mcp',
    'https://mcp.example.com/team/mc',
    'https://mcp.example.com/team/mcp/more',
    'https://mcp.example.com/other',
    'https://mcp.example.com/team/mcp?tenant=1',
  ])('and %s is not', (value) => {
    expect(isAbout(value, URL_OF_SERVER)).toBe(false);
  });
});
