/// Finding deliveries: what is owed, what waits for clients, and everything for people.
@NullMarked
package dev.switchboard.adapter.out.persistence.mongo.delivery;

import org.jspecify.annotations.NullMarked;
