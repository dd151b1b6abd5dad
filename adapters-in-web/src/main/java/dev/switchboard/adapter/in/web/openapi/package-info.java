/// The description of the API, which clients and people read.
@NullMarked
package dev.switchboard.adapter.in.web.openapi;

import org.jspecify.annotations.NullMarked;
