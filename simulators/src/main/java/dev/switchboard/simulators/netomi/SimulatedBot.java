package dev.switchboard.simulators.netomi;

import dev.switchboard.simulators.script.Upstream;
import java.net.URI;

/// The bot as tests use it.
///
/// @param url the `NETOMI_BASE_URL` and the `NETOMI_AUTH_URL` to configure
/// @param upstream what it saw
/// @param webhooks where it is told whom it calls back
public record SimulatedBot(URI url, Upstream upstream, WebhookBook webhooks) {}
