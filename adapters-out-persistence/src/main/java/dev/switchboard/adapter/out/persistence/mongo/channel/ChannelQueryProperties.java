package dev.switchboard.adapter.out.persistence.mongo.channel;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param maxTime how long the store may look for channels before it gives up
@ConfigurationProperties("switchboard.channels.query")
record ChannelQueryProperties(@DefaultValue("2s") Duration maxTime) {}
