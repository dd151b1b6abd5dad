package dev.switchboard.simulators.pega;

import dev.switchboard.simulators.script.Upstream;
import java.net.URI;

/// The desk as tests use it.
///
/// @param url the `DMS_URL` to configure
/// @param upstream what it saw, and shall do
/// @param accounts where it is told whom it works with
public record SimulatedDesk(URI url, Upstream upstream, AccountBook accounts) {}
