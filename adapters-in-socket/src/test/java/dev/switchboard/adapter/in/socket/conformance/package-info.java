/// A server for the official protocol suites, and the suites' cases as our own tests.
@NullMarked
package dev.switchboard.adapter.in.socket.conformance;

import org.jspecify.annotations.NullMarked;
