/// Accounts, what admins did, and tokens of upstreams.
@NullMarked
package dev.switchboard.adapter.out.persistence.mongo.identity;

import org.jspecify.annotations.NullMarked;
