@NullMarked
package dev.switchboard.adapter.out.persistence.embedded.presence;

import org.jspecify.annotations.NullMarked;
