package dev.switchboard.scenario;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.delivery.FollowDeliveries.Status;
import dev.switchboard.application.port.in.message.SendChannelMessage.Result;
import dev.switchboard.domain.message.MessageId;

/// The shared base of the relay's scenarios: a run of the hub, its world, and views of both.
abstract class RelayStory {

    final World world = new World();
    final Hub hub = new Hub(world, Runnable::run);

    Result.Settled send(String json) {
        return send(Seed.SESSION, json);
    }

    Result.Settled send(String session, String json) {
        return (Result.Settled) hub.send.send(World.message(session, json));
    }

    Status status(MessageId id) {
        return hub.follow.ofChannelMessage(id).orElseThrow().status();
    }
}
