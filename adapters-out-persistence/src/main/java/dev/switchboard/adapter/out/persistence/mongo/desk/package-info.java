/// Sessions of chats at desks outside.
@NullMarked
package dev.switchboard.adapter.out.persistence.mongo.desk;

import org.jspecify.annotations.NullMarked;
