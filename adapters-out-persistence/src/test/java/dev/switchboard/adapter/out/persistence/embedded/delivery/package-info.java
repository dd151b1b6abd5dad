@NullMarked
package dev.switchboard.adapter.out.persistence.embedded.delivery;

import org.jspecify.annotations.NullMarked;
