@NullMarked
package dev.switchboard.adapter.out.persistence.embedded.conversation;

import org.jspecify.annotations.NullMarked;
