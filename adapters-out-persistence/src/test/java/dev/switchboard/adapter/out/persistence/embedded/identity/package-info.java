@NullMarked
package dev.switchboard.adapter.out.persistence.embedded.identity;

import org.jspecify.annotations.NullMarked;
