/// Yalo's systems and Meta's, as bots of Yalo and their users know them.
@NullMarked
package dev.switchboard.simulators.yalo;

import org.jspecify.annotations.NullMarked;
