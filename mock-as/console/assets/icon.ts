/** The icon of the page: a key. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="7" fill="#1d5fb4"/>
<circle cx="11" cy="16" r="4.5" fill="none" stroke="#fff" stroke-width="3"/>
<path d="M15.5 16H26v5M21.5 16v4" fill="none" stroke="#fff" stroke-width="3"/>
</svg>
`;
