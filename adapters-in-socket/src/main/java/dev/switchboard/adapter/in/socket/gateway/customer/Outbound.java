package dev.switchboard.adapter.in.socket.gateway.customer;

import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// A message in its clients' form.
///
/// @param confirmedBy whether an ack with these arguments means that the client has the message
public record Outbound(ServerEvent event, Predicate<List<JsonNode>> confirmedBy) {}
