import type { Behaviour } from '../behaviour.ts';
import { oauth21 } from './oauth21.ts';
import { scalekit2025 } from './scalekit-2025.ts';
import { scalekit } from './scalekit.ts';

/** The behaviours that the mock can play, one file each. */
export const profiles = {
  scalekit,
  'scalekit-2025': scalekit2025,
  oauth21,
} satisfies Record<string, Behaviour>;

export type ProfileName = keyof typeof profiles;

/** The names for `--profile` and the like. */
export const profileNames = Object.keys(profiles) as readonly ProfileName[];

/** Whether `name` is the name of a profile. */
export function isProfileName(name: string): name is ProfileName {
  return Object.hasOwn(profiles, name);
}
