/// Readable stories: the real core, fake edges, a clock that stands still.
@NullMarked
package dev.switchboard.bootstrap.scenario;

import org.jspecify.annotations.NullMarked;
