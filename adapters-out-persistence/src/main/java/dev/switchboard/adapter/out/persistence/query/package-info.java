/// What the queries of both stores share: how long one may take, and the figures made of what was
/// counted.
@NullMarked
package dev.switchboard.adapter.out.persistence.query;

import org.jspecify.annotations.NullMarked;
