@NullMarked
package dev.switchboard.adapter.out.persistence.embedded.journal;

import org.jspecify.annotations.NullMarked;
