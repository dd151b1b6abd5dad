@NullMarked
package dev.switchboard.adapter.out.persistence.embedded.handoff;

import org.jspecify.annotations.NullMarked;
