/// Reading JSON strictly, and keeping what must leave as it came.
@NullMarked
package dev.switchboard.adapter.in.web.json;

import org.jspecify.annotations.NullMarked;
