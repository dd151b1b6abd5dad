/// What is stored under the master key.
@NullMarked
package dev.switchboard.adapter.out.persistence.mongo.keys;

import org.jspecify.annotations.NullMarked;
