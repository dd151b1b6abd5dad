@NullMarked
package dev.switchboard.adapter.out.persistence.mongo.session;

import org.jspecify.annotations.NullMarked;
