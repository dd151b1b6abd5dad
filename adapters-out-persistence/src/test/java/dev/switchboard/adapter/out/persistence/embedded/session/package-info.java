@NullMarked
package dev.switchboard.adapter.out.persistence.embedded.session;

import org.jspecify.annotations.NullMarked;
