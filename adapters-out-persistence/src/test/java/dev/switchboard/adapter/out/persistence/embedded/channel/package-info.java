@NullMarked
package dev.switchboard.adapter.out.persistence.embedded.channel;

import org.jspecify.annotations.NullMarked;
