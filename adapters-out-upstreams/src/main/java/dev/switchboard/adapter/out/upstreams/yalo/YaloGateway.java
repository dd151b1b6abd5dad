package dev.switchboard.adapter.out.upstreams.yalo;

import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.yalo.MessageTexts.Piece;
import dev.switchboard.adapter.out.upstreams.yalo.YaloProperties.Platform;
import dev.switchboard.adapter.out.upstreams.yalo.YaloProperties.Transport;
import dev.switchboard.application.port.out.chat.UserNames;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.upstream.PlatformWebhooks;
import dev.switchboard.application.port.out.upstream.SendOutcome;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Accepted;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Refused;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Unavailable;
import dev.switchboard.application.port.out.upstream.UserMessageGateway;
import dev.switchboard.domain.chat.UserIdentity;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.handoff.ReplyWindow;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Delivers messages to users, and returns users to the bot.
final class YaloGateway implements UserMessageGateway, PlatformWebhooks {

    static final String NAME = "yalo";

    private static final ParkReason UNSUPPORTED = new ParkReason("unsupported");
    private static final Duration UNCONFIGURED_PAUSE = Duration.ofMinutes(5);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String WHATSAPP = "whatsapp";
    private static final ReplyWindow OF_WHATSAPP = new ReplyWindow(Duration.ofHours(24));
    private static final Target BOT = new Target(Target.Kind.BOT, NAME);

    private final Map<String, YaloRequests> clients;
    private final EgressClient calls;
    private final UserNames names;
    private final PartitionOwnership ownership;
    private final Clock clock;
    private final RefusedTokens tokens;

    /// The times of messages within the last second, by client and platform.
    private final Map<List<String>, Deque<Instant>> recentSends = new HashMap<>();

    private final BegunMessages begun = new BegunMessages();

    /// @param clients by name; for users of other clients nothing is called
    /// @param ownership says which part of a platform's rate is this hub's
    YaloGateway(
            Map<String, YaloRequests> clients,
            EgressClient calls,
            UserNames names,
            PartitionOwnership ownership,
            Clock clock) {
        this.clients = Map.copyOf(clients);
        this.calls = calls;
        this.names = names;
        this.ownership = ownership;
        this.clock = clock;
        this.tokens = new RefusedTokens(clock);
    }

    @Override
    public boolean serves(Target target) {
        return target.equals(BOT)
                || (target.kind() == Target.Kind.USER && target.name().startsWith(NAME + "/"));
    }

    @Override
    public SendOutcome send(Target target, Message message) {
        return target.equals(BOT) ? giveBack(message) : sendToUser(platform(target), message);
    }

    @Override
    public Optional<ReplyWindow> replyWindow(Target target) {
        return serves(target) && !target.equals(BOT) && platform(target).equals(WHATSAPP)
                ? Optional.of(OF_WHATSAPP)
                : Optional.empty();
    }

    @Override
    public boolean isEcho(Target target, Message sent, Content echo) {
        String platform = platform(target);
        return requests(sent.conversation())
                .filter(requests ->
                        MessageEcho.of(MessageTexts.json(echo))
                                .isOfOne(pieces(requests, platform, sent), requests.files()))
                .isPresent();
    }

    /// Yalo's own transport has no typing indicator.
    @Override
    public boolean showsTyping(Target target, ConversationId conversation) {
        return !target.equals(BOT)
                && requests(conversation)
                        .map(requests -> requests.provider(platform(target)))
                        .filter(provider -> provider.transport() == Transport.META)
                        .isPresent();
    }

    @Override
    public void showTyping(Target target, Message last, boolean active) {
        requests(last.conversation())
                .map(requests ->
                        requests.typing(
                                platform(target),
                                user(last.conversation()),
                                MessageTexts.content(last).path("id").asString(""),
                                active))
                .ifPresent(call -> calls.exchange(call.post()));
    }

    private static String platform(Target user) {
        return user.name().substring(NAME.length() + 1);
    }

    private SendOutcome giveBack(Message message) {
        JsonNode content = MessageTexts.content(message);
        return requests(message.conversation())
                .map(requests ->
                        requests.giveBack(
                                content.path("way").asString(""),
                                content.path("provider").asString(""),
                                content.path("userId").asString(""),
                                content.path("botSlug").asString("")))
                .map(call -> new SendOutcome.Called(meaning(calls.send(call.post()))))
                .orElseGet(() ->
                        new SendOutcome.Called(
                                new Refused(0, "neither studio-url nor botrunner-url is set"),
                                ParkReason.NOT_CONFIGURED));
    }

