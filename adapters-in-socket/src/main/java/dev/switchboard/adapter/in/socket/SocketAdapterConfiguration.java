package dev.switchboard.adapter.in.socket;

import org.springframework.context.annotation.Configuration;

/// The live side of the hub. It has no endpoint yet.
@Configuration(proxyBeanMethods = false)
public class SocketAdapterConfiguration {}
