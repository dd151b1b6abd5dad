@NullMarked
package dev.switchboard.adapter.out.persistence.mongo.conversation;

import org.jspecify.annotations.NullMarked;
