/// What `/` says: where to go from here.
@NullMarked
package dev.switchboard.adapter.in.web.home;

import org.jspecify.annotations.NullMarked;
