@NullMarked
package dev.switchboard.adapter.out.persistence.mongo.journal;

import org.jspecify.annotations.NullMarked;
