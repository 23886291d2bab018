/** Nobody listens there: redirects to it are read, and not followed. */
export const REDIRECT_URI = 'http://127.0.0.1:8976/callback';
