@NullMarked
package dev.switchboard.adapter.out.persistence.mongo.handoff;

import org.jspecify.annotations.NullMarked;
