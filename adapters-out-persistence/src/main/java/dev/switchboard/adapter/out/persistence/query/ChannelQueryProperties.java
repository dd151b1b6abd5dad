package dev.switchboard.adapter.out.persistence.query;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param maxTime how long a query for channels may take before it is aborted
@ConfigurationProperties("switchboard.channels.query")
public record ChannelQueryProperties(@DefaultValue("2s") Duration maxTime) {}
