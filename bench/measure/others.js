import { QUIET } from '../settings.js';

/// Runs a round, and runs it again if others took of the machine meanwhile: the last one counts.
///
/// @param round resolves to its figures, `foreignCores` among them
/// @param quiet {foreignCores, tries}: how much others may take, and how often it is tried
export async function undisturbed(round, quiet = QUIET) {
  let figures;
  for (let attempt = 0; attempt < quiet.tries; attempt++) {
    figures = await round();
    if (!isDisturbed(figures, quiet)) break;
  }
  return figures;
}

export const isDisturbed = (figures, quiet) => figures.foreignCores >= quiet.foreignCores;
