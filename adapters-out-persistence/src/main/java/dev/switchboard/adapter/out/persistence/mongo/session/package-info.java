/// Claims, client sessions, agent sessions, and parts of answers that wait.
@NullMarked
package dev.switchboard.adapter.out.persistence.mongo.session;

import org.jspecify.annotations.NullMarked;
