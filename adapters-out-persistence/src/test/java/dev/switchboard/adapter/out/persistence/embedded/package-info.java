@NullMarked
package dev.switchboard.adapter.out.persistence.embedded;

import org.jspecify.annotations.NullMarked;
