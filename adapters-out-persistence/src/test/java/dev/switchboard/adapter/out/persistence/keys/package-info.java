@NullMarked
package dev.switchboard.adapter.out.persistence.keys;

import org.jspecify.annotations.NullMarked;
