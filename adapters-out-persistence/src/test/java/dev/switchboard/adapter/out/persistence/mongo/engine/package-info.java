@NullMarked
package dev.switchboard.adapter.out.persistence.mongo.engine;

import org.jspecify.annotations.NullMarked;
