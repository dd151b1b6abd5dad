package dev.switchboard.adapter.in.socket.gateway;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The settings of consoles' connections.
///
/// @param heartbeat how often consoles should renew their leases
@ConfigurationProperties("switchboard.agent")
record AgentProperties(@DefaultValue("30s") Duration heartbeat) {}
