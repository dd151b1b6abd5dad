package dev.switchboard.application.service.message;

import dev.switchboard.application.port.in.message.AcceptChannelCallback;
import dev.switchboard.application.port.in.message.SendChannelMessage;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.application.port.out.channel.ResponseTokens;
import dev.switchboard.application.port.out.channel.WebhookSignatures;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.port.out.upstream.ChannelGateway;
import dev.switchboard.application.port.out.upstream.SessionsGateway;
import dev.switchboard.application.service.delivery.DeliveryModule;
import dev.switchboard.application.service.node.ConversationLocks;
import dev.switchboard.application.service.node.Node;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.delivery.Target;
import java.net.URI;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The services for messages to channels and their callbacks.
public record MessageModule(
        SendChannelMessage send,
        AcceptChannelCallback callbacks,
        ChannelProbe probe,
        SilentChannels silent) {

    /// The ports for channels and the sessions server.
    public record Channels(
            ChannelRegistry registry,
            ChannelGateway gateway,
            SessionsGateway sessions,
            ResponseTokens tokens,
            WebhookSignatures signatures) {}

    /// @param publicUrl the hub's address as channels reach it, without a trailing slash; read at
    ///   each use
    /// @param whenGone handles a channel that reports itself gone for good
    public static MessageModule of(
            Node node,
            RelayModule relays,
            Channels channels,
            MessagingSettings settings,
            Supplier<URI> publicUrl,
            Consumer<ChannelId> whenGone) {
        DeliveryModule delivery = relays.delivery();
        MessageRelay relay = relays.relay();
        ConversationLocks locks = node.locks();
        History history = node.store().history();
        Ids ids = node.ids();
        Clock clock = node.clock();

        ResponseUrls urls =
                new ResponseUrls(channels.tokens(), publicUrl, settings.responseUrlHosts());
        delivery.lanes()
                .serve(
                        Target.Kind.CHANNEL,
                        new ChannelSender(
                                channels.registry(), channels.gateway(), urls, whenGone, clock));
        delivery.lanes()
                .serve(
                        Target.Kind.SESSIONS,
                        new SessionsSender(channels.sessions(), settings.sessionsServer()));

        SilentChannels silent =
                new SilentChannels(
                        channels.registry(),
                        node.store().deliveries(),
                        settings.silentAfter(),
                        clock);
        if (!settings.silentAfter().isZero()) {
            delivery.lanes().listen(silent);
        }

        ChannelAdmission admission =
                new ChannelAdmission(
                        channels.registry(), delivery.pending(), settings.maxPending());
        ProbeCallbacks probes = new ProbeCallbacks();
        CallbackProofs proofs =
                new CallbackProofs(
                        new TokenProofs(
                                channels.tokens(), relays.sent(), history, settings.tokenLife()),
                        new SignatureProofs(channels.registry(), channels.signatures()),
                        new KnownSessions(
                                node.store().conversations(), history, settings.sessionRetention()),
                        settings.callbacks());
        return new MessageModule(
                new SendChannelMessageService(
                        admission,
                        urls,
                        relay,
                        locks,
                        relays.replies(),
                        settings.syncWait(),
                        ids,
                        clock),
                new ChannelCallbackService(
                        proofs,
                        relay,
                        locks,
                        probes,
                        silent,
                        settings.sessionsServer(),
                        ids,
                        clock),
                new ChannelProbe(channels.gateway(), relay, locks, urls, probes, ids, clock),
                silent);
    }
}
