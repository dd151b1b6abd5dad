@NullMarked
package dev.switchboard.adapter.out.persistence.mongo.delivery;

import org.jspecify.annotations.NullMarked;
