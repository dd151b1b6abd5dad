/// Inbound ports that do what a test tells them, and a hub to call over HTTP.
@NullMarked
package dev.switchboard.adapter.in.web.fakes;

import org.jspecify.annotations.NullMarked;
