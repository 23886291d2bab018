/** Where everything is, below the origin. */
export const BASE_PATH = '/__control/v1';
