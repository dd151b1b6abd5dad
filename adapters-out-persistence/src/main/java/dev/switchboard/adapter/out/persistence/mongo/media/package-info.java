/// Files of agents, in MongoDB.
@NullMarked
package dev.switchboard.adapter.out.persistence.mongo.media;

import org.jspecify.annotations.NullMarked;
