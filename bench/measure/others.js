import { FOREIGN_CORES, TRIES } from '../settings.js';

/// Runs a round, and runs it again if others took of the machine meanwhile: the last one counts.
///
/// @param round resolves to its figures, `foreignCores` among them
export async function undisturbed(round, tries = TRIES) {
  let figures;
  for (let attempt = 0; attempt < tries; attempt++) {
    figures = await round();
    if (!isDisturbed(figures)) break;
  }
  return figures;
}

export const isDisturbed = ({ foreignCores }) => foreignCores >= FOREIGN_CORES;
