package dev.switchboard.simulators.pega;

import dev.switchboard.simulators.script.ScriptedUpstream;
import java.net.URI;

/// The desk as seen by tests.
///
/// @param url the `DMS_URL` to configure
/// @param upstream its script and call log
/// @param accounts sets its account
public record SimulatedDesk(URI url, ScriptedUpstream upstream, AccountBook accounts) {}
