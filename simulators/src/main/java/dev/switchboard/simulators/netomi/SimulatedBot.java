package dev.switchboard.simulators.netomi;

import dev.switchboard.simulators.script.ScriptedUpstream;
import java.net.URI;

/// The bot as seen by tests.
///
/// @param url the `NETOMI_BASE_URL` and the `NETOMI_AUTH_URL` to configure
/// @param upstream its call log
/// @param webhooks sets the webhook that it calls
public record SimulatedBot(URI url, ScriptedUpstream upstream, WebhookBook webhooks) {}
