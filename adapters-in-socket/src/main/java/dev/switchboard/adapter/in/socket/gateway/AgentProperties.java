package dev.switchboard.adapter.in.socket.gateway;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What an operator may say of consoles' connections.
///
/// @param heartbeat how often consoles are asked to renew their leases
@ConfigurationProperties("switchboard.agent")
record AgentProperties(@DefaultValue("30s") Duration heartbeat) {}
