/// What happens to every request before anybody reads it: its id, its size, its line in the log.
@NullMarked
package dev.switchboard.adapter.in.web.request;

import org.jspecify.annotations.NullMarked;
