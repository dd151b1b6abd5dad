/// What is stored under the master key.
@NullMarked
package dev.switchboard.adapter.out.persistence.embedded.keys;

import org.jspecify.annotations.NullMarked;
