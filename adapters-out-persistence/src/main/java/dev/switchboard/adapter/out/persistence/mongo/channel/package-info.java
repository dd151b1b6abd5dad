/// The channel registry.
@NullMarked
package dev.switchboard.adapter.out.persistence.mongo.channel;

import org.jspecify.annotations.NullMarked;
