package dev.switchboard.application.service.message;

import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.upstream.ChannelGateway;
import dev.switchboard.application.port.out.upstream.ChannelGateway.Call;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.service.delivery.MessageSender;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/// Sends a message to its channel, with the registry's current data.
final class ChannelSender implements MessageSender {

    private static final ParkReason NO_ENDPOINT = new ParkReason("no_endpoint");
    private static final int GONE = 410;

    private final ChannelRegistry registry;
    private final ChannelGateway gateway;
    private final ResponseUrls responseUrls;
    private final Consumer<ChannelId> whenGone;
    private final Clock clock;

    /// @param whenGone handles a channel that answers 410
    ChannelSender(
            ChannelRegistry registry,
            ChannelGateway gateway,
            ResponseUrls responseUrls,
            Consumer<ChannelId> whenGone,
            Clock clock) {
        this.registry = registry;
        this.gateway = gateway;
        this.responseUrls = responseUrls;
        this.whenGone = whenGone;
        this.clock = clock;
    }

    @Override
    public SendOutcome send(Owed owed) {
        ChannelId id = new ChannelId(owed.delivery().target().name());
        Optional<Channel> found = registry.find(id);
        if (found.isEmpty()) {
            return new SendOutcome.Undeliverable(ParkReason.CHANNEL_DELETED);
        }
        Channel channel = found.get();
        if (!channel.enabled()) {
            return new SendOutcome.Hold();
        }
        return channel.endpointIfValid()
                .<SendOutcome>map(endpoint -> call(channel, endpoint, owed.message()))
                .orElseGet(() -> new SendOutcome.Undeliverable(NO_ENDPOINT));
    }

    private SendOutcome call(Channel channel, EndpointUrl endpoint, Message message) {
        Content content = message.content();
        UpstreamReply reply =
                gateway.send(
                        new Call(
                                endpoint,
                                channel.id().value(),
                                message.conversation().externalId(),
                                message.id(),
                                content.text(),
                                responseUrls.urlFor(message),
                                channel.secrets().activeAt(clock.instant())));
        if (reply instanceof UpstreamReply.Refused(int status, _) && status == GONE) {
            whenGone.accept(channel.id());
        }
        return new SendOutcome.Called(reply);
    }
}
