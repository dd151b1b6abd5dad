package dev.switchboard.adapter.out.upstreams.http;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/// Where a call is about to go.
///
/// @param name the host's name in lower case, or null if it was given as an address
/// @param address its address, or null while DNS has not been asked
record Destination(@Nullable String name, @Nullable InetAddress address, int port) {}
