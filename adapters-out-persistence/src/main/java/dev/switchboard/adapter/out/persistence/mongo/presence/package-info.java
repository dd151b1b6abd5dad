/// Organisations on MongoDB.
@NullMarked
package dev.switchboard.adapter.out.persistence.mongo.presence;

import org.jspecify.annotations.NullMarked;
