/// Who answers which conversation, in the MongoDB store.
@NullMarked
package dev.switchboard.adapter.out.persistence.mongo.handoff;

import org.jspecify.annotations.NullMarked;
