package dev.switchboard.adapter.in.web.channel;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How many deliveries something was done to.
record CountView(@JsonProperty("count") int count) {}