    /// Empty if its client is no longer configured.
    private Optional<YaloRequests> requests(ConversationId conversation) {
        return Optional.ofNullable(clients.get(YaloProperties.clientOf(conversation)));
    }

    private SendOutcome sendToUser(String platform, Message message) {
        return requests(message.conversation())
                .map(requests -> sendPieces(requests, platform, message))
                .orElseGet(this::unconfigured);
    }

    private SendOutcome sendPieces(YaloRequests requests, String platform, Message message) {
        String user = address(platform, message.conversation());
        List<Piece> pieces = pieces(requests, platform, message);
        SendOutcome last =
                new SendOutcome.Called(new Refused(0, "nothing that could be sent"), UNSUPPORTED);
        for (int i = begun.pieces(message.id()); i < pieces.size(); i++) {
            last = sendPiece(requests, platform, user, message.id() + "/" + i, pieces.get(i));
            if (!accepted(last)) {
                return last;
            }
            begun.keep(message.id(), i + 1);
        }
        begun.end(message.id());
        return last;
    }

    private static List<Piece> pieces(YaloRequests requests, String platform, Message message) {
        return MessageTexts.of(
                MessageTexts.content(message),
                platform.equals(WHATSAPP) ? 4096 : 2000,
                requests.files());
    }

    /// The user's newest phone number if one is known, otherwise the conversation's name. A
    /// Messenger user has one name.
    private String address(String platform, ConversationId conversation) {
        List<UserIdentity> known =
                platform.equals(WHATSAPP) ? names.find(List.of(conversation)) : List.of();
        return known.stream()
                .flatMap(user -> user.names().reversed().stream())
                .map(YaloGateway::user)
                .filter(YaloRequests::isPhone)
                .findFirst()
                .orElseGet(() -> user(conversation));
    }

    private static String user(ConversationId conversation) {
        String name = conversation.externalId();
        return name.substring(name.indexOf(':') + 1);
    }

    private static boolean accepted(SendOutcome sent) {
        return sent instanceof SendOutcome.Called(Accepted _, _);
    }

    private SendOutcome sendPiece(
            YaloRequests requests, String platform, String user, String id, Piece piece) {
        YaloCall call = requests.tell(platform, user, id, piece);
        if (call == null) {
            return unconfigured();
        }
        Instant again = tokens.heldUntil(requests.yalo().client(), platform);
        Instant free = again == null ? free(requests.yalo(), platform) : again;
        if (free != null) {
            return new SendOutcome.NotBefore(free);
        }
        Platform provider = requests.provider(platform);
        SendOutcome sent =
                provider != null && provider.transport() == Transport.META
                        ? MetaReplies.read(calls.exchange(call.post()))
                        : new SendOutcome.Called(meaning(calls.send(call.post())));
        tokens.heard(requests.yalo().client(), platform, sent);
        return sent;
    }

    private SendOutcome unconfigured() {
        return new SendOutcome.NotBefore(clock.instant().plus(UNCONFIGURED_PAUSE));
    }

    /// Null if a message may be sent now, which is then counted; otherwise when one may.
    private @Nullable Instant free(YaloProperties yalo, String platform) {
        Instant now = clock.instant();
        int most = ownership.held().shareOf(yalo.messagesPerSecond());
        synchronized (recentSends) {
            Deque<Instant> lately =
                    recentSends.computeIfAbsent(
                            List.of(yalo.client(), platform), _ -> new ArrayDeque<>());
            lately.removeIf(sent -> !sent.plus(SECOND).isAfter(now) || sent.isAfter(now));
            if (lately.size() >= most) {
                return lately.getFirst().plus(SECOND);
            }
            lately.addLast(now);
            return null;
        }
    }

    /// Drops the body of an accepting answer: the protocol gives it no meaning, so it is not shown.
    private static UpstreamReply meaning(UpstreamReply reply) {
        return switch (reply) {
            case Accepted(int status, _, _) -> new Accepted(status, null);
            case Refused(int status, _) when status == 401 ->
                    new Unavailable(Cause.UNAUTHORIZED, status, null);
            case Refused _, UpstreamReply.Blocked _, Unavailable _ -> reply;
        };
    }

    @Override
    public UpstreamReply register(String client, String platform) {
        return ask(client, requests -> requests.register(platform));
    }

    @Override
    public UpstreamReply remove(String client, String platform) {
        return ask(client, requests -> requests.remove(platform));
    }

    private UpstreamReply ask(String client, Function<YaloRequests, @Nullable YaloCall> what) {
        return Optional.ofNullable(clients.get(client))
                .map(what)
                .map(call -> meaning(calls.send(call.post())))
                .orElseGet(
                        () -> new Refused(0, "no such platform, or not all is set that it needs"));
    }
}
