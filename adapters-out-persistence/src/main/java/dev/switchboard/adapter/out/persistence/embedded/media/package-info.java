/// Files of agents, in the embedded store.
@NullMarked
package dev.switchboard.adapter.out.persistence.embedded.media;

import org.jspecify.annotations.NullMarked;
