/// Everything that knows HTTP, a header or the JSON we receive.
@NullMarked
package dev.switchboard.adapter.in.web;

import org.jspecify.annotations.NullMarked;
