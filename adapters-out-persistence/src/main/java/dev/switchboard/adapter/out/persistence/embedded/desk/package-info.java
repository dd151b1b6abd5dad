/// Sessions of chats at desks outside.
@NullMarked
package dev.switchboard.adapter.out.persistence.embedded.desk;

import org.jspecify.annotations.NullMarked;
