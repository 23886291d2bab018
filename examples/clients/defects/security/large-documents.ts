import type { Defect } from '../../parts.ts';

export default {
  breaks: 'client.security.large-documents',
  title: 'Reads whatever it is sent to the end before it looks at it',
  alter: (parts) => ({
    readJson: async (response) => parts.readJson(new Response(await response.arrayBuffer())),
  }),
} satisfies Defect;
