/// The promises to end users: what their clients are pushed, whatever happens meanwhile.
@NullMarked
package dev.switchboard.bootstrap.scenario.live;

import org.jspecify.annotations.NullMarked;
