@NullMarked
package dev.switchboard.adapter.out.persistence.mongo.chat;

import org.jspecify.annotations.NullMarked;
