/// The MongoDB store against a real server, or the best stand-in that can be had.
@NullMarked
package dev.switchboard.adapter.out.persistence.mongo;

import org.jspecify.annotations.NullMarked;
