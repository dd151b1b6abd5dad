@NullMarked
package dev.switchboard.adapter.out.persistence.embedded.engine;

import org.jspecify.annotations.NullMarked;
