@NullMarked
package dev.switchboard.adapter.out.persistence.embedded.chat;

import org.jspecify.annotations.NullMarked;
